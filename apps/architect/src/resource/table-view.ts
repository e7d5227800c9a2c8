import { divisionRef, listingOf } from '@lethe/contracts';
import { withoutNulls } from '@lethe/domain-kit';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { DataTable } from '../entities/data-table.ts';
import { authorsOf } from './authors.ts';
import { OBJECT } from './object-view.ts';
import { TableInput } from './table-input.ts';

/** Its schema as it was created with, for that never changes. */
export const TableView = z.object({ ...OBJECT, schema: TableInput.shape.schema }).meta({ id: 'DataTable' });
export const TableListing = listingOf(TableView, 'DataTablesDomainEntityListing');

export async function tableViews(manager: EntityManager, tables: DataTable[]): Promise<z.input<typeof TableView>[]> {
  const authors = await authorsOf(
    manager,
    tables.map(({ id }) => id),
  );
  return tables.map(({ organisationId: _, divisionId, ...table }) => ({
    ...withoutNulls(table),
    ...authors.get(table.id),
    division: divisionRef(divisionId),
    selfUri: `/api/v2/flows/datatables/${table.id}`,
  }));
}
