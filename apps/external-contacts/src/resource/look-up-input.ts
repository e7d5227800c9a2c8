import { z } from 'zod';
import { text } from '@lethe/contracts';

export const ReverseLookUpQuery = z.object({ lookupVal: text(1000).min(1) });
export type ReverseLookUpQuery = z.infer<typeof ReverseLookUpQuery>;

const CONTACT_IDENTIFIER_TYPES = [
  'SocialLine',
  'SocialFacebook',
  'SocialTwitter',
  'SocialWhatsapp',
  'SocialInstagram',
  'SocialWhatsappBsuid',
  'AppleOpaqueId',
  'Email',
  'Phone',
  'Cookie',
  'ExternalId',
] as const;
export const ContactIdentifier = z
  .object({
    type: z.enum(CONTACT_IDENTIFIER_TYPES),
    value: text(1000).min(1),
    externalSource: z.object({ id: text(100).nullish(), name: text(1000).nullish() }).nullish(),
  })
  .meta({ id: 'ContactIdentifier' });
export type ContactIdentifier = z.infer<typeof ContactIdentifier>;
