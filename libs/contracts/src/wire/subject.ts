import { z } from 'zod';
import { IDENTIFIER_KINDS, type IdentifierKind } from '@lethe/matching';

/** Kinds of a search or replacement term (requirements D2). */
export const TermKind = z.enum(IDENTIFIER_KINDS).meta({ id: 'GDPRTermType' });

export const SOCIAL_KINDS = [
  'TWITTER',
  'INSTAGRAM',
  'FACEBOOK',
  'APPLE_MESSAGES',
  'WHATSAPP',
] as const satisfies IdentifierKind[];

/** No text in this API may hold NUL or half a surrogate pair: PostgreSQL could not give it back unchanged. */
export const text = (max = 32_000) => z.string().max(max);

/** Letter case does not count in an id; services compare them as text. */
const id = () => z.guid().toLowerCase();

const DialerContactId = z.object({ id: id(), contactListId: id() }).meta({ id: 'DialerContactId' });

/** `GDPRSubject` (docs/wire-contract.md, "Subjects and searches"): a person as the API shows it. */
export const GdprSubject = z
  .object({
    name: text().optional(),
    userId: id().optional(),
    externalContactId: id().optional(),
    dialerContactId: DialerContactId.optional(),
    journeyCustomer: z.object({ type: text(256).min(1), id: text(1000).min(1) }).optional(),
    socialHandle: z.object({ type: z.enum(SOCIAL_KINDS), value: text().min(1) }).optional(),
    externalId: text().optional(),
    addresses: z.array(text()).optional(),
    phoneNumbers: z.array(text()).optional(),
    emailAddresses: z.array(text()).optional(),
  })
  .meta({ id: 'GDPRSubject' });
export type GdprSubject = z.infer<typeof GdprSubject>;

/** A subject that a person would look twice at, and why (docs/matching.md): offered, never acted on. */
export const PossibleMatch = z
  .object({
    subject: GdprSubject,
    /** Code and text, for example `initial`; never a value. */
    reason: z.object({ code: z.string(), message: z.string() }).meta({ id: 'GDPRPossibleReason' }),
  })
  .meta({ id: 'GDPRPossibleMatch' });
export type PossibleMatch = z.infer<typeof PossibleMatch>;
