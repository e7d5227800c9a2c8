import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from '@lethe/testing';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'bundle', 'main.js');

let servers: Servers;
let harness: Harness;
const children: ChildProcess[] = [];

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  harness.stop();
});

/** The service as it is built and started in production. */
function startProcess(): ChildProcess {
  const settings = Object.entries(harness.config).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : String(value),
  ]);
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], ...Object.fromEntries(settings), LETHE_HEALTH_PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  return child;
}

const answers = () =>
  harness.list().then(
    () => true,
    () => false,
  );

test('the process is killed again and again while requests run: none is lost, none has two results', async () => {
  harness = await Harness.start(servers, { one: {}, two: {} });
  harness.callMs = 2_000;
  await harness.stopAggregators();
  const erased = new Set<string>();
  for (const domain of harness.domains.values()) {
    domain.answer = async (verb, task) => {
      await new Promise((resolve) => setTimeout(resolve, 30 + Math.random() * 100));
      // As a domain's inbox does: the effect of a task happens once, its outcome is answered as often as it is asked
      // for.
      if (verb === 'erase') erased.add(task.taskId);
      return verb === 'erase' ? { changes: [{ recordType: 'card', disposition: 'deleted', records: 1 }] } : {};
    };
  }
  let child = startProcess();
  await until('it answers', answers);
  const ids = new Set<string>();
  for (let round = 0; round < 4; round++) {
    const making = Array.from({ length: 10 }, (_, i) =>
      harness.create({
        requestType: i % 2 ? 'GDPR_DELETE' : 'GDPR_EXPORT',
        subject: { name: `person r${round} n${i}` },
      }),
    );
    setTimeout(() => child.kill('SIGKILL'), 50 + round * 60);
    // Whatever was answered exists; what was not may.
    for (const made of await Promise.allSettled(making))
      if (made.status === 'fulfilled') ids.add(made.value.request.id);
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    child = startProcess();
    await until('it answers again', answers);
  }
  const { requests } = await harness.list(100);
  for (const id of ids) expect(requests.map((request) => request.id)).toContain(id);
  for (const { id, requestType } of requests) {
    const request = await harness.reaches(id, 'COMPLETED');
    if (requestType === 'GDPR_EXPORT') expect(request.downloadIds).toHaveLength(1);
    for (const task of (await harness.tasks(id)).entities)
      expect(task.counts).toHaveLength(requestType === 'GDPR_DELETE' ? 1 : 0);
  }
  expect(erased.size).toBe(2 * requests.filter(({ requestType }) => requestType === 'GDPR_DELETE').length);
  await until('only archives are left', async () => {
    let objects = 0;
    for await (const _ of harness.storage.list('')) objects++;
    return objects === requests.filter(({ requestType }) => requestType === 'GDPR_EXPORT').length;
  });
}, 120_000);

test('a frozen process that thaws after its lease changes nothing', async () => {
  harness = await Harness.start(servers, { one: {} });
  await harness.stopAggregators();
  const frozen = startProcess();
  await until('it answers', answers);
  let thaw = () => undefined as void;
  const thawed = new Promise<void>((resolve) => (thaw = resolve));
  harness.domain('one').answer = async (_verb, task) => {
    if (task.fence === 1) await thawed;
    return { located: [{ recordType: task.fence === 1 ? 'stale' : 'new', disposition: 'delete', records: 1 }] };
  };
  const { request } = await harness.create({ requestType: 'GDPR_GET', subject: { name: 'a' } });
  await until('it has the task', () => harness.domain('one').calls.length === 1);
  frozen.kill('SIGSTOP');
  await harness.startAggregator();
  // Not by a call: every second one goes to the frozen process.
  const status = async () =>
    (await harness.sql<{ status: string }>('select status from gdpr_request where id = $1', [request.id]))[0]?.status;
  await until('another one has finished it', async () => (await status()) === 'COMPLETED');
  thaw();
  frozen.kill('SIGCONT');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await harness.task(request.id, 'one')).toMatchObject({ state: 'done', located: [{ recordType: 'new' }] });
}, 90_000);

test('it stops within its grace and ends with 0', async () => {
  harness = await Harness.start(servers, { one: {} });
  await harness.stopAggregators();
  const child = startProcess();
  await until('it answers', answers);
  const since = Date.now();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(Date.now() - since).toBeLessThan(8_000);
});
