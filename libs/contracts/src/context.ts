import { z } from 'zod';

/** Whom a call is for. Every message carries it; nothing else names the organisation. */
export const CallContext = z.object({
  organisationId: z.guid(),
  /** ISO 3166 alpha-2, for phone numbers that carry no country (requirements D10). */
  defaultCountry: z.string().length(2),
  /** Ties logs of one call together; equals `contextId` of an error answer. */
  correlationId: z.string(),
});
export type CallContext = z.infer<typeof CallContext>;

/** The authenticated caller. Made by the gateway from the access token alone. */
export const Principal = CallContext.extend({
  clientId: z.string(),
  permissions: z.array(z.string()),
});
export type Principal = z.infer<typeof Principal>;
