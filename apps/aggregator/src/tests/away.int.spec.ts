import { until } from '@lethe/testing';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const EMAIL = { emailAddresses: ['ada@example.org'] };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a domain that is away', () => {
  test('that never ran is shown as waiting, in /readyz, and holds the request open (D18)', async () => {
    harness = await Harness.start(servers, { here: {}, never: false });
    const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL });
    await until('the other one is done', async () => (await harness.task(request.id, 'here')).state === 'done');
    expect(await harness.task(request.id, 'never')).toMatchObject({
      state: 'waiting',
      attempts: 0,
      phase: 'SEARCHING',
      reasons: [{ code: 'domain.away' }],
    });
    expect(await harness.ready()).toMatchObject({
      ready: true,
      domains: [
        { name: 'here', answered: true, available: true },
        { name: 'never', answered: false, available: false },
      ],
    });
    await pause(1_500);
    expect((await harness.get(request.id)).status).toBe('SEARCHING');
    expect(harness.domain('here').tasks('erase')).toEqual([]);
    await harness.addDomain('never');
    await harness.reaches(request.id, 'COMPLETED');
  });

  test('that never ran and turns out to need a subject id is skipped then', async () => {
    harness = await Harness.start(servers, { here: {}, never: false });
    const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL });
    await harness.addDomain('never', { requiresSubject: true });
    await harness.reaches(request.id, 'COMPLETED');
    expect(await harness.task(request.id, 'never')).toMatchObject({
      state: 'skipped',
      reasons: [{ code: 'needs.subject.id' }],
    });
  });

  test('uses up no attempt, whether nobody listens, nobody replies or it says so itself', async () => {
    harness = await Harness.start(servers, { one: {} }, { LETHE_REPLY_SECONDS: '1' });
    const domain = harness.domain('one');
    domain.frozen = true;
    const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL });
    await until(
      'it was called in vain, then waited for',
      async () =>
        domain.calls.length === 2 && (await harness.task(request.id, 'one')).reasons[0]?.code === 'domain.away',
    );
    await pause(3_000);
    // Running while the domain is asked whether it is there.
    const { state, attempts } = await harness.task(request.id, 'one');
    expect({ attempts, isOpen: ['waiting', 'running'].includes(state) }).toEqual({ attempts: 0, isOpen: true });
    domain.frozen = false;
    domain.answer = () => ({ status: 'failed', away: true, reason: { code: 'database.away', message: 'starting' } });
    await until(
      'the reason is shown',
      async () => (await harness.task(request.id, 'one')).reasons[0]?.code === 'database.away',
    );
    await domain.away();
    await until(
      'that reason is shown',
      async () => (await harness.task(request.id, 'one')).reasons[0]?.code === 'domain.away',
    );
    expect(await harness.task(request.id, 'one')).toMatchObject({ state: 'waiting', attempts: 0 });
    domain.answer = () => ({});
    await domain.back();
    await harness.reaches(request.id, 'COMPLETED');
  });

  test('makes a subject search 503, never partial; one that cannot search does not matter (D18)', async () => {
    const subject = (n: number) => ({ externalContactId: `${n}1111111-1111-4111-8111-111111111111` });
    harness = await Harness.start(servers, {
      one: { searches: ['EMAIL'] },
      two: { searches: ['EMAIL', 'PHONE'] },
      three: {},
    });
    harness.domain('one').search = (_kind, _value, cursor) =>
      cursor === undefined ? { subjects: [subject(1), subject(2)], next: 'more' } : { subjects: [subject(3)] };
    harness.domain('two').search = () => ({ subjects: [subject(2), subject(4)] });
    await harness.domain('three').away();
    expect((await harness.search('EMAIL', 'ada@example.org')).subjects).toEqual([
      subject(1),
      subject(2),
      subject(3),
      subject(4),
    ]);
    expect((await harness.search('PHONE', '+1 202 555 0100')).subjects).toEqual([subject(2), subject(4)]);
    await harness.domain('one').away();
    await expect(harness.search('EMAIL', 'ada@example.org')).rejects.toMatchObject({
      code: 'service.unavailable',
      options: { retryAfter: expect.any(Number) },
    });
    await expect(harness.search('EMAIL', ' ')).rejects.toMatchObject({ code: 'invalid.query.param.value' });
  });

  test('that never ran makes every subject search 503, and none once it has started: it is asked at once', async () => {
    harness = await Harness.start(servers, { one: { searches: ['EMAIL'] }, never: false });
    await expect(harness.search('EMAIL', 'ada@example.org')).rejects.toMatchObject({ code: 'service.unavailable' });
    await harness.addDomain('never', { subjectIds: ['userId'] });
    await harness.search('EMAIL', 'ada@example.org');
    expect(harness.domain('never').calls).toEqual([]);
  });
});

