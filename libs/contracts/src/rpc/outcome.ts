import { z } from 'zod';

/** What erasure does to a record. Fixed per record type; no request can choose (requirements R85). */
const DISPOSITIONS = ['delete', 'anonymise', 'retain'] as const;
export const Disposition = z.enum(DISPOSITIONS);
export type Disposition = z.infer<typeof Disposition>;

/** What was done to records. `left`: a verification found them although they should be gone. */
const CHANGES = ['deleted', 'anonymised', 'retained', 'rectified', 'exported'] as const;

export const Located = z
  .object({ recordType: z.string(), disposition: Disposition, records: z.int(), ground: z.string().optional() })
  .meta({ id: 'GDPRLocatedCount' });
export type Located = z.infer<typeof Located>;

export const Change = z
  .object({
    recordType: z.string(),
    disposition: z.enum(CHANGES),
    records: z.int(),
    /** Field name → number of records in which it held a value. */
    fields: z.record(z.string(), z.int()).optional(),
    /** Why it was retained: the article or rule. */
    ground: z.string().optional(),
  })
  .meta({ id: 'GDPRChangeCount' });
export type Change = z.infer<typeof Change>;

/** Code and text; never a value of a record. */
export const Reason = z.object({ code: z.string(), message: z.string() }).meta({ id: 'GDPRTaskReason' });
export type Reason = z.infer<typeof Reason>;
export const Warning = Reason;
export type Warning = Reason;

/** Records that an export does not hold, and why (never a value of a record). */
export const LeftOut = z
  .object({ recordType: z.string(), records: z.int(), reason: Reason })
  .meta({ id: 'GDPRLeftOutCount' });
export type LeftOut = z.infer<typeof LeftOut>;

/** A record that matches a strong identifier but may be somebody else's (requirements D9). */
export const Ambiguous = z.object({
  recordType: z.string(),
  recordId: z.string(),
  reason: Reason,
  /** The id that a further request can name. */
  subject: z.record(z.string(), z.unknown()).optional(),
});
export type Ambiguous = z.infer<typeof Ambiguous>;
