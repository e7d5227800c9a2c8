import { randomUUID } from 'node:crypto';
import type { SubjectId } from '@lethe/contracts';
import { RunningJourney, webEvent } from '../test/running-journey.ts';

let journey: RunningJourney;
beforeAll(async () => {
  journey = await RunningJourney.start();
  await journey.deployment();
}, 60_000);
afterAll(() => journey?.stop());

const contact = (): SubjectId => ({ type: 'externalContactId', id: randomUUID() });
const visitor = (id: string): SubjectId => ({ type: 'journeyCustomer', id, parent: 'cookie' });
const locate = (id: SubjectId, more: object = {}) =>
  journey.domain.done('locate', journey.domain.task(journey.caller, { id, keys: [], ...more }));
async function linked(cookie: string, ...contacts: SubjectId[]): Promise<string> {
  const id = await journey.customer(cookie);
  for (const one of contacts) await journey.ok('PUT', `/customers/${id}/contacts/${one.id}`);
  return id;
}

it('leads from a contact to its visitor and back', async () => {
  const one = contact();
  await linked('one', one);
  await linked('neighbour', contact());
  for (const id of [one, visitor('one')]) {
    const { located, subjectIds } = await locate(id);
    expect(located.find(({ recordType }) => recordType === 'customer')?.records).toBe(1);
    expect(subjectIds).toEqual(expect.arrayContaining([visitor('one'), one]));
    expect(subjectIds).toHaveLength(2);
  }
});

it('leaves alone who is linked to contacts of several people, says so, and counts them as carrying the ids', async () => {
  const [one, other] = [contact(), contact()];
  const id = await linked('shared', one, other);
  const alone = await locate(one);
  expect(alone.located).toEqual([]);
  expect(alone.subjectIds).toEqual([]);
  expect(alone.ambiguous).toMatchObject([
    {
      recordType: 'customer',
      recordId: id,
      reason: { code: 'several.contacts' },
      subject: { journeyCustomer: { type: 'cookie', id: 'shared' } },
    },
  ]);
  expect(alone.carried).toEqual([{ id: one, recordType: 'customer', records: 1 }]);
  for (const whole of [{ alsoIds: [other] }, { groupIds: [other] }])
    expect((await locate(one, whole)).located).not.toEqual([]);
  // By its own id it is meant, and leads to none of them.
  const own = await locate(visitor('shared'));
  expect([own.ambiguous, own.subjectIds]).toEqual([[], [visitor('shared')]]);
  const task = journey.domain.task(journey.caller, { id: visitor('shared'), keys: [] });
  const erased = await journey.domain.done('erase', task);
  expect(erased.changes).toMatchObject([
    { recordType: 'customer', records: 1 },
    { recordType: 'consent', records: 1 },
    { recordType: 'contactLink', records: 2 },
  ]);
  expect((await journey.domain.done('check', task)).located).toEqual([]);
});

it('is in no doubt about whom another member of the merge set is linked to', async () => {
  const [one, other] = [contact(), contact()];
  const phone = '+420601234567';
  const deploymentId = await journey.deployment();
  await linked('of the other', other);
  await journey.ok(
    'POST',
    `/deployments/${deploymentId}/webevents`,
    webEvent({ customerCookieId: 'of the other', traits: { cellPhone: { dataType: 'string', value: phone } } }),
  );
  const keys = [{ kind: 'PHONE', key: phone }];
  expect((await locate(one, { keys })).ambiguous).toMatchObject([{ reason: { code: 'name.unknown' } }]);
  expect((await locate(one, { keys, groupIds: [other] })).ambiguous).toEqual([]);
});