describe('a task that fails', () => {
  const broken = { status: 'failed' as const, away: false, reason: { code: 'broken', message: 'cannot' } };

  test('in the search ends the request in ERROR after bounded attempts, and nothing is erased anywhere', async () => {
    harness = await Harness.start(servers, { good: {}, bad: {} });
    harness.domain('bad').answer = () => broken;
    const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL });
    await harness.reaches(request.id, 'ERROR');
    expect(await harness.task(request.id, 'bad')).toMatchObject({
      state: 'parked',
      attempts: 3,
      reasons: [broken.reason],
    });
    expect(await harness.task(request.id, 'good')).toMatchObject({ state: 'done', phase: 'SEARCHING' });
    expect(harness.domain('bad').calls).toHaveLength(3);
    expect(harness.domain('good').tasks('erase')).toEqual([]);
  });

  test('in the erasure lets the others finish theirs', async () => {
    harness = await Harness.start(servers, { good: {}, bad: {} });
    harness.domain('bad').answer = (verb) => (verb === 'erase' ? broken : {});
    harness.domain('good').answer = async (verb) => (
      verb === 'erase' && (await pause(600)),
      { changes: [{ recordType: 'x', disposition: 'deleted', records: 1 }] }
    );
    const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL });
    await harness.reaches(request.id, 'ERROR');
    expect(await harness.task(request.id, 'good')).toMatchObject({ state: 'done', phase: 'DELETING' });
  });

  test('is retried: an open request goes on (attempts anew), another domain still working', async () => {
    harness = await Harness.start(servers, { slow: {}, bad: {} });
    let release = () => undefined as void;
    const released = new Promise<void>((resolve) => (release = resolve));
    harness.domain('slow').answer = async (_verb, task) => {
      const alive = setInterval(() => void harness.domain('slow').progress(task), 300);
      await released;
      clearInterval(alive);
      return {};
    };
    harness.domain('bad').answer = () => broken;
    const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL });
    await until('parked', async () => (await harness.task(request.id, 'bad')).state === 'parked');
    harness.domain('bad').answer = () => ({});
    const slow = await harness.task(request.id, 'slow');
    await expect(harness.retry(request.id, slow.id)).rejects.toMatchObject({ code: 'request.conflict' });
    const reply = await harness.retry(request.id, (await harness.task(request.id, 'bad')).id);
    expect(reply).toMatchObject({ created: false, request: { id: request.id } });
    // Its answer may have been lost: the same call once more answers the same, now and when it is done.
    const repeated = async () => harness.retry(request.id, (await harness.task(request.id, 'bad')).id);
    expect(await repeated()).toMatchObject({ created: false, request: { id: request.id } });
    await until('done', async () => (await harness.task(request.id, 'bad')).state === 'done');
    release();
    await harness.reaches(request.id, 'COMPLETED');
    expect(await repeated()).toMatchObject({ created: false, request: { id: request.id, status: 'COMPLETED' } });
    await expect(harness.retry(request.id, slow.id)).rejects.toMatchObject({ code: 'request.conflict' });
  });

  test('is retried: a request in ERROR gets a successor, once, and stays what it was', async () => {
    harness = await Harness.start(servers, { bad: {} });
    harness.domain('bad').answer = () => broken;
    const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL, name: 'n' });
    const before = await harness.reaches(request.id, 'ERROR');
    harness.domain('bad').answer = () => 'silence';
    const taskId = (await harness.task(request.id, 'bad')).id;
    const first = await harness.retry(request.id, taskId);
    expect(first).toMatchObject({ created: true, request: { requestType: 'GDPR_DELETE', subject: EMAIL, name: 'n' } });
    expect(first.request.id).not.toBe(request.id);
    const second = await harness.retry(request.id, taskId);
    expect(second).toMatchObject({ created: false, request: { id: first.request.id } });
    harness.domain('bad').answer = () => ({});
    await harness.reaches(first.request.id, 'COMPLETED');
    expect((await harness.tasks(request.id)).retriedAs).toEqual([first.request.id]);
    expect((await harness.get(request.id)).status).toBe(before.status);
    expect(await harness.retry(request.id, taskId)).toMatchObject({
      created: false,
      request: { id: first.request.id, status: 'COMPLETED' },
    });
    expect((await harness.tasks(request.id)).retriedAs).toEqual([first.request.id]);
  });

  test('is retried: a successor in ERROR gets another one', async () => {
    harness = await Harness.start(servers, { bad: {} });
    harness.domain('bad').answer = () => broken;
    const { request } = await harness.create({ requestType: 'GDPR_EXPORT', subject: EMAIL });
    await harness.reaches(request.id, 'ERROR');
    const taskId = (await harness.task(request.id, 'bad')).id;
    const first = await harness.retry(request.id, taskId);
    await harness.reaches(first.request.id, 'ERROR');
    const second = await harness.retry(request.id, taskId);
    expect(second.created).toBe(true);
    expect((await harness.tasks(request.id)).retriedAs).toEqual([first.request.id, second.request.id]);
  });

  test('of data that an erasure has removed since is not retried', async () => {
    harness = await Harness.start(servers, { bad: {} });
    harness.domain('bad').answer = () => broken;
    const { request } = await harness.create({ requestType: 'GDPR_EXPORT', subject: EMAIL });
    await harness.reaches(request.id, 'ERROR');
    harness.domain('bad').answer = () => ({});
    const erasure = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL });
    await harness.reaches(erasure.request.id, 'COMPLETED');
    const { id } = await harness.task(request.id, 'bad');
    await expect(harness.retry(request.id, id)).rejects.toMatchObject({ code: 'request.conflict' });
  });

  test('whose record is erased already is retried with what was known', async () => {
    const id = '11111111-1111-4111-8111-111111111111';
    harness = await Harness.start(servers, { people: { subjectIds: ['userId'] }, bad: {} });
    const known = {
      id: { type: 'userId' as const, id },
      subject: { userId: id, name: 'Ada' },
      keys: [{ kind: 'EMAIL' as const, key: 'ada@example.org' }],
    };
    harness.domain('people').resolve = () => ({ subject: known, others: [] });
    harness.domain('bad').answer = (verb) => (verb === 'erase' ? broken : {});
    const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: { userId: id } });
    await harness.reaches(request.id, 'ERROR');
    harness.domain('people').resolve = () => undefined;
    harness.domain('bad').answer = () => ({});
    const { request: successor } = await harness.retry(request.id, (await harness.task(request.id, 'bad')).id);
    await harness.reaches(successor.id, 'COMPLETED');
    expect(harness.domain('bad').tasks('erase').at(-1)!.subject).toMatchObject({
      id: known.id,
      alsoIds: [],
      keys: known.keys,
    });
    expect((await harness.get(request.id)).subject).toEqual({ userId: id });
  });
});

