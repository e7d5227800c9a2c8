import type { DoneOutcome, GdprSubject, SubjectId, Task } from '@lethe/contracts';
import { until } from '@lethe/testing';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
beforeEach(async () => {
  harness = await Harness.start(servers, {
    contacts: { subjectIds: ['externalContactId'] },
    dialer: { subjectIds: ['dialerContactId'] },
    talks: { requiresSubject: true, refersTo: ['externalContactId'] },
  });
  harness.domain('contacts').resolve = ({ id }) => resolved({ type: 'externalContactId', id });
  harness.domain('dialer').resolve = ({ id }) => resolved({ type: 'dialerContactId', id, parent: C });
});
afterEach(() => harness.stop());

const [A, B, C] = ['1', '2', '3'].map((n) => `${n.repeat(8)}-1111-4111-8111-111111111111`) as [string, string, string];
const contact = (id: string): SubjectId => ({ type: 'externalContactId', id });
const resolved = (id: SubjectId) => ({ subject: { id, subject: {}, keys: [] }, others: [] });
const erase = async (subject: GdprSubject) =>
  (await harness.create({ requestType: 'GDPR_DELETE', subject })).request.id;
const asked = (domain: string, verb: 'locate' | 'erase' | 'check') => harness.domain(domain).tasks(verb);
const ids = ({ subject: { id, alsoIds } }: Task) => [...(id ? [id] : []), ...alsoIds].map((one) => one.id);
const participant = (records: number): Partial<DoneOutcome> => ({
  located: [{ recordType: 'participant', disposition: 'anonymise', records }],
});

test('a search goes on with every id that is new, only where it matters, and shows what each round added (D23)', async () => {
  const row = { id: A, contactListId: C };
  harness.domain('dialer').answer = () => ({ subjectIds: [{ type: 'dialerContactId', id: A, parent: C }] });
  harness.domain('contacts').answer = (verb) => (verb === 'locate' ? { subjectIds: [contact(B)] } : {});
  const id = await erase({ dialerContactId: row });
  await harness.reaches(id, 'COMPLETED');
  expect(asked('talks', 'locate').map(ids)).toEqual([[A], [A, B]]);
  expect(asked('dialer', 'locate').map(ids)).toEqual([[A]]);
  for (const domain of ['contacts', 'dialer', 'talks']) expect(asked(domain, 'erase').map(ids)).toEqual([[A, B]]);
  expect((await harness.tasks(id)).rounds).toEqual([{ round: 1, subjects: [{ externalContactId: B }] }]);
});

test('a retry starts with what all requests knew that failed, an export beside an erasure as well (D24)', async () => {
  let [knows, isBroken] = [B, true];
  const broken = { status: 'failed', away: false, final: true, reason: { code: 'broken', message: 'no' } } as const;
  harness.domain('contacts').answer = () => (isBroken ? { subjectIds: [contact(knows)] } : {});
  const first = await hold('dialer', () => (isBroken ? broken : {}));
  const erasure = await erase({ externalContactId: A });
  await until('the erasure knows one', () => asked('contacts', 'locate').length === 1);
  knows = C;
  const subject = { externalContactId: A };
  const { id } = (await harness.create({ requestType: 'GDPR_EXPORT', subject })).request;
  await until('the export knows another', () => asked('contacts', 'locate').length === 2);
  first();
  for (const one of [erasure, id]) await harness.reaches(one, 'ERROR');
  isBroken = false;
  await harness.reaches(await erase(subject), 'COMPLETED');
  expect(ids(asked('talks', 'erase')[0]!).toSorted()).toEqual([A, B, C]);
});

/** The domain answers when it is told to. */
async function hold(domain: string, answer: () => object): Promise<() => void> {
  let release = () => undefined as void;
  const released = new Promise<void>((resolve) => (release = resolve));
  harness.domain(domain).answer = async () => {
    await released;
    return answer();
  };
  return release;
}

