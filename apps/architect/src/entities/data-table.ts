import { NotPersonalTable, OrganisationOwned, type PersonalColumn } from '@lethe/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export interface TableSchema {
  properties: Record<string, { type: 'string' | 'boolean' | 'integer' | 'number'; [more: string]: unknown }>;
  /** Extension: which columns are personal. */
  'x-personal'?: PersonalColumn[];
  [more: string]: unknown;
}

/** Rows that flows look up. Its schema never changes, so that rows may repeat what it declares. */
@Entity('data_table')
@NotPersonalTable('configuration: names of tables and of their columns')
export class DataTable extends OrganisationOwned {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('uuid', { name: 'division_id' }) divisionId!: string;
  @Column('jsonb') schema!: TableSchema;
}
