import { Injectable } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { createdOnce, DomainStore, isAsAsked } from '@lethe/domain-kit';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { PromptResource } from '../entities/prompt-resource.ts';
import { Prompt } from '../entities/prompt.ts';
import { findById, findResource, insertNew } from './find.ts';
import type { CreatePromptResource, UpdatePromptResource } from './prompt-input.ts';
import { resourceViews } from './resource-views.ts';

@Injectable()
export class PromptResourcesService {
  constructor(private readonly store: DomainStore) {}

  create(caller: Principal, promptId: string, input: CreatePromptResource) {
    return createdOnce(
      () => this.insert(caller, promptId, input),
      () =>
        this.store.transaction(caller, async (manager) => {
          const there = await findResource(manager, promptId, input.language);
          return isAsAsked(there, cleared(input)) ? view(manager, there) : undefined;
        }),
    );
  }

  private insert(caller: Principal, promptId: string, { language, ...spoken }: CreatePromptResource) {
    return this.store.transaction(caller, async (manager) => {
      await findById(manager, Prompt, 'prompt', promptId);
      const resource = manager.create(PromptResource, {
        organisationId: caller.organisationId,
        id: v7(),
        promptId,
        language,
        ...cleared(spoken),
      });
      return view(
        manager,
        await insertNew(manager, resource, 'The prompt has this language already. Change it with PUT.'),
      );
    });
  }

  get(caller: Principal, promptId: string, language: string) {
    return this.store.transaction(caller, async (manager) =>
      view(manager, await findResource(manager, promptId, language)),
    );
  }

  replace(caller: Principal, promptId: string, language: string, input: UpdatePromptResource) {
    return this.store.transaction(caller, async (manager) =>
      view(manager, await manager.save(Object.assign(await findResource(manager, promptId, language), cleared(input)))),
    );
  }
}

/** What a client leaves out is cleared. */
const cleared = ({ ttsString = null, text = null, tags = null }: UpdatePromptResource) => ({ ttsString, text, tags });

const view = async (manager: EntityManager, resource: PromptResource) => (await resourceViews(manager, [resource]))[0]!;
