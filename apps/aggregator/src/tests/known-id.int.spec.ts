import { randomUUID } from 'node:crypto';
import type { GdprRequestInput, RequestType, SubjectId } from '@lethe/contracts';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

let servers: Servers;
let harness: Harness;
/** Contacts that their owner knows, each with the set that it is in. */
let living: Map<string, string[]>;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
beforeEach(async () => {
  harness = await Harness.start(servers, {
    contacts: { subjectIds: ['externalContactId'], searches: ['EXTERNAL_ID'] },
    lists: { refersTo: ['externalContactId'] },
    talks: { requiresSubject: true, refersTo: ['externalContactId'] },
  });
  living = new Map();
  const contacts = harness.domain('contacts');
  contacts.resolve = ({ id }) => {
    const [subject, ...others] = living.get(id) ?? [];
    return subject === undefined ? undefined : { subject: resolved(subject), others: others.map(resolved) };
  };
  contacts.search = () => ({ subjects: [...living.keys()].slice(0, 1).map((id) => ({ externalContactId: id })) });
  contacts.answer = (verb, { subject: { id, alsoIds, groupIds = [] } }) => {
    const acted = [...(id ? [id] : []), ...alsoIds];
    if (verb === 'erase') for (const one of acted) living.delete(one.id);
    return { subjectIds: [...acted, ...groupIds] };
  };
});
afterEach(() => harness.stop());

const ID = ['1', '2', '3'].map((n) => `${n.repeat(8)}-1111-4111-8111-111111111111`) as [string, string, string];
const [C, M, N] = ID;
const idOf = (id: string): SubjectId => ({ type: 'externalContactId', id });
const resolved = (id: string) => ({
  id: idOf(id),
  subject: { externalContactId: id, name: `Person ${id[0]}` },
  keys: [
    { kind: 'EMAIL' as const, key: `p${id[0]}@example.org` },
    { kind: 'EXTERNAL_ID' as const, key: 'X-7' },
  ],
  names: [{ whole: `Person ${id[0]}` }],
});
const asking = (subject: GdprRequestInput['subject'], requestType: RequestType = 'GDPR_DELETE') =>
  harness.create({ requestType, subject });
const erase = (externalContactId: string) => asking({ externalContactId });
const mergeSet = (...ids: string[]) => ids.forEach((id) => living.set(id, [id, ...ids.filter((one) => one !== id)]));
const count = async () => (await harness.list()).total;
const requestOf = async (id: string) =>
  (await harness.list()).requests.find(({ subject }) => subject.externalContactId === id)!;
const unknown = { code: 'not.found' };
const parks = { status: 'failed', away: false, final: true, reason: { code: 'broken', message: 'no' } } as const;
/** What the lists are told in the search of a request. */
const told = (requestId: string) =>
  harness
    .domain('lists')
    .tasks('locate')
    .findLast((task) => task.requestId === requestId)!.subject;

describe('an id that its owner does not know (D24)', () => {
  const found = { recordType: 'participant', records: 1 };
  test.each([
    ['is acted on', { located: [{ ...found, disposition: 'anonymise' as const }] }],
    ['is retained', { located: [{ ...found, disposition: 'retain' as const, ground: 'Art. 17(3)(e)' }] }],
    ['is ambiguous', { ambiguous: [{ recordType: 'participant', recordId: M, reason: { code: 'x', message: 'x' } }] }],
    ['carries it and is not located', { carried: [{ id: idOf(C), ...found }] }],
  ])('is known while a record that %s carries it, and makes a request with the id alone', async (_, outcome) => {
    harness.domain('talks').answer = (verb, { subject }) => (verb === 'locate' && subject.id?.id === C ? outcome : {});
    const { request, created } = await erase(C);
    expect([created, request.subject]).toEqual([true, { externalContactId: C }]);
    await harness.reaches(request.id, 'COMPLETED');
    expect(harness.domain('talks').tasks('erase')[0]!.subject).toMatchObject({ id: idOf(C), alsoIds: [], keys: [] });
    await expect(erase(N)).rejects.toMatchObject(unknown);
    expect(await count()).toBe(1);
  });

  test('is unknown where nothing carries it, and while a domain can not be asked 503; nothing is created', async () => {
    await expect(erase(C)).rejects.toMatchObject(unknown);
    harness.domain('lists').answer = () => parks;
    await expect(erase(C)).rejects.toMatchObject({ code: 'service.unavailable' });
    harness.domain('lists').answer = () => ({});
    await harness.domain('talks').away();
    await expect(erase(C)).rejects.toMatchObject({ code: 'service.unavailable' });
    expect(await count()).toBe(0);
  });

  test('is known while living members name it as their canonical contact; each gets its request', async () => {
    mergeSet(M, N);
    living.set(C, [M, N]);
    const { request } = await erase(C);
    expect(request.relatedRequests).toHaveLength(1);
    expect(await count()).toBe(2);
    await harness.reaches(request.id, 'COMPLETED');
    expect(told(request.id)).toMatchObject({ id: idOf(M), alsoIds: [idOf(C)], groupIds: [idOf(N)] });
    expect(told(request.relatedRequests![0]!.id)).toMatchObject({ id: idOf(N), groupIds: [idOf(M)] });
  });

  test('is known while its request is open: the same call again is answered with that', async () => {
    mergeSet(C);
    harness.domain('lists').answer = (verb) => (verb === 'erase' ? 'silence' : {});
    const { request } = await erase(C);
    await harness.reaches(request.id, 'DELETING');
    living.clear();
    expect(await erase(C)).toMatchObject({ created: false, request: { id: request.id } });
    expect(await count()).toBe(1);
  });
});

