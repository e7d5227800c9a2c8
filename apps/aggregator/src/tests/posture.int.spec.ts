import type { LookedUpKey, PostureMark, PostureReply } from '@lethe/contracts';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

let servers: Servers;
let harness: Harness;
beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const ID = '77777777-7777-4777-8777-777777777777';
const OTHER = '88888888-8888-4888-8888-888888888888';
const ABOUT = { recordType: 'flow', place: 'flow.name', reason: 'Why.', advice: 'What to do.' };

const EMAIL: LookedUpKey = { kind: 'EMAIL', key: 'marie@example.org' };
const NAME: LookedUpKey = { kind: 'NAME', key: 'hamanova marie' };
const STRANGER: LookedUpKey = { kind: 'NAME', key: 'menu main' };
/** By places in the keys of `reply`. */
const email: PostureMark = { base: 'likely', ifKnown: 'known', keys: [0] };
const name: PostureMark = { ifKnown: 'likely', keys: [1] };
const stranger: PostureMark = { ifKnown: 'likely', keys: [2] };

function reply(records: PostureReply['places'][number]['records'], next?: string): PostureReply {
  return { places: [{ ...ABOUT, records }], keys: [EMAIL, NAME, STRANGER], looked: 10, ...(next && { next }) };
}

const cursorOf = (uri: string | undefined) => new URL(uri!, 'http://x').searchParams.get('cursor')!;

test('what one domain suspects is known to another one, and what nobody knows is not told', async () => {
  harness = await Harness.start(servers, { flows: {}, people: {} });
  harness.domain('people').known = ({ key }) => key === NAME.key;
  harness.domain('flows').posture = () =>
    reply([
      { id: ID, code: 'email', marks: [email, email] },
      { id: ID, code: 'name', marks: [name, stranger] },
      { id: OTHER, code: 'name', marks: [stranger] },
    ]);
  const { findings, counts, domains, nextUri } = await harness.posture();
  const told = { domain: 'flows', certainty: 'likely', ...ABOUT, id: ID };
  expect(findings).toEqual([
    { ...told, code: 'email', count: 2 },
    { ...told, code: 'name', count: 1 },
  ]);
  expect(counts).toEqual([
    { domain: 'flows', code: 'email', certainty: 'likely', findings: 1 },
    { domain: 'flows', code: 'name', certainty: 'likely', findings: 1 },
  ]);
  expect([domains.map(({ name: of, state, looked }) => [of, state, looked]), nextUri]).toEqual([
    [
      ['flows', 'done', 10],
      ['people', 'done', 0],
    ],
    undefined,
  ]);
});

test('an identifier that a record carries is known', async () => {
  harness = await Harness.start(servers, { flows: {}, people: {} });
  harness.domain('people').known = ({ kind }) => kind === 'EMAIL';
  harness.domain('flows').posture = () => reply([{ id: ID, code: 'email', marks: [email] }]);
  expect((await harness.posture()).findings).toMatchObject([{ code: 'email', certainty: 'known' }]);
});

test('pages are followed to the end, and the last one has the sums of all', async () => {
  harness = await Harness.start(servers, { flows: {}, people: {} });
  const asked: (string | undefined)[] = [];
  harness.domain('flows').posture = (cursor) => {
    asked.push(cursor);
    const after = Number(cursor ?? 0);
    return reply([{ id: ID, code: 'email', marks: [email] }], after < 2 ? String(after + 1) : undefined);
  };
  let peopleAsked = 0;
  harness.domain('people').posture = () => ((peopleAsked += 1), reply([]));
  let page = await harness.posture();
  expect(page.domains.map(({ state }) => state)).toEqual(['more', 'done']);
  while (page.nextUri !== undefined) page = await harness.posture({ cursor: cursorOf(page.nextUri) });
  expect([asked, peopleAsked]).toEqual([[undefined, '1', '2'], 1]);
  expect(page.counts).toEqual([{ domain: 'flows', code: 'email', certainty: 'likely', findings: 3 }]);
  expect(page.domains).toMatchObject([
    { name: 'flows', state: 'done', looked: 30 },
    { name: 'people', state: 'done', looked: 10 },
  ]);
});

test('a domain that is away is named, the others are answered, and it goes on when it is back', async () => {
  harness = await Harness.start(servers, { flows: {}, people: {} });
  harness.domain('flows').posture = () => reply([{ id: ID, code: 'email', marks: [email] }]);
  harness.domain('people').posture = () => ({ code: 'service.unavailable', message: 'away' });
  const first = await harness.posture();
  expect(first.findings).toHaveLength(1);
  expect(first.domains).toMatchObject([
    { name: 'flows', state: 'done' },
    {
      name: 'people',
      state: 'away',
      reason: { code: 'store.away', message: 'The store of the domain people is away.' },
    },
  ]);
  expect(first.nextUri).toBeUndefined();

  await harness.domain('people').away();
  const cursor = cursorOf(first.domains[1]!.nextUri);
  expect((await harness.posture({ cursor })).domains).toMatchObject([
    { name: 'flows', state: 'done' },
    { name: 'people', state: 'away', reason: { code: 'domain.away' } },
  ]);
  await harness.domain('people').back();
  harness.domain('people').posture = () => reply([{ id: OTHER, code: 'email', marks: [email] }]);
  const last = await harness.posture({ cursor });
  expect(last.findings).toMatchObject([{ domain: 'people', id: OTHER }]);
  expect(last.counts).toHaveLength(2);
  expect(last.domains.map(({ state }) => state)).toEqual(['done', 'done']);
});

test('a domain that hangs is away, in less than a caller waits', async () => {
  harness = await Harness.start(servers, { flows: {}, people: {} });
  harness.domain('flows').posture = () => reply([{ id: ID, code: 'email', marks: [email] }]);
  harness.domain('people').frozen = true;
  const { findings, domains } = await harness.posture();
  expect(findings).toHaveLength(1);
  expect(domains[1]).toMatchObject({ name: 'people', state: 'away', reason: { code: 'domain.away' } });
});

test('one domain alone, and what is none of ours', async () => {
  harness = await Harness.start(servers, { flows: {}, people: {} });
  expect((await harness.posture({ domain: 'people' })).domains.map(({ name: of }) => of)).toEqual(['people']);
  const bad = { code: 'invalid.query.param.value' };
  await expect(harness.posture({ domain: 'nobody' })).rejects.toMatchObject(bad);
  const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const cursor of [
    'nonsense',
    text({}),
    text(null),
    text({ open: { nobody: '' }, looked: {}, counts: [] }),
    text({ open: { people: '' }, looked: { people: -1 }, counts: [] }),
  ])
    await expect(harness.posture({ cursor })).rejects.toMatchObject(bad);
  harness.domain('people').posture = () => ({ code: 'bad.request', message: 'none of ours' });
  await expect(
    harness.posture({ cursor: text({ open: { people: 'x' }, looked: {}, counts: [] }) }),
  ).rejects.toMatchObject({ code: 'bad.request' });
});
