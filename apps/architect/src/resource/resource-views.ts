import { text } from '@lethe/contracts';
import { withoutNulls } from '@lethe/domain-kit';
import { In, IsNull, Not, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { PromptAudio } from '../entities/prompt-audio.ts';
import { PromptResource } from '../entities/prompt-resource.ts';
import { tags } from './prompt-input.ts';

/** Absent instead of null. */
export const PromptResourceView = z
  .object({
    id: z.guid(),
    promptId: z.guid(),
    language: z.string(),
    ttsString: text().optional(),
    text: text().optional(),
    tags: tags.optional(),
    /** Of the last whole recording. */
    mediaUri: z.string().optional(),
    uploadStatus: z.string().optional(),
    selfUri: z.string(),
  })
  .meta({ id: 'PromptAsset' });
export type PromptResourceView = z.input<typeof PromptResourceView>;

/** The prompts' resources as the API shows them, each with its last whole recording. */
export async function resourceViews(
  manager: EntityManager,
  resources: PromptResource[],
): Promise<PromptResourceView[]> {
  const audio =
    resources.length === 0
      ? []
      : await manager.find(PromptAudio, {
          where: { resourceId: In(resources.map(({ id }) => id)), uploadedAt: Not(IsNull()) },
          order: { uploadedAt: 'ASC', id: 'ASC' },
        });
  const last = new Map(audio.map((one) => [one.resourceId, one]));
  return resources.map(({ organisationId: _, ...resource }) => {
    const selfUri = `/api/v2/architect/prompts/${resource.promptId}/resources/${resource.language}`;
    const spoken = last.get(resource.id);
    return {
      ...withoutNulls(resource),
      ...(spoken && { mediaUri: `${selfUri}/audio/${spoken.id}`, uploadStatus: 'transcoded' }),
      selfUri,
    };
  });
}
