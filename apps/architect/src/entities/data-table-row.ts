import {
  Internal,
  NotPersonal,
  OrganisationOwned,
  Personal,
  SubjectKey,
  SubjectRecord,
  type PersonalColumn,
} from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { rowDataFormat, type RowData } from '../formats/row-data.ts';
import { DataTable } from './data-table.ts';

function undeclaredValues(data: RowData, { personalColumns }: DataTableRow): string[] {
  const declared = new Set(personalColumns.map(({ column }) => column));
  return Object.entries(data).flatMap(([column, value]) => (declared.has(column) ? [] : [String(value)]));
}

/** A row, free but for its `key`. It is somebody's only by the columns that its table declares (requirements D11). */
@Entity('data_table_row')
@Index('data_table_row_key', { synchronize: false })
@ForeignKey(() => DataTable, ['organisationId', 'tableId'], ['organisationId', 'id'], {
  name: 'data_table_row_table_fkey',
})
@SubjectRecord({
  type: 'dataTableRow',
  title: 'Row of a data table',
  onErase: 'delete',
  categories: ['what the columns of the table hold'],
  purpose: 'To decide how a call is handled',
  legalGround: 'Art. 6(1)(b) GDPR: handling calls as agreed with the customer',
  retention: 'Until the row is deleted',
  recipients: [],
})
export class DataTableRow extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'table_id' }) @NotPersonal('the table') tableId!: string;
  /** Column → value, `key` among them: that may be personal as well, so it stands nowhere else. */
  @Column('jsonb') @Personal({ format: rowDataFormat, undeclared: undeclaredValues }) data!: RowData;
  /** A copy of what the table declares: whoever has the row can read its identifiers without the table. */
  @Column('jsonb', { name: 'personal_columns' })
  @Internal('what the columns of the table mean')
  personalColumns!: PersonalColumn[];
}
