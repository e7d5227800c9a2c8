import type { Task } from '@lethe/contracts';
import { until, type OwnPostgres } from '@lethe/testing';
import { Harness, startOwnServers, stopServers, type Servers } from '../../test/harness.ts';

let servers: Servers<OwnPostgres>;
let harness: Harness;

beforeAll(async () => (servers = await startOwnServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const EMAIL = { emailAddresses: ['ada@example.org'] };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const fences = (tasks: Task[]) => tasks.map(({ fence }) => fence);

describe('leases and fences', () => {
  test('a task that is not answered is sent again with a higher fence', async () => {
    harness = await Harness.start(servers, { one: {} }, { LETHE_REPLY_SECONDS: '1' });
    harness.domain('one').answer = (verb, task) => (verb === 'erase' && task.fence < 4 ? 'silence' : {});
    const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL });
    await harness.reaches(request.id, 'COMPLETED');
    expect(fences(harness.domain('one').tasks('erase'))).toEqual([2, 3, 4]);
    expect(
      new Set(
        harness
          .domain('one')
          .tasks('erase')
          .map(({ taskId }) => taskId),
      ).size,
    ).toBe(1);
  });

  test('the answer of a worker that lost its lease changes nothing', async () => {
    harness = await Harness.start(servers, { one: {} }, { LETHE_LEASE_SECONDS: '2', LETHE_REPLY_SECONDS: '8' });
    const domain = harness.domain('one');
    domain.answer = async (_verb, task) => {
      if (task.fence > 1)
        return new Promise((resolve) =>
          setTimeout(() => resolve({ located: [{ recordType: 'new', disposition: 'delete', records: 1 }] }), 400),
        );
      await until('the second worker has it', () => domain.calls.length === 2);
      return { located: [{ recordType: 'stale', disposition: 'delete', records: 1 }] };
    };
    const { request } = await harness.create({ requestType: 'GDPR_GET', subject: EMAIL });
    await harness.reaches(request.id, 'COMPLETED');
    expect(await harness.task(request.id, 'one')).toMatchObject({ located: [{ recordType: 'new' }] });
    expect(harness.log.join('')).toContain('late answer ignored');
  });

  test('progress extends the lease and the call', async () => {
    harness = await Harness.start(servers, { one: {} }, { LETHE_LEASE_SECONDS: '4', LETHE_REPLY_SECONDS: '3' });
    const domain = harness.domain('one');
    domain.answer = async (_verb, task) => {
      for (let i = 0; i < 12; i++) {
        await pause(400);
        await domain.progress(task);
        await domain.progress({ ...task, fence: 99 });
      }
      return {};
    };
    const { request } = await harness.create({ requestType: 'GDPR_GET', subject: EMAIL });
    await harness.reaches(request.id, 'COMPLETED');
    expect(domain.calls).toHaveLength(1);
  });

  test('replies that come twice have one effect', async () => {
    harness = await Harness.start(servers, { one: {}, two: {} });
    for (const domain of harness.domains.values()) domain.copies = 3;
    const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL });
    await harness.reaches(request.id, 'COMPLETED');
    for (const domain of harness.domains.values())
      expect(domain.calls.map(({ verb }) => verb)).toEqual(['locate', 'erase', 'check']);
  });

  test('outcomes in another order, twice, or of foreign tasks find their task', async () => {
    harness = await Harness.start(servers, { one: {} });
    const domain = harness.domain('one');
    await domain.away();
    domain.raw = (_verb, tasks) => {
      const outcomes = tasks.map((task) => ({
        taskId: task.taskId,
        status: 'done',
        located: [{ recordType: task.subject.keys[0]!.key, disposition: 'delete', records: 1 }],
      }));
      return {
        response: {
          outcomes: [
            ...outcomes.reverse(),
            ...outcomes,
            { taskId: '99999999-1111-4111-8111-111111111111', status: 'done' },
          ],
        },
      };
    };
    const names = ['ann', 'bob', 'cid'];
    const made = await Promise.all(names.map((name) => harness.create({ requestType: 'GDPR_GET', subject: { name } })));
    await domain.back();
    for (const [i, { request }] of made.entries()) {
      await harness.reaches(request.id, 'COMPLETED');
      expect((await harness.task(request.id, 'one')).located[0]!.recordType).toBe(names[i]);
    }
  });
});

describe('several aggregators', () => {
  test('share the work: every task is sent once', async () => {
    harness = await Harness.start(
      servers,
      { one: {}, two: {} },
      { LETHE_LEASE_SECONDS: '20', LETHE_REPLY_SECONDS: '15' },
    );
    await harness.startAggregator();
    await harness.startAggregator();
    const made = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        harness.create({ requestType: 'GDPR_DELETE', subject: { emailAddresses: [`person${i}@x.example`] } }),
      ),
    );
    for (const { request } of made) await harness.reaches(request.id, 'COMPLETED');
    for (const domain of harness.domains.values()) {
      expect(domain.tasks('locate')).toHaveLength(60);
      expect(domain.tasks('erase')).toHaveLength(60);
      expect(domain.tasks('erase').every(({ fence }) => fence === 2)).toBe(true);
    }
  });

  test('one that goes loses nothing: the next takes over', async () => {
    harness = await Harness.start(servers, { one: {} });
    let slow = true;
    harness.domain('one').answer = () => (slow ? 'silence' : {});
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        harness.create({ requestType: 'GDPR_DELETE', subject: { emailAddresses: [`person${i}@x.example`] } }),
      ),
    );
    await until('they are under way', () => harness.domain('one').calls.length > 0);
    await harness.stopAggregators();
    slow = false;
    await harness.startAggregator();
    for (const { request } of made) await harness.reaches(request.id, 'COMPLETED');
  });
});

describe('servers that go', () => {
  test('NATS killed and started again: requests go on', async () => {
    harness = await Harness.start(servers, { one: {} });
    harness.domain('one').answer = async () => (await pause(200), {});
    const made = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        harness.create({ requestType: 'GDPR_DELETE', subject: { emailAddresses: [`person${i}@x.example`] } }),
      ),
    );
    await harness.nats.signal('SIGKILL');
    await pause(500);
    expect(await harness.ready()).toMatchObject({ ready: false });
    await harness.nats.start();
    await until('it answers', () =>
      harness.get(made[0]!.request.id).then(
        () => true,
        () => false,
      ),
    );
    for (const { request } of made) await harness.reaches(request.id, 'COMPLETED');
  });

  test('PostgreSQL killed and started again: requests go on', async () => {
    harness = await Harness.start(servers, { one: {} });
    harness.domain('one').answer = async () => (await pause(200), {});
    const made = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        harness.create({ requestType: 'GDPR_DELETE', subject: { emailAddresses: [`person${i}@x.example`] } }),
      ),
    );
    await servers.postgres.process.signal('SIGKILL');
    // The backends outlive their postmaster by a moment.
    await until('it is away', () =>
      harness.get(made[0]!.request.id).then(
        () => false,
        (error: { code?: string }) => error.code === 'service.unavailable',
      ),
    );
    await expect(harness.create({ requestType: 'GDPR_GET', subject: EMAIL })).rejects.toMatchObject({
      code: 'service.unavailable',
    });
    await servers.postgres.process.start();
    await until('it answers', () =>
      harness.get(made[0]!.request.id).then(
        () => true,
        () => false,
      ),
    );
    for (const { request } of made) await harness.reaches(request.id, 'COMPLETED');
  });
});
