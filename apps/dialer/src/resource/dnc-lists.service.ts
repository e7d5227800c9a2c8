import { Injectable } from '@nestjs/common';
import { listing, type Principal } from '@lethe/contracts';
import { DomainStore, sameText } from '@lethe/domain-kit';
import { v7 } from 'uuid';
import { DncEntry } from '../entities/dnc-entry.ts';
import { DncList } from '../entities/dnc-list.ts';
import type { CreateDncList } from './dnc-schemas.ts';
import { findDncList } from './find-list.ts';
import type { ListQuery, ListsQuery } from './list-schemas.ts';
import { dncListView } from './list-view.ts';
import { sizesOf } from './sizes-of.ts';
import { unindex } from './unindex.ts';

@Injectable()
export class DncListsService {
  constructor(private readonly store: DomainStore) {}

  create(
    caller: Principal,
    {
      name,
      dncSourceType,
      contactMethod = null,
      division,
      divisionId = division?.id ?? caller.organisationId,
    }: CreateDncList,
  ) {
    return this.store.transaction(caller, async (manager) => {
      const { organisationId } = caller;
      return dncListView(
        await manager.save(
          manager.create(DncList, {
            organisationId,
            id: v7(),
            name,
            dncSourceType,
            contactMethod,
            divisionId,
            version: 1,
          }),
        ),
      );
    });
  }

  list(caller: Principal, { pageSize, pageNumber, name, includeSize }: ListsQuery) {
    return this.store.transaction(caller, async (manager) => {
      const where = name === undefined ? {} : { name: sameText(name) };
      const [lists, total] = await manager.findAndCount(DncList, {
        where,
        order: { name: 'ASC', id: 'ASC' },
        take: pageSize,
        skip: (pageNumber - 1) * pageSize,
      });
      const sizes = includeSize ? await sizesOf(manager, DncEntry, 'dncListId', lists) : undefined;
      const query = { ...(name !== undefined && { name }), includeSize: String(includeSize) };
      return listing(
        lists.map((list) => dncListView(list, sizes?.get(list.id))),
        { total, pageSize, pageNumber },
        '/api/v2/outbound/dnclists',
        query,
      );
    });
  }

  get(caller: Principal, id: string, { includeSize }: ListQuery) {
    return this.store.transaction(caller, async (manager) => {
      const list = await findDncList(manager, id);
      return dncListView(
        list,
        includeSize ? (await sizesOf(manager, DncEntry, 'dncListId', [list])).get(id) : undefined,
      );
    });
  }

  delete(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => {
      const list = await findDncList(manager, id, 'write');
      await unindex(manager, 'dncEntry', id);
      await manager.remove(list);
    });
  }
}
