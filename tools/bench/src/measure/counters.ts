import type { MeasuredStack } from '../stack/measured-stack.ts';
import { cpuBetween, markCpu, type Watched } from './cpu.ts';

/** What a piece of work cost. */
export interface Cost {
  seconds: number;
  /** Milliseconds of CPU by process; PostgreSQL by database, too. */
  cpu: Record<string, number>;
  /** Beside those that begin and end a transaction. */
  statements: number;
  commits: number;
  /** At NATS; a call and its answer are two. */
  messages: number;
}

/** Without those of the superuser, who is the bench itself. */
const STATEMENTS = `
  select coalesce(sum(calls) filter (where query !~* '^(begin|start transaction|commit|rollback)'), 0)::float8 as statements,
    coalesce(sum(calls) filter (where query ~* '^commit'), 0)::float8 as commits
  from pg_stat_statements where userid <> 'postgres'::regrole`;

interface Counts {
  statements: number;
  commits: number;
}

/** Does the work and tells what it cost, `more` processes counted in. */
export async function costOf(
  stack: MeasuredStack,
  work: () => Promise<void>,
  more: readonly Watched[] = [],
): Promise<Cost> {
  const session = await stack.session('postgres');
  const counted = async () => (await session.query<Counts>(STATEMENTS)).rows[0]!;
  const watched = [...stack.processes, ...more];
  const [countsBefore, messagesBefore] = [await counted(), await stack.messages()];
  const cpuBefore = markCpu(watched, stack.ownSessions);
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  const cpuAfter = markCpu(watched, stack.ownSessions);
  const [countsAfter, messagesAfter] = [await counted(), await stack.messages()];
  return {
    seconds,
    cpu: Object.fromEntries(cpuBetween(cpuBefore, cpuAfter)),
    statements: countsAfter.statements - countsBefore.statements,
    commits: countsAfter.commits - countsBefore.commits,
    messages: messagesAfter - messagesBefore,
  };
}
