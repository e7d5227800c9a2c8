import { Injectable } from '@nestjs/common';
import { LetheError, listing, notFound, type Principal } from '@lethe/contracts';
import { createdOnce, DomainStore, isAsAsked } from '@lethe/domain-kit';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { DataTableRow } from '../entities/data-table-row.ts';
import { DataTable } from '../entities/data-table.ts';
import { findById, insertNew } from './find.ts';
import { rowOf, type RowInput, type RowQuery, type RowsQuery } from './row-input.ts';
import { rowView } from './row-view.ts';

const KEY_IN_USE = 'The table has a row with this key already. Change it with PUT.';

@Injectable()
export class RowsService {
  constructor(private readonly store: DomainStore) {}

  create(caller: Principal, tableId: string, input: RowInput) {
    return createdOnce(
      () => this.insert(caller, tableId, input),
      () =>
        this.store.transaction(caller, async (manager) => {
          const { data } = await findRow(manager, tableId, String(input['key']));
          return isAsAsked({ data }, { data: input }) ? rowView(data) : undefined;
        }),
    );
  }

  private insert(caller: Principal, tableId: string, input: RowInput) {
    return this.store.transaction(caller, async (manager) => {
      const { schema } = await findTable(manager, tableId);
      const row = {
        organisationId: caller.organisationId,
        id: v7(),
        tableId,
        data: rowOf(schema, input),
        personalColumns: schema['x-personal'] ?? [],
      };
      return rowView(
        (await insertNew(manager, manager.create(DataTableRow, row as never) as DataTableRow, KEY_IN_USE)).data,
      );
    });
  }

  list(caller: Principal, tableId: string, { pageSize, pageNumber, showbrief }: RowsQuery) {
    return this.store.transaction(caller, async (manager) => {
      await findTable(manager, tableId);
      const [rows, total] = await manager.findAndCount(DataTableRow, {
        where: { tableId },
        order: { id: 'ASC' },
        take: pageSize,
        skip: (pageNumber - 1) * pageSize,
      });
      return listing(
        rows.map(({ data }) => rowView(data, showbrief)),
        { total, pageSize, pageNumber },
        `/api/v2/flows/datatables/${tableId}/rows`,
        { showbrief: String(showbrief) },
      );
    });
  }

  get(caller: Principal, tableId: string, key: string, { showbrief }: RowQuery) {
    return this.store.transaction(caller, async (manager) =>
      rowView((await findRow(manager, tableId, key)).data, showbrief),
    );
  }

  replace(caller: Principal, tableId: string, key: string, input: RowInput) {
    return this.store.transaction(caller, async (manager) => {
      const { schema } = await findTable(manager, tableId);
      const row = await findRow(manager, tableId, key);
      if ('key' in input && input['key'] !== key)
        throw new LetheError('bad.request', 'The key of a row never changes: send the one of the path, or none.', {
          details: [{ errorCode: 'invalid.value', fieldName: 'key' }],
        });
      return rowView((await manager.save(Object.assign(row, { data: rowOf(schema, { ...input, key }) }))).data);
    });
  }

  delete(caller: Principal, tableId: string, key: string) {
    return this.store.transaction(
      caller,
      async (manager) => void (await manager.remove(await findRow(manager, tableId, key))),
    );
  }
}

const findTable = (manager: EntityManager, id: string) => findById(manager, DataTable, 'data table', id);

/** The row, locked until the transaction ends. @throws LetheError not.found, without the key, which may be personal */
async function findRow(manager: EntityManager, tableId: string, key: string): Promise<DataTableRow> {
  const row = await manager
    .createQueryBuilder(DataTableRow, 'r')
    .where("r.tableId = :tableId and r.data ->> 'key' = :key", { tableId, key })
    .setLock('pessimistic_write')
    .getOne();
  if (row === null) throw notFound('row');
  return row;
}
