import { Injectable } from '@nestjs/common';
import { listing, type Principal } from '@lethe/contracts';
import { DomainStore, sameText } from '@lethe/domain-kit';
import { v7 } from 'uuid';
import { DataTable } from '../entities/data-table.ts';
import { saveAuthors } from './authors.ts';
import { findById } from './find.ts';
import type { ObjectsQuery } from './flow-input.ts';
import type { TableInput } from './table-input.ts';
import { tableViews } from './table-view.ts';

@Injectable()
export class TablesService {
  constructor(private readonly store: DomainStore) {}

  create(
    caller: Principal,
    {
      name,
      description = null,
      schema,
      division: { id: divisionId } = { id: caller.organisationId },
      authors,
    }: TableInput,
  ) {
    return this.store.transaction(caller, async (manager) => {
      const table = await manager.save(
        manager.create(DataTable, {
          organisationId: caller.organisationId,
          id: v7(),
          name,
          description,
          divisionId,
          schema,
        }),
      );
      await saveAuthors(manager, table, 'dataTable', authors);
      return (await tableViews(manager, [table]))[0]!;
    });
  }

  list(caller: Principal, { pageSize, pageNumber, name }: ObjectsQuery) {
    return this.store.transaction(caller, async (manager) => {
      const where = name === undefined ? {} : { name: sameText(name) };
      const [tables, total] = await manager.findAndCount(DataTable, {
        where,
        order: { name: 'ASC', id: 'ASC' },
        take: pageSize,
        skip: (pageNumber - 1) * pageSize,
      });
      return listing(await tableViews(manager, tables), { total, pageSize, pageNumber }, '/api/v2/flows/datatables', {
        ...(name !== undefined && { name }),
      });
    });
  }

  get(caller: Principal, id: string) {
    return this.store.transaction(
      caller,
      async (manager) => (await tableViews(manager, [await findById(manager, DataTable, 'data table', id)]))[0]!,
    );
  }
}
