import { randomUUID } from 'node:crypto';
import type { GdprRequestInput, SubjectId } from '@lethe/contracts';
import { until } from '@lethe/testing';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const id = (n: number) => `${String(n).repeat(8)}-1111-4111-8111-111111111111`;
const contact = (n: number) => ({
  id: { type: 'externalContactId', id: id(n) } satisfies SubjectId,
  subject: { externalContactId: id(n), name: `Person ${n}`, emailAddresses: [`p${n}@example.org`] },
  keys: [{ kind: 'EMAIL' as const, key: `p${n}@example.org` }],
});
const remove = (n: number): GdprRequestInput => ({ requestType: 'GDPR_DELETE', subject: { externalContactId: id(n) } });

/** Contacts 1 to `members` are one merge set. */
async function startWithMergeSet(members: number): Promise<void> {
  harness = await Harness.start(servers, { contacts: { subjectIds: ['externalContactId'] }, other: {} });
  const all = Array.from({ length: members }, (_, i) => i + 1);
  harness.domain('contacts').resolve = (given) => {
    const asked = all.find((n) => id(n) === given.id);
    return asked === undefined
      ? undefined
      : { subject: contact(asked), others: all.filter((n) => n !== asked).map(contact) };
  };
}

const related = (request: { relatedRequests?: { id: string }[] }) =>
  (request.relatedRequests ?? []).map((ref) => ref.id).sort();
const count = async () => (await harness.list()).total;

describe('a request by id', () => {
  test('is resolved and shows all known fields beside the id (R44, R26)', async () => {
    await startWithMergeSet(1);
    const { request } = await harness.create(remove(1));
    expect(request.subject).toEqual(contact(1).subject);
    await harness.reaches(request.id, 'COMPLETED');
    expect(harness.domain('other').tasks('erase')[0]!.subject).toMatchObject({
      id: contact(1).id,
      alsoIds: [],
      keys: contact(1).keys,
    });
  });

  test('of an unknown id is 404, while the owner is away 503; nothing is created (D7, D18)', async () => {
    await startWithMergeSet(1);
    await expect(harness.create(remove(9))).rejects.toMatchObject({ code: 'not.found' });
    await expect(harness.create({ requestType: 'GDPR_GET', subject: { userId: id(1) } })).rejects.toMatchObject({
      code: 'not.found',
    });
    await harness.domain('contacts').away();
    await expect(harness.create(remove(1))).rejects.toMatchObject({ code: 'service.unavailable' });
    expect(await count()).toBe(0);
  });

  test('while another domain is away is created, and its task waits (D18)', async () => {
    await startWithMergeSet(1);
    await harness.domain('other').away();
    const { request } = await harness.create(remove(1));
    // It is asked again and again, and waits in between.
    await until('the task waits and says why', async () => {
      const { state, attempts, phase, reasons } = await harness.task(request.id, 'other');
      return state === 'waiting' && attempts === 0 && phase === 'SEARCHING' && reasons[0]?.code === 'domain.away';
    });
    expect(harness.domain('contacts').tasks('erase')).toEqual([]);
    await harness.domain('other').back();
    await harness.reaches(request.id, 'COMPLETED');
  });
});

describe('a call that is delivered again', () => {
  test('gets the same request, at once and after it has ended; another call gets another', async () => {
    await startWithMergeSet(1);
    const callId = randomUUID();
    const again = () => harness.create(remove(1), harness.organisationId, { callId });
    const first = await Promise.all(Array.from({ length: 10 }, again));
    expect(new Set(first.map(({ request }) => request.id)).size).toBe(1);
    await harness.reaches(first[0]!.request.id, 'COMPLETED');
    const late = await again();
    expect([late.created, late.request.id]).toEqual([true, first[0]!.request.id]);
    expect(await count()).toBe(1);
    expect((await harness.create(remove(1))).request.id).not.toBe(first[0]!.request.id);
  });

  test('is forgotten after a day, when no message can be under way any more', async () => {
    await startWithMergeSet(1);
    await harness.create(remove(1));
    expect(await harness.sql('select call_id from request_call')).toHaveLength(1);
    await harness.moveClock('25 hours');
    await until('the sweep has run', async () => (await harness.sql('select call_id from request_call')).length === 0);
  });
});

