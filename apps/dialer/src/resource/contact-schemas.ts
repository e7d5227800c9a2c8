import { instant, text } from '@lethe/contracts';
import { z } from 'zod';

export const Evaluation = z
  .object({
    contactColumn: text(256),
    contactAddress: text(1_000),
    messageType: text(256),
    wrapupCodeId: text(256),
    timestamp: text(256),
  })
  .partial()
  .meta({ id: 'MessageEvaluationInput' });
const evaluations = z.record(z.string(), Evaluation).nullish();
export const status = z.record(z.string(), z.record(z.string(), z.unknown()));

const WRITABLE = {
  data: z.record(text(256), text()),
  latestSmsEvaluations: evaluations,
  latestEmailEvaluations: evaluations,
  latestWhatsAppEvaluations: evaluations,
  callable: z.boolean().optional(),
  phoneNumberStatus: status.nullish(),
  contactableStatus: status.nullish(),
};

/** `WritableDialerContact`; read-only fields are ignored. */
export const ContactInput = z.object(WRITABLE).meta({ id: 'DialerContactInput' });
export type ContactInput = z.infer<typeof ContactInput>;

/** With an id that is there already, the contact is replaced; without one, or with a new one, it is added. */
export const ContactsInput = z
  .array(z.object({ ...WRITABLE, id: z.guid().toLowerCase().optional() }).meta({ id: 'WritableDialerContact' }))
  .min(1)
  .max(1_000);
export type ContactsInput = z.infer<typeof ContactsInput>;

export const ContactIds = z.object({
  contactIds: z
    .union([z.string(), z.array(z.string())])
    .transform((ids) => [ids].flat().flatMap((one) => one.split(',')))
    .pipe(z.array(z.guid().toLowerCase()).min(1).max(1_000)),
});
export type ContactIds = z.infer<typeof ContactIds>;

export const CallRecordInput = z
  .object({ column: text(256).min(1), lastAttempt: instant(), lastResult: text(256) })
  .meta({ id: 'CallRecordInput' });
export type CallRecordInput = z.infer<typeof CallRecordInput>;
