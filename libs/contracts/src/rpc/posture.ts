import { CERTAINTIES } from '@lethe/matching';
import { z } from 'zod';
import { CallContext } from '../context.ts';

export const Certainty = z.enum(CERTAINTIES).meta({ id: 'GDPRPostureCertainty' });

/** A key that an identifier index may hold, of one of its kinds. */
const LookedUpKey = z.object({ kind: z.string(), key: z.string() });
export type LookedUpKey = z.infer<typeof LookedUpKey>;

/**
 * Something in a record that may be personal data. `base` is how sure that is by itself; absent when it counts only if
 * some record of the organisation carries one of `keys` (by place in `PostureReply.keys`): then it is `ifKnown`.
 */
const PostureMark = z.object({
  base: Certainty.optional(),
  ifKnown: Certainty,
  keys: z.array(z.int().nonnegative()),
});
export type PostureMark = z.infer<typeof PostureMark>;

/** Where no request comes, why, and what to do about personal data there. */
const PosturePlace = z.object({
  recordType: z.string(),
  /** Made of declarations, never of what people typed. */
  place: z.string(),
  reason: z.string(),
  advice: z.string(),
  records: z.array(z.object({ id: z.guid(), code: z.string(), marks: z.array(PostureMark) })),
});
export type PosturePlace = z.infer<typeof PosturePlace>;

/**
 * `posture`: looks at the next records for personal data that no request reaches (requirements R88 to R95), and changes
 * nothing. It is repeated with `next` as cursor while there is one. A reply holds keys, never a text.
 */
export const PostureCall = z.object({ context: CallContext, cursor: z.string().optional() });
export type PostureCall = z.infer<typeof PostureCall>;
export const PostureReply = z.object({
  places: z.array(PosturePlace),
  keys: z.array(LookedUpKey),
  /** Records looked at. */
  looked: z.int(),
  next: z.string().optional(),
});
export type PostureReply = z.infer<typeof PostureReply>;

/** `known`: which of these keys, by place, records of the domain carry. What other domains found is compared with them. */
export const KnownCall = z.object({ context: CallContext, keys: z.array(LookedUpKey).max(20_000) });
export type KnownCall = z.infer<typeof KnownCall>;
export const KnownReply = z.object({ known: z.array(z.int().nonnegative()) });
export type KnownReply = z.infer<typeof KnownReply>;