describe('a bare term (D25)', () => {
  test('that finds one member acts on its set within the request, and says what it leaves', async () => {
    harness.domain('contacts').answer = (verb) =>
      verb === 'locate' ? { subjectIds: [contact(A), contact(B)] } : { located: [] };
    harness.domain('talks').answer = (_, { subject }) => ({
      ...participant(1),
      carried: subject.alsoIds.map((one, n) => ({ id: one, recordType: 'participant', records: n + 1 })),
    });
    const id = await erase({ emailAddresses: ['ada@example.org'] });
    await harness.reaches(id, 'COMPLETED');
    expect((await harness.list()).total).toBe(1);
    expect(asked('contacts', 'erase').map(ids)).toEqual([[A, B]]);
    expect(asked('dialer', 'erase').map(ids)).toEqual([[]]);
    expect([asked('talks', 'locate').map(ids), asked('talks', 'erase')]).toEqual([[[A, B]], []]);
    expect(asked('talks', 'locate')[0]!.subject.keys).toEqual([]);
    const task = await harness.task(id, 'talks');
    expect([task.state, task.located]).toEqual(['skipped', []]);
    expect(task.leftBehind).toEqual([
      expect.objectContaining({ subject: { externalContactId: A }, recordType: 'participant', records: 1 }),
      expect.objectContaining({ subject: { externalContactId: B }, recordType: 'participant', records: 2 }),
    ]);
  });

  test('that finds no id asks nobody what it leaves', async () => {
    const id = await erase({ emailAddresses: ['ada@example.org'] });
    await harness.reaches(id, 'COMPLETED');
    expect(asked('talks', 'locate')).toEqual([]);
    expect((await harness.task(id, 'talks')).leftBehind).toEqual([]);
  });
});

describe('the end of an erasure (D26)', () => {
  /** `talks` finds something in so many checks. */
  function arriving(times: number) {
    harness.domain('talks').answer = (verb) => (verb === 'check' && times-- > 0 ? participant(1) : {});
  }

  test('comes after a check that found nothing; what arrived is erased where it is', async () => {
    arriving(3);
    const id = await erase({ externalContactId: A });
    await harness.reaches(id, 'COMPLETED');
    expect([asked('talks', 'erase').length, asked('contacts', 'erase').length]).toEqual([4, 1]);
    expect(asked('contacts', 'check')).toHaveLength(4);
    // Each round is an effect of its own.
    expect(new Set(asked('talks', 'erase').map(({ round }) => round)).size).toBe(4);
  });

  test('is an error, which says why, when something arrives for ever', async () => {
    arriving(4);
    const id = await erase({ externalContactId: A });
    await harness.reaches(id, 'ERROR');
    expect((await harness.tasks(id)).reasons).toEqual([expect.objectContaining({ code: 'still.arriving' })]);
    expect(asked('talks', 'erase')).toHaveLength(4);
  });

  test('counts no return to the search, where a member was merged meanwhile, among its three rounds', async () => {
    arriving(3);
    const merged = [B, C];
    harness.domain('contacts').answer = (verb) => {
      const member = verb === 'erase' ? merged.shift() : undefined;
      return member === undefined ? {} : { subjectIds: [contact(member)], notLocated: [contact(member)] };
    };
    const id = await erase({ externalContactId: A });
    await harness.reaches(id, 'COMPLETED');
    expect(asked('talks', 'locate').map(ids)).toEqual([[A], [A, B], [A, B, C]]);
    expect(asked('contacts', 'erase').map(ids)).toEqual([[A], [A, B], [A, B, C]]);
  });

  test('waits for a domain of a version that knows no check, and comes when it is upgraded', async () => {
    await harness.domain('talks').away();
    await harness.domain('talks').back('manifest', 'search', 'resolve', 'locate', 'erase', 'rectify', 'export');
    const id = await erase({ externalContactId: A });
    await until('its task waits for the check', async () => {
      const { phase, state, attempts, reasons } = await harness.task(id, 'talks');
      const isAsked = asked('talks', 'erase').length === 1 && asked('contacts', 'check').length === 1;
      return (
        isAsked && phase === 'DELETING' && state === 'waiting' && attempts === 0 && reasons[0]?.code === 'domain.away'
      );
    });
    expect(await harness.get(id)).toMatchObject({ status: 'DELETING' });
    await harness.domain('talks').away();
    await harness.domain('talks').back();
    await harness.reaches(id, 'COMPLETED');
    expect([asked('talks', 'check').length, asked('talks', 'erase').length]).toEqual([1, 1]);
  });
});
