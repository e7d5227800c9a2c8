import { Injectable } from '@nestjs/common';
import { listing, type Principal } from '@lethe/contracts';
import { DomainStore, sameText } from '@lethe/domain-kit';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { Flow } from '../entities/flow.ts';
import { authorsOf, saveAuthors } from './authors.ts';
import { findById } from './find.ts';
import type { FlowInput, ObjectsQuery } from './flow-input.ts';
import { flowView } from './flow-view.ts';

@Injectable()
export class FlowsService {
  constructor(private readonly store: DomainStore) {}

  create(caller: Principal, input: FlowInput) {
    return this.store.transaction(caller, (manager) =>
      write(
        manager,
        manager.create(Flow, { organisationId: caller.organisationId, id: v7(), divisionId: caller.organisationId }),
        input,
      ),
    );
  }

  list(caller: Principal, { pageSize, pageNumber, name }: ObjectsQuery) {
    return this.store.transaction(caller, async (manager) => {
      const where = name === undefined ? {} : { name: sameText(name) };
      const [flows, total] = await manager.findAndCount(Flow, {
        where,
        order: { name: 'ASC', id: 'ASC' },
        take: pageSize,
        skip: (pageNumber - 1) * pageSize,
      });
      const authors = await authorsOf(
        manager,
        flows.map(({ id }) => id),
      );
      return listing(
        flows.map((flow) => flowView(flow, authors.get(flow.id))),
        { total, pageSize, pageNumber },
        '/api/v2/flows',
        { ...(name !== undefined && { name }) },
      );
    });
  }

  get(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => view(manager, await findById(manager, Flow, 'flow', id)));
  }

  replace(caller: Principal, id: string, input: FlowInput) {
    return this.store.transaction(caller, async (manager) =>
      write(manager, await findById(manager, Flow, 'flow', id), input),
    );
  }
}

async function write(
  manager: EntityManager,
  flow: Flow,
  {
    name,
    description = null,
    type,
    configuration,
    publishedVersion,
    division: { id: divisionId } = { id: flow.divisionId },
    authors,
  }: FlowInput,
) {
  const saved = await manager.save(
    Object.assign(flow, {
      name,
      description,
      type,
      configuration,
      divisionId,
      publishedVersion: publishedVersion?.id ?? null,
    }),
  );
  await saveAuthors(manager, flow, 'flow', authors);
  return view(manager, saved);
}

const view = async (manager: EntityManager, flow: Flow) =>
  flowView(flow, (await authorsOf(manager, [flow.id])).get(flow.id));
