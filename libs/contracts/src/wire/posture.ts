import { z } from 'zod';
import { Reason } from '../rpc/outcome.ts';
import { Certainty } from '../rpc/posture.ts';

/** Personal data that no request reaches: where it stands and what to do, and nothing of what stands there. */
export const GdprPostureFinding = z
  .object({
    domain: z.string(),
    /** email, phone, name, national.id, text.too.long, or a word of the domain's own such as file.without.owner. */
    code: z.string(),
    /**
     * known: an identifier that a record carries. likely: by its form, or the whole name of a record. possible: a person
     * would look twice.
     */
    certainty: Certainty,
    recordType: z.string(),
    id: z.guid(),
    place: z.string(),
    /** How many there are in this place of the record. */
    count: z.int(),
    /** Why no request reaches it. */
    reason: z.string(),
    /** What to do. */
    advice: z.string(),
  })
  .meta({ id: 'GDPRPostureFinding' });
export type GdprPostureFinding = z.infer<typeof GdprPostureFinding>;

/** Findings since the first page. */
export const GdprPostureCount = z
  .object({ domain: z.string(), code: z.string(), certainty: Certainty, findings: z.int().nonnegative() })
  .meta({ id: 'GDPRPostureCount' });
export type GdprPostureCount = z.infer<typeof GdprPostureCount>;

const PostureState = z.enum(['more', 'done', 'away']).meta({ id: 'GDPRPostureState' });

export const GdprPostureDomain = z
  .object({
    name: z.string(),
    /** away: `reason` says why; `nextUri` goes on with this domain alone. */
    state: PostureState,
    /** Records looked at since the first page. */
    looked: z.int().nonnegative(),
    reason: Reason.optional(),
    nextUri: z.string().optional(),
  })
  .meta({ id: 'GDPRPostureDomain' });
export type GdprPostureDomain = z.infer<typeof GdprPostureDomain>;

export const GdprPosture = z
  .object({
    /** All of this page. */
    findings: z.array(GdprPostureFinding),
    counts: z.array(GdprPostureCount),
    domains: z.array(GdprPostureDomain),
    selfUri: z.string(),
    /** While a domain that answers has more. */
    nextUri: z.string().optional(),
  })
  .meta({ id: 'GDPRPosture' });
export type GdprPosture = z.infer<typeof GdprPosture>;
