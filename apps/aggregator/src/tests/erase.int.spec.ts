import { Readable } from 'node:stream';
import { pseudonym } from '@lethe/platform';
import type { GdprSubject } from '@lethe/contracts';
import { until, TEST_PSEUDONYM_KEY } from '@lethe/testing';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const ID = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const userId = (id: string) => ({ type: 'userId' as const, id });
const hash = (kind: string, key: string) => pseudonym(TEST_PSEUDONYM_KEY, harness.organisationId, kind, key);
const erased = (kind: string, key: string) => `erased:${hash(kind, key)}`;
// Long enough to stand in no hash by chance.
const PERSONAL = ['ada@example', 'lovelace', '2025550100', 'a wish'];

/**
 * One person: user ID with an e-mail address, whose record carries a phone number that requests by id do not know of.
 */
async function startWithAda(): Promise<void> {
  harness = await Harness.start(servers, { people: { subjectIds: ['userId'] }, other: {} });
  harness.domain('people').resolve = ({ id }) =>
    id === ID
      ? {
          subject: {
            id: userId(ID),
            subject: { userId: ID, name: 'Ada Lovelace', emailAddresses: ['ada@example.org'] },
            keys: [{ kind: 'EMAIL', key: 'ada@example.org' }],
          },
          others: [],
        }
      : {
          subject: {
            id: userId(id),
            subject: { userId: id, name: 'Bob' },
            keys: [{ kind: 'EMAIL', key: 'bob@example.org' }],
          },
          others: [],
        };
  harness.domain('people').answer = async (verb, task) => {
    if (verb === 'export') {
      const location = `${task.archive!.prefix}/1`;
      const written = await harness.storage.write(
        location,
        Buffer.from(task.archive!.key, 'base64'),
        Readable.from([Buffer.from('[\n{}\n]\n')]),
      );
      return {
        parts: [{ location, name: 'user.json', recordType: 'user', kind: 'records' as const, records: 1, ...written }],
      };
    }
    if (verb !== 'erase') return {};
    return {
      subjectIds: [userId(task.subject.id?.id ?? ID)],
      keyHashes: task.subject.id?.id === OTHER ? [] : [hash('PHONE', '+12025550100'), hash('NAME', 'ada lovelace')],
    };
  };
}

async function finished(
  requestType: 'GDPR_EXPORT' | 'GDPR_UPDATE' | 'GDPR_DELETE' | 'GDPR_GET',
  subject: GdprSubject,
  name?: string,
): Promise<string> {
  const replacementTerms =
    requestType === 'GDPR_UPDATE'
      ? [{ type: 'EMAIL' as const, existingValue: 'ada@example.org', updatedValue: 'ada@lovelace.org' }]
      : undefined;
  const { request } = await harness.create({ requestType, subject, name, replacementTerms });
  await harness.reaches(request.id, 'COMPLETED');
  return request.id;
}

const stored = async () => {
  const locations: string[] = [];
  for await (const location of harness.storage.list('')) locations.push(location);
  return locations;
};

/** Everything that the aggregator's database holds, as text. */
async function everything(): Promise<string> {
  const tables = ['gdpr_request', 'task', 'archive', 'request_trace', 'storage_removal', 'domain_registry'];
  const dumps = await Promise.all(
    tables.map((table) => harness.sql(`select to_jsonb(t)::text as row from ${table} t`)),
  );
  return JSON.stringify(dumps).toLowerCase();
}