describe('a request that failed after the contact was erased', () => {
  /** The lists can not erase, and the search of another domain had found who else it is. */
  async function failed(): Promise<string> {
    mergeSet(C);
    harness.domain('lists').answer = (verb) => (verb === 'erase' ? parks : {});
    const { request } = await erase(C);
    await harness.reaches(request.id, 'ERROR');
    expect(living.has(C)).toBe(false);
    harness.domain('lists').answer = () => ({});
    return request.id;
  }
  const knew = { id: idOf(C), keys: resolved(C).keys, names: resolved(C).names };

  test('is asked for again by POST, with what it knew, until an erasure is complete (R58 to R60)', async () => {
    const before = await failed();
    // Reads only, so it settles nothing.
    const read = (await asking({ externalContactId: C }, 'GDPR_GET')).request;
    await harness.reaches(read.id, 'COMPLETED');
    const { request, created } = await erase(C);
    expect([created, request.id === before]).toEqual([true, false]);
    expect(request.subject).toEqual(resolved(C).subject);
    await harness.reaches(request.id, 'COMPLETED');
    expect(told(request.id)).toMatchObject(knew);
    await expect(erase(C)).rejects.toMatchObject(unknown);
  });

  test('is retried by an operator, with what it knew', async () => {
    const before = await failed();
    const { request, created } = await harness.retry(before, (await harness.task(before, 'lists')).id);
    expect(created).toBe(true);
    await harness.reaches(request.id, 'COMPLETED');
    expect(told(request.id)).toMatchObject(knew);
  });

  test.each([
    ['POST', async () => (await erase(C)).request],
    ['an operator', async (id: string) => (await harness.retry(id, (await harness.task(id, 'lists')).id)).request],
  ])('knows, when asked for again by %s, what was found in the step that failed', async (_, again) => {
    mergeSet(C);
    const key = { kind: 'EMAIL' as const, key: 'other@example.org' };
    harness.domain('talks').answer = () => ({ subjectIds: [idOf(N)], keys: [key], names: [{ whole: 'Other' }] });
    harness.domain('lists').answer = () => parks;
    const { request } = await erase(C);
    await harness.reaches(request.id, 'ERROR');
    harness.domain('lists').answer = harness.domain('talks').answer = () => ({});
    const second = await again(request.id);
    await harness.reaches(second.id, 'COMPLETED');
    const first = harness
      .domain('lists')
      .tasks('locate')
      .find(({ requestId }) => requestId === second.id)!;
    expect(first.subject).toMatchObject({ alsoIds: [idOf(N)], keys: [...knew.keys, key] });
    expect(first.subject.names).toContainEqual({ whole: 'Other' });
  });
});

test('a search that gave up at too many ids is asked for again without them', async () => {
  mergeSet(C);
  const crowd = Array.from({ length: 1_001 }, () => idOf(randomUUID()));
  harness.domain('talks').answer = () => ({ subjectIds: crowd });
  const { request } = await erase(C);
  await harness.reaches(request.id, 'ERROR');
  expect((await harness.tasks(request.id)).reasons).toEqual([expect.objectContaining({ code: 'closure.too.large' })]);
  harness.domain('talks').answer = () => ({});
  const again = (await erase(C)).request;
  await harness.reaches(again.id, 'COMPLETED');
  expect(told(again.id)).toMatchObject({ id: idOf(C), alsoIds: [] });
});