describe('a call whose deadline is over', () => {
  const within = (ms: number) => ({ callId: randomUUID(), deadline: new Date(Date.now() + ms).toISOString() });

  test('when it is read creates nothing: its caller was told so', async () => {
    await startWithMergeSet(1);
    await expect(harness.create(remove(1), harness.organisationId, within(-1))).rejects.toMatchObject({
      code: 'service.unavailable',
    });
    expect(await count()).toBe(0);
    expect((await harness.create(remove(1), harness.organisationId, within(60_000))).created).toBe(true);
  });

  test('before its transaction is committed creates nothing either', async () => {
    await startWithMergeSet(1);
    const held = servers.postgres.query('lock table gdpr_request in share mode; select pg_sleep(2)', harness.database);
    await until(
      'the table is held',
      async () =>
        (await harness.sql(`select 1 from pg_locks where relation = 'gdpr_request'::regclass and mode = 'ShareLock'`))
          .length > 0,
    );
    await expect(harness.create(remove(1), harness.organisationId, within(1_000))).rejects.toMatchObject({
      code: 'service.unavailable',
    });
    await held;
    expect(await count()).toBe(0);
  });
});

describe('a merge set', () => {
  test('gets one request for each member, related to each other (R52 to R55)', async () => {
    await startWithMergeSet(3);
    const { request } = await harness.create(remove(2));
    expect(request.subject.externalContactId).toBe(id(2));
    expect(await count()).toBe(3);
    const members = (await harness.list()).requests;
    for (const member of members)
      expect(related(member)).toEqual(
        members
          .map((other) => other.id)
          .filter((other) => other !== member.id)
          .sort(),
      );
    expect(members.map((member) => member.subject.externalContactId).sort()).toEqual([id(1), id(2), id(3)]);
    for (const member of members) await harness.reaches(member.id, 'COMPLETED');
  });

  test('members succeed and fail alone; a retry during the flight makes one new request only for the failed one (R56, R59)', async () => {
    await startWithMergeSet(3);
    let release = () => undefined as void;
    const released = new Promise<void>((resolve) => (release = resolve));
    harness.domain('other').answer = async (_verb, task) => {
      if (task.subject.id?.id === id(1))
        return { status: 'failed', away: false, reason: { code: 'broken', message: 'no' } };
      if (task.subject.id?.id === id(2)) await released;
      return {};
    };
    const first = (await harness.create(remove(1))).request;
    await harness.reaches(first.id, 'ERROR');
    const third = (await harness.list()).requests.find((request) => request.subject.externalContactId === id(3))!;
    await harness.reaches(third.id, 'COMPLETED');
    const second = (await harness.list()).requests.find((request) => request.subject.externalContactId === id(2))!;
    harness.domain('other').answer = async (_verb, task) => {
      if (task.subject.id?.id === id(2)) await released;
      return {};
    };
    const again = await harness.create(remove(1));
    expect(again.created).toBe(true);
    expect(again.request.id).not.toBe(first.id);
    expect(related(again.request)).toContain(second.id);
    expect(related(again.request)).not.toContain(third.id);
    // The member in flight names the current requests of the others.
    expect(related(await harness.get(second.id))).toEqual(
      related(again.request)
        .filter((ref) => ref !== second.id)
        .concat(again.request.id)
        .sort(),
    );
    expect(await count()).toBe(5);
    release();
    await harness.reaches(second.id, 'COMPLETED');
    await harness.reaches(again.request.id, 'COMPLETED');
  });

  test('a retry after all have ended makes fresh requests (R60)', async () => {
    await startWithMergeSet(2);
    const first = (await harness.create(remove(1))).request;
    for (const { id: requestId } of (await harness.list()).requests) await harness.reaches(requestId, 'COMPLETED');
    const second = (await harness.create(remove(1))).request;
    expect(await count()).toBe(4);
    expect(related(second)).not.toContain(first.id);
    expect(related(await harness.get(first.id))).not.toContain(related(second)[0]);
  });
});

