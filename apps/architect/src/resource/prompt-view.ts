import { divisionRef, listingOf } from '@lethe/contracts';
import { withoutNulls } from '@lethe/domain-kit';
import { In, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { PromptResource } from '../entities/prompt-resource.ts';
import type { Prompt } from '../entities/prompt.ts';
import { authorsOf } from './authors.ts';
import { OBJECT } from './object-view.ts';
import { PromptResourceView, resourceViews } from './resource-views.ts';

export const PromptView = z.object({ ...OBJECT, resources: z.array(PromptResourceView) }).meta({ id: 'Prompt' });
export const PromptListing = listingOf(PromptView, 'PromptEntityListing');

export async function promptViews(manager: EntityManager, prompts: Prompt[]): Promise<z.input<typeof PromptView>[]> {
  const ids = prompts.map(({ id }) => id);
  const authors = await authorsOf(manager, ids);
  const resources =
    ids.length === 0
      ? []
      : await manager.find(PromptResource, { where: { promptId: In(ids) }, order: { language: 'ASC' } });
  const byPrompt = Map.groupBy(await resourceViews(manager, resources), ({ promptId }) => promptId);
  return prompts.map(({ organisationId: _, divisionId, ...prompt }) => ({
    ...withoutNulls(prompt),
    ...authors.get(prompt.id),
    division: divisionRef(divisionId),
    resources: byPrompt.get(prompt.id) ?? [],
    selfUri: `/api/v2/architect/prompts/${prompt.id}`,
  }));
}
