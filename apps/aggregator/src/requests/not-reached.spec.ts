import type { Manifest, RequestType } from '@lethe/contracts';
import { notReached, skippedReason } from './not-reached.ts';
import type { StoredOutcome } from './stored-outcome.ts';

const [CONTACT, RECORD, LIST] = [1, 2, 3].map((n) => `${n}1111111-1111-4111-8111-111111111111`) as [
  string,
  string,
  string,
];
const MANIFEST = {
  subjectIds: [],
  recordTypes: [
    { type: 'entry', onErase: 'retain' },
    { type: 'recording', onErase: 'delete' },
  ],
} as unknown as Manifest;

function told(
  requestType: RequestType,
  outcome: Partial<StoredOutcome>,
  { state = 'done', given = {}, rounds = [] }: { state?: 'done' | 'skipped'; given?: object; rounds?: object[] } = {},
) {
  const locate = { located: [], ambiguous: [], ...outcome } as unknown as StoredOutcome;
  return notReached(
    { request_type: requestType, given, rounds: rounds as never },
    { state, outcomes: { locate } },
    MANIFEST,
  );
}

const doubtful = (subject?: object) => ({
  recordType: 'dialerContact',
  recordId: RECORD,
  reason: { code: 'other.name', message: 'Why.' },
  ...(subject && { subject: subject as Record<string, unknown> }),
});
const id = { type: 'externalContactId' as const, id: CONTACT };

test.each<[RequestType, RegExp]>([
  ['GDPR_GET', /requests\.$/],
  ['GDPR_EXPORT', /requests\.$/],
  ['GDPR_UPDATE', /with your replacementTerms/],
  ['GDPR_DELETE', /deleteConfirmed=true/],
])('of an ambiguous record the request of type %s that reaches it, and how to send it', (requestType, advice) => {
  const subject = { dialerContactId: { id: RECORD, contactListId: LIST } };
  const [one] = told(requestType, { ambiguous: [doubtful(subject)] }).ambiguous;
  expect(one).toMatchObject({ recordId: RECORD, reason: { message: 'Why.' }, requests: [{ requestType, subject }] });
  expect(one!.advice).toMatch(/^If it is the same person, send the request below/);
  expect(one!.advice).toMatch(advice);
});

test('of a record that no id stands for, that no request reaches it', () => {
  const [one] = told('GDPR_DELETE', { ambiguous: [doubtful()] }).ambiguous;
  expect(one).toMatchObject({ requests: [] });
  expect(one!.advice).toMatch(/^No request reaches it/);
});

test('a record that two steps found is told once', () => {
  const outcome = { located: [], ambiguous: [doubtful()] } as unknown as StoredOutcome;
  const task = { state: 'done' as const, outcomes: { locate: outcome, erase: outcome } };
  expect(notReached({ request_type: 'GDPR_DELETE', given: {}, rounds: [] }, task, MANIFEST).ambiguous).toHaveLength(1);
});

test('a record in doubt that a later round of an erasure was sure of is not told: the last search counts', () => {
  const outcome = (...ambiguous: object[]) => ({ located: [], ambiguous }) as unknown as StoredOutcome;
  const outcomes = { locate: outcome(doubtful()), erase: outcome(doubtful()), check: outcome() };
  const task = { state: 'done' as const, outcomes };
  expect(notReached({ request_type: 'GDPR_DELETE', given: {}, rounds: [] }, task, MANIFEST).ambiguous).toEqual([]);
  // The check of a correction looks at what was changed alone.
  expect(notReached({ request_type: 'GDPR_UPDATE', given: {}, rounds: [] }, task, MANIFEST).ambiguous).toHaveLength(1);
});

test('of what a bare term leaves behind, the id that reaches it, whole where it is a pair', () => {
  const found = told(
    'GDPR_EXPORT',
    {
      carried: [
        { id, recordType: 'participant', records: 2 },
        { id: { type: 'dialerContactId', id: RECORD }, recordType: 'visit', records: 1 },
      ],
    },
    { state: 'skipped', rounds: [{ ids: [id, { type: 'dialerContactId', id: RECORD, parent: LIST }] }] },
  );
  expect(found.leftBehind).toMatchObject([
    { records: 2, requests: [{ requestType: 'GDPR_EXPORT', subject: { externalContactId: CONTACT } }] },
    { records: 1, requests: [{ subject: { dialerContactId: { id: RECORD, contactListId: LIST } } }] },
  ]);
  expect(skippedReason(found).message).toMatch(/is left behind\.$/);
});

test('a domain that was asked leaves nothing behind, and a skipped one may hold nothing', () => {
  const carried = [{ id, recordType: 'participant', records: 2 }];
  expect(told('GDPR_GET', { carried }).leftBehind).toEqual([]);
  expect(skippedReason(told('GDPR_GET', {}, { state: 'skipped' })).message).toMatch(/holds nothing under an id/);
});

test('what is kept for good is reached by no request, what is kept for now by the id that it carries', () => {
  const kept = (recordType: string) => ({
    recordType,
    disposition: 'retain' as const,
    records: 1,
    ground: 'Art. 17(3)',
  });
  const outcome = {
    located: [kept('entry'), kept('recording')],
    carried: [{ id, recordType: 'participant', records: 1 }],
  };
  const [entry, recording] = told('GDPR_EXPORT', outcome, { given: { externalContactId: CONTACT } }).retained;
  expect(entry).toMatchObject({ ground: 'Art. 17(3)', requests: [], advice: 'No request erases it.' });
  // An erasure, whatever was asked for: only that is kept from.
  expect(recording).toMatchObject({
    requests: [{ requestType: 'GDPR_DELETE', subject: { externalContactId: CONTACT } }],
  });
  expect(recording!.reason.message).toBe('An erasure keeps it: Art. 17(3).');
  expect(told('GDPR_GET', { located: [kept('recording')] }).retained[0]!.advice).toMatch(/as long as the ground holds/);
  expect(recording!.advice).toMatch(/^Once the ground no longer holds, send the request below/);
});
