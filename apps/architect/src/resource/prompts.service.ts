import { Injectable } from '@nestjs/common';
import { listing, type Principal } from '@lethe/contracts';
import { DomainStore, sameText } from '@lethe/domain-kit';
import { v7 } from 'uuid';
import { Prompt } from '../entities/prompt.ts';
import { saveAuthors } from './authors.ts';
import { findById } from './find.ts';
import type { ObjectsQuery } from './flow-input.ts';
import type { PromptInput } from './prompt-input.ts';
import { promptViews } from './prompt-view.ts';

@Injectable()
export class PromptsService {
  constructor(private readonly store: DomainStore) {}

  create(
    caller: Principal,
    { name, description = null, division: { id: divisionId } = { id: caller.organisationId }, authors }: PromptInput,
  ) {
    return this.store.transaction(caller, async (manager) => {
      const prompt = await manager.save(
        manager.create(Prompt, { organisationId: caller.organisationId, id: v7(), name, description, divisionId }),
      );
      await saveAuthors(manager, prompt, 'prompt', authors);
      return (await promptViews(manager, [prompt]))[0]!;
    });
  }

  list(caller: Principal, { pageSize, pageNumber, name }: ObjectsQuery) {
    return this.store.transaction(caller, async (manager) => {
      const where = name === undefined ? {} : { name: sameText(name) };
      const [prompts, total] = await manager.findAndCount(Prompt, {
        where,
        order: { name: 'ASC', id: 'ASC' },
        take: pageSize,
        skip: (pageNumber - 1) * pageSize,
      });
      return listing(
        await promptViews(manager, prompts),
        { total, pageSize, pageNumber },
        '/api/v2/architect/prompts',
        { ...(name !== undefined && { name }) },
      );
    });
  }

  get(caller: Principal, id: string) {
    return this.store.transaction(
      caller,
      async (manager) => (await promptViews(manager, [await findById(manager, Prompt, 'prompt', id)]))[0]!,
    );
  }
}