describe('a poisonous task', () => {
  test('that ends its domain each time is sent alone and parked with the reason; those that die with it get through', async () => {
    harness = await Harness.start(servers, { one: {}, two: {} }, { LETHE_REPLY_SECONDS: '0.5' });
    const domain = harness.domain('one');
    let lives = 0;
    domain.answer = async (_verb, task) => {
      if (task.subject.keys[0]!.key === 'bad@example.org') return (lives++, 'silence');
      const life = lives;
      await pause(200);
      return life === lives ? {} : 'silence';
    };
    await domain.away();
    await harness.startAggregator();
    const make = (address: string) =>
      harness.create({ requestType: 'GDPR_EXPORT', subject: { emailAddresses: [address] } });
    const bad = (await make('bad@example.org')).request;
    const good = await Promise.all(Array.from({ length: 12 }, (_, i) => make(`good${i}@example.org`)));
    await domain.back();
    for (const { request } of good) await harness.reaches(request.id, 'COMPLETED');
    await harness.reaches(bad.id, 'ERROR');
    expect(await harness.task(bad.id, 'one')).toMatchObject({
      state: 'parked',
      attempts: 3,
      reasons: [{ code: 'no.reply' }],
    });
    // Two losses that may be chance, then the attempts.
    expect(lives).toBe(5);
  });

  test('whose call is not understood counts attempts only when it is alone', async () => {
    harness = await Harness.start(servers, { one: {} });
    const domain = harness.domain('one');
    domain.raw = (_verb, tasks) =>
      tasks.some((task) => task.subject.keys[0]!.key === 'bad@example.org')
        ? { err: { code: 'internal.server.error', message: 'x' } }
        : { response: { outcomes: tasks.map(({ taskId }) => ({ taskId, status: 'done' })) } };
    await domain.away();
    const make = (address: string) =>
      harness.create({ requestType: 'GDPR_GET', subject: { emailAddresses: [address] } });
    const [bad, ...good] = await Promise.all(['bad@example.org', 'a@example.org', 'b@example.org'].map(make));
    await domain.back();
    for (const { request } of good) await harness.reaches(request.id, 'COMPLETED');
    await harness.reaches(bad!.request.id, 'ERROR');
    expect(await harness.task(bad!.request.id, 'one')).toMatchObject({
      state: 'parked',
      reasons: [{ code: 'internal.server.error' }],
    });
  });
});
