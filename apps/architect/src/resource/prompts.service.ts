import { Injectable } from '@nestjs/common';
import { listing, type Principal } from '@lethe/contracts';
import { DomainStore, sameText } from '@lethe/domain-kit';
import { In, type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { PromptResource } from '../entities/prompt-resource.ts';
import { Prompt } from '../entities/prompt.ts';
import { authorsOf, saveAuthors } from './authors.ts';
import { findById } from './find.ts';
import type { ObjectsQuery } from './flow-input.ts';
import { division, present } from './present.ts';
import type { PromptInput } from './prompt-input.ts';
import { resourceViews } from './resource-views.ts';

@Injectable()
export class PromptsService {
  constructor(private readonly store: DomainStore) {}

  create(caller: Principal, { name, description = null, division: { id: divisionId } = { id: caller.organisationId }, authors }: PromptInput) {
    return this.store.transaction(caller, async (manager) => {
      const prompt = await manager.save(manager.create(Prompt, { organisationId: caller.organisationId, id: v7(), name, description, divisionId }));
      await saveAuthors(manager, prompt, 'prompt', authors);
      return (await promptViews(manager, [prompt]))[0]!;
    });
  }

  list(caller: Principal, { pageSize, pageNumber, name }: ObjectsQuery) {
    return this.store.transaction(caller, async (manager) => {
      const where = name === undefined ? {} : { name: sameText(name) };
      const [prompts, total] = await manager.findAndCount(Prompt, { where, order: { name: 'ASC', id: 'ASC' }, take: pageSize, skip: (pageNumber - 1) * pageSize });
      return listing(await promptViews(manager, prompts), total, { pageSize, pageNumber }, '/api/v2/architect/prompts', { ...(name !== undefined && { name }) });
    });
  }

  get(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => (await promptViews(manager, [await findById(manager, Prompt, 'prompt', id)]))[0]!);
  }
}

async function promptViews(manager: EntityManager, prompts: Prompt[]) {
  const ids = prompts.map(({ id }) => id);
  const authors = await authorsOf(manager, ids);
  const resources = ids.length === 0 ? [] : await manager.find(PromptResource, { where: { promptId: In(ids) }, order: { language: 'ASC' } });
  const byPrompt = Map.groupBy(await resourceViews(manager, resources), ({ selfUri }) => selfUri.split('/')[5]!);
  return prompts.map(({ organisationId: _, divisionId, ...prompt }) => ({
    ...present(prompt), ...authors.get(prompt.id), division: division(divisionId), resources: byPrompt.get(prompt.id) ?? [], selfUri: `/api/v2/architect/prompts/${prompt.id}`,
  }));
}