describe('a completed erasure', () => {
  test('removes what earlier requests about the person hold (D19)', async () => {
    await startWithAda();
    const byId = await finished('GDPR_EXPORT', { userId: ID }, 'a wish of Ada');
    const update = await finished('GDPR_UPDATE', { emailAddresses: ['Ada@example.org'] });
    const byPhone = await finished('GDPR_EXPORT', { phoneNumbers: ['(202) 555-0100'] });
    const byName = await finished('GDPR_GET', { name: 'Lovelace, ADA' });
    const someoneElse = await finished('GDPR_EXPORT', { emailAddresses: ['bob@example.org'] });
    await until('parts are removed', async () => (await stored()).length === 4);
    expect(await everything()).toContain('lovelace');

    const erasure = await finished('GDPR_DELETE', { userId: ID }, 'a wish');
    expect(await harness.get(erasure)).toMatchObject({ status: 'COMPLETED', subject: { userId: ID } });
    expect((await harness.get(erasure)).subject).toEqual({ userId: ID });
    expect((await harness.get(byId)).subject).toEqual({ userId: ID });
    expect(await harness.get(byId)).not.toHaveProperty('name');
    expect((await harness.get(byPhone)).subject).toEqual({ phoneNumbers: [erased('PHONE', '+12025550100')] });
    expect((await harness.get(byName)).subject).toEqual({ name: erased('NAME', 'ada lovelace') });
    expect(await harness.get(update)).toMatchObject({
      status: 'COMPLETED',
      subject: { emailAddresses: [erased('EMAIL', 'ada@example.org')] },
      replacementTerms: [
        {
          type: 'EMAIL',
          existingValue: erased('EMAIL', 'ada@example.org'),
          updatedValue: erased('EMAIL', 'ada@lovelace.org'),
        },
      ],
    });
    for (const id of [byId, byPhone, byName]) expect(await harness.get(id)).not.toHaveProperty('downloadIds');
    expect((await harness.get(someoneElse)).downloadIds).toHaveLength(1);
    await until('their archives are gone', async () => (await stored()).length === 1);
    const text = await everything();
    for (const word of PERSONAL) expect(text).not.toContain(word);
    expect(harness.log.join('').toLowerCase()).not.toContain('lovelace');
  });

  test('finds a request by its record, when the identifier that it was asked by has changed since', async () => {
    await startWithAda();
    const people = harness.domain('people');
    const answer = people.answer;
    people.answer = async (verb, task) => ({ ...((await answer(verb, task)) as object), subjectIds: [userId(ID)] });
    const former = await finished('GDPR_EXPORT', { emailAddresses: ['ada@former.org'] });
    people.answer = answer;
    await finished('GDPR_DELETE', { userId: ID });
    expect((await harness.get(former)).subject).toEqual({ emailAddresses: [erased('EMAIL', 'ada@former.org')] });
  });

  test('finds a request by a key that an earlier request by id knew', async () => {
    await startWithAda();
    await finished('GDPR_GET', { userId: ID });
    const byEmail = await finished('GDPR_GET', { emailAddresses: ['ada@example.org'] });
    harness.domain('people').resolve = ({ id }) => ({
      subject: { id: userId(id), subject: { userId: id }, keys: [{ kind: 'EMAIL', key: 'ada@new.org' }] },
      others: [],
    });
    await finished('GDPR_DELETE', { userId: ID });
    expect((await harness.get(byEmail)).subject).toEqual({ emailAddresses: [erased('EMAIL', 'ada@example.org')] });
  });

  test('leaves requests of other people and of other organisations alone', async () => {
    await startWithAda();
    const bob = await finished('GDPR_EXPORT', { userId: OTHER }, 'bob');
    const foreign = (
      await harness.create({ requestType: 'GDPR_GET', subject: { emailAddresses: ['ada@example.org'] } }, OTHER)
    ).request.id;
    await until('foreign is done', async () => (await harness.get(foreign, OTHER)).status === 'COMPLETED');
    await finished('GDPR_DELETE', { userId: ID });
    expect(await harness.get(bob)).toMatchObject({ name: 'bob', subject: { userId: OTHER, name: 'Bob' } });
    expect((await harness.get(bob)).downloadIds).toHaveLength(1);
    expect((await harness.get(foreign, OTHER)).subject).toEqual({ emailAddresses: ['ada@example.org'] });
  });

  test('waits for an earlier request about the person that is in flight, and says so; not for one that came later', async () => {
    await startWithAda();
    let release = () => undefined as void;
    const released = new Promise<void>((resolve) => (release = resolve));
    const people = harness.domain('people');
    const answer = people.answer;
    people.answer = async (verb, task) => {
      const beat = verb === 'export' ? setInterval(() => void people.progress(task), 300) : undefined;
      if (verb === 'export') await released;
      clearInterval(beat);
      return answer(verb, task);
    };
    const open = (
      await harness.create({ requestType: 'GDPR_EXPORT', subject: { emailAddresses: ['ada@example.org'] } })
    ).request.id;
    await harness.reaches(open, 'FINALIZING');
    const erasure = (await harness.create({ requestType: 'GDPR_DELETE', subject: { userId: ID } })).request.id;
    await until('it waits', async () => (await harness.tasks(erasure)).reasons?.[0]?.code === 'earlier.request.open');
    const later = (await harness.create({ requestType: 'GDPR_EXPORT', subject: { name: 'ada lovelace' } })).request.id;
    expect(await harness.get(erasure)).toMatchObject({ status: 'FINALIZING' });
    expect((await harness.tasks(erasure)).reasons![0]!.message).toContain(open);
    release();
    await harness.reaches(open, 'COMPLETED');
    await harness.reaches(erasure, 'COMPLETED');
    expect((await harness.tasks(erasure)).reasons).toEqual([]);
    expect(await harness.get(open)).not.toHaveProperty('downloadIds');
    await harness.reaches(later, 'COMPLETED');
  });

  test('of a bare term leaves its keyed hash, and an erased id may be asked for again', async () => {
    await startWithAda();
    const first = await finished('GDPR_DELETE', { emailAddresses: ['ada@example.org'] });
    expect((await harness.get(first)).subject).toEqual({ emailAddresses: [erased('EMAIL', 'ada@example.org')] });
    const again = await finished('GDPR_DELETE', { emailAddresses: ['ada@example.org'] });
    expect(again).not.toBe(first);
  });
});