describe('a merge set of which one request failed', () => {
  /** C and N end, M has failed; no contact is left. `release` lets N end. */
  async function failed({ early = false, holds = '' } = {}) {
    mergeSet(C, M, N);
    let release = () => undefined as void;
    const released = new Promise<void>((resolve) => (release = resolve));
    let failedFirst = () => undefined as void;
    const first = new Promise<void>((resolve) => (failedFirst = resolve));
    harness.domain('lists').answer = async (verb, { subject }) => {
      if (verb === 'erase' && subject.id?.id === M) return parks;
      if (verb === 'erase' && early) await first;
      if (verb === 'erase' && subject.id?.id === holds) await released;
      return {};
    };
    const { request } = await erase(C);
    const member = await requestOf(M);
    await harness.reaches(member.id, 'ERROR');
    failedFirst();
    for (const id of [C, N].filter((one) => one !== holds))
      await harness.reaches((await requestOf(id)).id, 'COMPLETED');
    expect(living.size).toBe(0);
    harness.domain('lists').answer = async (verb, { subject }) => {
      if (verb === 'erase' && subject.id?.id === holds) await released;
      return {};
    };
    return { canonical: request.id, member: member.id, release };
  }

  test.each([
    ['of the canonical contact', C, { early: false }],
    ['of another member', N, { early: false }],
    ['of the canonical contact, whose request ended after it', C, { early: true }],
  ])('is asked for again by the id %s', async (_, id, when) => {
    const { member } = await failed(when);
    const { request, created } = await erase(id);
    expect([created, request.id === member]).toEqual([true, false]);
    expect(request).not.toHaveProperty('relatedRequests');
    expect(await count()).toBe(4);
    await harness.reaches(request.id, 'COMPLETED');
    expect(told(request.id)).toMatchObject({ id: idOf(M), groupIds: [] });
    expect(told(request.id).alsoIds).toEqual(expect.arrayContaining([idOf(C), idOf(N)]));
    expect(told(request.id).keys).toEqual(expect.arrayContaining(resolved(M).keys));
    for (const one of ID) await expect(erase(one)).rejects.toMatchObject(unknown);
  });

  test('is retried by an operator', async () => {
    const { member } = await failed();
    const { request, created } = await harness.retry(member, (await harness.task(member, 'lists')).id);
    expect(created).toBe(true);
    await harness.reaches(request.id, 'COMPLETED');
    expect(told(request.id)).toMatchObject({ id: idOf(M) });
    expect(await count()).toBe(4);
  });

  test('by the canonical id, while another is in flight: that one is related and not made again (R59)', async () => {
    const { release } = await failed({ holds: N });
    const flying = (await requestOf(N)).id;
    const { request, created } = await erase(C);
    expect(created).toBe(true);
    expect(request.relatedRequests).toContainEqual(expect.objectContaining({ id: flying }));
    expect(request.subject.externalContactId).toBe(M);
    expect(await count()).toBe(4);
    release();
    for (const id of [request.id, flying]) await harness.reaches(id, 'COMPLETED');
  });

  test('leaves out a contact that has left the set and lives on', async () => {
    await failed();
    mergeSet(M);
    await expect(erase(C)).rejects.toMatchObject(unknown);
    expect(await count()).toBe(3);
  });
});

describe('a term', () => {
  const failing = async (subject: GdprRequestInput['subject'], ...set: string[]) => {
    mergeSet(...set);
    harness.domain('contacts').answer = (verb) => {
      if (verb === 'erase') living.clear();
      return verb === 'locate' ? { subjectIds: set.filter((id) => living.has(id)).map(idOf) } : {};
    };
    harness.domain('lists').answer = (verb) => (verb === 'erase' ? parks : {});
    await asking(subject);
    for (const { id } of (await harness.list()).requests) await harness.reaches(id, 'ERROR');
    harness.domain('lists').answer = () => ({});
    return (await harness.list()).total;
  };

  test.each([
    ['one contact', [C]],
    ['a merge set', [C, M]],
  ])('that is the external id of %s is known while its request has failed', async (_, set) => {
    const before = await failing({ externalId: 'X-7' }, ...set);
    expect(before).toBe(set.length);
    await expect(asking({ externalId: 'X-8' })).rejects.toMatchObject(unknown);
    const { request, created } = await asking({ externalId: 'X-7' });
    expect([created, request.subject.externalId]).toEqual([true, 'X-7']);
    expect(await count()).toBe(2 * before);
    await harness.reaches(request.id, 'COMPLETED');
    expect(set.map(idOf)).toContainEqual(told(request.id).id);
  });

  test('that is an external id again acts on what it names now and on what failed', async () => {
    await failing({ externalId: 'X-7' }, C);
    mergeSet(N);
    const { request } = await asking({ externalId: 'X-7' });
    const both = [request.id, ...(request.relatedRequests ?? []).map((related) => related.id)];
    for (const id of both) await harness.reaches(id, 'COMPLETED');
    expect(both.map((id) => told(id).id)).toEqual([idOf(N), idOf(C)]);
  });

  test('by itself acts on what matches it now: whom it once found may have another address since (R34)', async () => {
    await failing({ emailAddresses: ['p1@example.org'] }, C);
    const { request } = await asking({ emailAddresses: ['p1@example.org'] });
    await harness.reaches(request.id, 'COMPLETED');
    const first = harness
      .domain('contacts')
      .tasks('locate')
      .find(({ requestId }) => requestId === request.id)!;
    expect(first.subject.alsoIds).toEqual([]);
  });
});
