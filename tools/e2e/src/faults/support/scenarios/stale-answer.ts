import { until } from '@lethe/testing';
import { query } from '../../../support/databases.ts';
import { holdTable } from '../../../support/held-table.ts';
import { pause } from '../../../support/pause.ts';
import { audit, type Verdict } from '../audit.ts';
import { FaultStack } from '../fault-stack.ts';
import { Ledger } from '../ledger.ts';

interface TaskRow {
  state: string;
  step: number;
  fence: number;
  row: string;
}

/**
 * The first aggregator loses its lease soon and waits for answers long; the second is patient in both, so that only
 * what the stale one does can change anything.
 */
export const startForStaleAnswer = (root?: string): Promise<FaultStack> =>
  FaultStack.start({
    root,
    copies: { aggregator: 2, dialer: 2 },
    environmentOf: (name, environment) => ({
      ...environment,
      ...(name === 'aggregator' && { LETHE_LEASE_SECONDS: '3', LETHE_REPLY_SECONDS: '120' }),
      ...(name === 'aggregator-2' && { LETHE_LEASE_SECONDS: '120', LETHE_REPLY_SECONDS: '100' }),
    }),
  });

/**
 * An aggregator is stopped with the answer to a search of the dialer's in its socket. The other one takes over, has the
 * search done, moves on to the erasure and waits for the dialer, whose table is locked. Then the first one goes on and
 * reads the answer: were it taken for that of the erasure, the request would complete with the dialer's records still
 * there.
 */
export async function staleAnswer(
  stack: FaultStack,
): Promise<{ changes: string[]; ignored: boolean; verdict: Verdict }> {
  const ledger = await Ledger.create(stack, { people: 1, types: ['GDPR_DELETE'], bystanders: 5 });
  await stack.halt('aggregator-2');

  const freeDialer = await holdTable(stack, 'dialer', 'dialer_contact');
  const freeDirectory = await holdTable(stack, 'directory', 'directory_user');
  await ledger.postAll();
  await until('the first claim', async () => (await dialerTask(stack))?.state === 'running', { seconds: 20 });
  const thawStale = stack.freeze('aggregator');
  await freeDialer();
  await pause(1_000);

  await stack.restart('aggregator-2');
  await until('the search of the second', async () => (await dialerTask(stack))?.state === 'done', { seconds: 40 });
  // A further round of the search goes on; the erasure waits.
  const freeErasure = await holdTable(stack, 'dialer', 'dialer_contact', 'share');
  await freeDirectory();
  await until('the claim of the erasure', async () => erasing(await dialerTask(stack)), { seconds: 40 });
  // What they find is noted in the request.
  await until('the erasures of the others', async () => (await othersAtWork(stack)) === 0, { seconds: 40 });

  const before = await everything(stack);
  thawStale();
  const changes = async () => (await everything(stack)).filter((row, index) => row !== before[index]);
  const isIgnored = async () =>
    (await stack.logs()).find(({ place }) => place.endsWith('/aggregator.log'))!.text.includes('late answer ignored');
  // Either shows that it has read the answer, and by then what it makes of it is written.
  await until('the late answer', async () => (await isIgnored()) || (await changes()).length > 0);
  const seen = { changes: await changes(), ignored: await isIgnored() };
  await freeErasure();
  return { ...seen, verdict: await audit(ledger) };
}

const erasing = (task: TaskRow | undefined): boolean => task?.step === 1 && task.state === 'running';

async function dialerTask(stack: FaultStack): Promise<TaskRow | undefined> {
  return (
    await query<TaskRow>(
      stack,
      'aggregator',
      `select state, step, fence::int as fence from task where domain = 'dialer'`,
    )
  )[0];
}

async function othersAtWork(stack: FaultStack): Promise<number> {
  const busy = `select 1 from task where domain <> 'dialer' and state in ('waiting', 'running')`;
  return (await query(stack, 'aggregator', busy)).length;
}

/**
 * The request and the task that nobody else works on meanwhile, but for the signs of life that the domain gives of it.
 */
async function everything(stack: FaultStack): Promise<string[]> {
  const rows = await query<TaskRow>(
    stack,
    'aggregator',
    `
    select to_jsonb(r)::text as row from gdpr_request r union all
    select (to_jsonb(t) - 'due_at' - 'progressed_at')::text from task t where domain = 'dialer'`,
  );
  return rows.map(({ row }) => row);
}