describe('duplicates', () => {
  test('an equal request in flight is answered instead; another type, term or replacement is not equal (D5)', async () => {
    await startWithMergeSet(1);
    harness.domain('other').answer = () => 'silence';
    const first = await harness.create({
      requestType: 'GDPR_EXPORT',
      subject: { emailAddresses: ['ADA@example.org'] },
    });
    const same = await harness.create({
      requestType: 'GDPR_EXPORT',
      subject: { emailAddresses: ['ada@EXAMPLE.org'] },
      name: 'other name',
    });
    expect(same).toMatchObject({ created: false, request: { id: first.request.id } });
    const replacing = (updatedValue: string) =>
      harness.create({
        requestType: 'GDPR_UPDATE',
        subject: { emailAddresses: ['ada@example.org'] },
        replacementTerms: [{ type: 'EMAIL', existingValue: 'a@b.org', updatedValue }],
      });
    expect((await replacing('x@y.org')).created).toBe(true);
    expect((await replacing('z@y.org')).created).toBe(true);
    expect((await replacing('x@y.org')).created).toBe(false);
    expect(
      (await harness.create({ requestType: 'GDPR_DELETE', subject: { emailAddresses: ['ada@example.org'] } })).created,
    ).toBe(true);
    expect(
      (await harness.create({ requestType: 'GDPR_EXPORT', subject: { emailAddresses: ['ada@example.org'] } }, id(7)))
        .created,
    ).toBe(true);
  });

  test('of forty requests at once one is created for each member', async () => {
    await startWithMergeSet(4);
    await harness.startAggregator();
    harness.domain('other').answer = () => 'silence';
    const replies = await Promise.all(Array.from({ length: 40 }, (_, i) => insist(remove((i % 4) + 1))));
    expect(await count()).toBe(4);
    expect(replies.filter(({ created }) => created)).toHaveLength(1);
    for (const { request } of replies) expect(related(request)).toHaveLength(3);
  });
});

/** Asks again as long as the service is too busy, as a client has to: nothing comes of a call that was refused so. */
async function insist(request: Parameters<Harness['create']>[0], attempts = 20): ReturnType<Harness['create']> {
  try {
    return await harness.create(request);
  } catch (error) {
    if ((error as { code?: string }).code !== 'service.unavailable' || attempts === 1) throw error;
    return insist(request, attempts - 1);
  }
}

describe('an external id', () => {
  test('counts as a subject id: whom it names is known with all of their keys, unknown it is 404 (D8, D23)', async () => {
    harness = await Harness.start(servers, {
      contacts: { searches: ['EXTERNAL_ID'], subjectIds: ['externalContactId'] },
      talks: { requiresSubject: true },
    });
    harness.domain('contacts').search = (kind, value) => ({
      subjects: kind === 'EXTERNAL_ID' && value === 'C-7' ? [{ externalContactId: id(3), name: 'X' }] : [],
    });
    harness.domain('contacts').resolve = (given) =>
      given.id === id(3) ? { subject: contact(3), others: [] } : undefined;
    await expect(harness.create({ requestType: 'GDPR_EXPORT', subject: { externalId: 'C-8' } })).rejects.toMatchObject({
      code: 'not.found',
    });
    const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: { externalId: 'C-7' } });
    expect(request.subject).toEqual({ ...contact(3).subject, externalId: 'C-7' });
    await harness.reaches(request.id, 'COMPLETED');
    expect(harness.domain('talks').tasks('erase')[0]!.subject).toMatchObject({
      id: contact(3).id,
      keys: [...contact(3).keys, { kind: 'EXTERNAL_ID', key: 'C-7' }],
    });
  });

  test('of a merge set makes a request for each member, and the first shows what was given (D6, R44)', async () => {
    harness = await Harness.start(servers, {
      contacts: { searches: ['EXTERNAL_ID'], subjectIds: ['externalContactId'] },
    });
    const contacts = harness.domain('contacts');
    contacts.search = () => ({ subjects: [{ externalContactId: id(3) }, { externalContactId: id(4) }] });
    contacts.resolve = (given) => ({
      subject: contact(given.id === id(3) ? 3 : 4),
      others: [contact(given.id === id(3) ? 4 : 3)],
    });
    const { request } = await harness.create({ requestType: 'GDPR_GET', subject: { externalId: 'C-7' } });
    expect(request.subject).toEqual({ ...contact(3).subject, externalId: 'C-7' });
    expect(related(request)).toHaveLength(1);
    expect(await count()).toBe(2);
  });
});

test.each([
  [{}],
  [{ name: 'a', externalId: 'b' }],
  [{ emailAddresses: ['a@b.org', 'c@d.org'] }],
  [{ userId: id(1), name: 'a' }],
  [{ phoneNumbers: ['12'] }],
])('the subject %j is refused', async (subject) => {
  harness = await Harness.start(servers, { one: {} });
  await expect(harness.create({ requestType: 'GDPR_GET', subject })).rejects.toMatchObject({ code: 'bad.request' });
  expect(await count()).toBe(0);
});
