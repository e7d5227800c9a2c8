import { In, IsNull, Not, type EntityManager } from 'typeorm';
import { PromptAudio } from '../entities/prompt-audio.ts';
import { PromptResource } from '../entities/prompt-resource.ts';
import { present } from './present.ts';

/** The prompts' resources as the API shows them, each with its last whole recording. */
export async function resourceViews(manager: EntityManager, resources: PromptResource[]) {
  const audio = resources.length === 0 ? [] : await manager.find(PromptAudio, { where: { resourceId: In(resources.map(({ id }) => id)), uploadedAt: Not(IsNull()) }, order: { uploadedAt: 'ASC', id: 'ASC' } });
  const last = new Map(audio.map((one) => [one.resourceId, one]));
  return resources.map(({ organisationId: _, ...resource }) => {
    const selfUri = `/api/v2/architect/prompts/${resource.promptId}/resources/${resource.language}`;
    const spoken = last.get(resource.id);
    return { ...present(resource), ...(spoken && { mediaUri: `${selfUri}/audio/${spoken.id}`, uploadStatus: 'transcoded' }), selfUri };
  });
}
