import { z } from 'zod';
import { AttributesInput } from './import-input.ts';

/** `ParticipantAttributes` of the API. */
export const AttributesPatch = z.object({ attributes: AttributesInput }).meta({ id: 'ParticipantAttributes' });
export type AttributesPatch = z.infer<typeof AttributesPatch>;

/**
 * `ConversationAssociation` of the API. Without an external contact the association ends. A leg has the id of its
 * participant.
 */
export const AssociationInput = z
  .object({
    conversationId: z.guid().toLowerCase(),
    communicationId: z.guid().toLowerCase(),
    externalContactId: z.guid().toLowerCase().nullish(),
    mediaType: z.string(),
  })
  .meta({ id: 'ConversationAssociation' });
export type AssociationInput = z.infer<typeof AssociationInput>;
