import { withoutNulls } from '@lethe/domain-kit';
import { z } from 'zod';
import type { CallRecord } from '../entities/call-record.ts';
import type { DialerContact } from '../entities/dialer-contact.ts';
import { Evaluation, status } from './contact-schemas.ts';

/** A correction (Art. 16) may be longer than what a client of this API can write. */
const evaluations = z
  .record(z.string(), Evaluation.extend({ contactAddress: z.string().optional() }).meta({ id: 'MessageEvaluation' }))
  .optional();

/** Absent instead of null. */
export const ContactView = z
  .object({
    id: z.guid(),
    contactListId: z.guid(),
    /** Column of the list → value. */
    data: z.record(z.string(), z.string()),
    latestSmsEvaluations: evaluations,
    latestEmailEvaluations: evaluations,
    latestWhatsAppEvaluations: evaluations,
    callable: z.boolean(),
    phoneNumberStatus: status.optional(),
    contactableStatus: status.optional(),
    dateCreated: z.iso.datetime(),
    /** Column of the list → the last attempt through it. */
    callRecords: z.record(
      z.string(),
      z.object({ lastAttempt: z.iso.datetime(), lastResult: z.string() }).meta({ id: 'CallRecord' }),
    ),
    selfUri: z.string(),
  })
  .meta({ id: 'DialerContact' });
export type ContactView = z.input<typeof ContactView>;

/** A contact as the API shows it, with the records of calls to it. */
export function contactView(
  { organisationId: _, columnRoles: __, dateCreated, ...contact }: DialerContact,
  calls: CallRecord[],
): ContactView {
  const callRecords = Object.fromEntries(
    calls.map(({ columnName, lastAttempt, lastResult }) => [
      columnName,
      { lastAttempt: lastAttempt.toISOString(), lastResult },
    ]),
  );
  const selfUri = `/api/v2/outbound/contactlists/${contact.contactListId}/contacts/${contact.id}`;
  return { ...withoutNulls(contact), dateCreated: dateCreated.toISOString(), callRecords, selfUri };
}
