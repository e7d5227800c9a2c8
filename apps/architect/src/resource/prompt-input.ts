import { text } from '@lethe/contracts';
import { z } from 'zod';
import { NAMED } from './author-input.ts';

export const PromptInput = z.object(NAMED).meta({ id: 'PromptInput' });
export type PromptInput = z.infer<typeof PromptInput>;

export const tags = z.record(text(256), z.array(text(256)).max(100));
const SPOKEN = { ttsString: text().nullish(), text: text().nullish(), tags: tags.nullish() };

export const CreatePromptResource = z
  .object({
    ...SPOKEN,
    language: text(35)
      .regex(/^[A-Za-z0-9-]+$/)
      .toLowerCase(),
  })
  .meta({ id: 'PromptAssetCreateInput' });
export type CreatePromptResource = z.infer<typeof CreatePromptResource>;

/** The language never changes; one sent back is ignored. */
export const UpdatePromptResource = z.object(SPOKEN).meta({ id: 'PromptAssetInput' });
export type UpdatePromptResource = z.infer<typeof UpdatePromptResource>;
