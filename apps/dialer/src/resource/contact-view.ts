import type { CallRecord } from '../entities/call-record.ts';
import type { DialerContact } from '../entities/dialer-contact.ts';

/** A contact as the API shows it, with the records of calls to it; absent instead of null. */
export function contactView({ organisationId: _, columnRoles: __, ...contact }: DialerContact, calls: CallRecord[]) {
  const callRecords = Object.fromEntries(calls.map(({ columnName, lastAttempt, lastResult }) => [columnName, { lastAttempt, lastResult }]));
  const selfUri = `/api/v2/outbound/contactlists/${contact.contactListId}/contacts/${contact.id}`;
  const present = Object.entries(contact).filter(([, value]) => value !== null && value !== undefined);
  return { ...Object.fromEntries(present), callRecords, selfUri };
}
