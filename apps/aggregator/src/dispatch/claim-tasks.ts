import type { ReplacementTerm, RequestType, TaskVerb } from '@lethe/contracts';
import { inSystemOnPool } from '@lethe/persistence';
import type { StoredSubject } from '../closure/stored-subject.ts';
import type pg from 'pg';
import { stepOf } from '../lifecycle/plan.ts';
import { run, type Client } from '../sql.ts';

interface Row {
  id: string;
  organisation_id: string;
  request_id: string;
  domain: string;
  step: number;
  round: number;
  lost: number;
  fence: string;
  request_type: RequestType;
  request_step: number;
  request_round: number;
  task_subject: StoredSubject;
  replacement_terms: ReplacementTerm[] | null;
  default_country: string;
  correlation_id: string;
  archive_key: Buffer | null;
}

/** A task that this process may work on until its lease ends. */
export interface ClaimedTask {
  id: string;
  organisationId: string;
  requestId: string;
  domain: string;
  verb: TaskVerb;
  fence: number;
  /** How often a call with it was never answered, in this step. */
  lost: number;
  round: number;
  subject: StoredSubject;
  replacementTerms?: ReplacementTerm[];
  defaultCountry: string;
  correlationId: string;
  archiveKey?: string;
}

/**
 * Whether a call that held this task alone was never answered. A domain that dies by chance loses a task once or twice;
 * one that loses it again and again may die of it. So suspects go one at a time, lest one of them counts the deaths of
 * another.
 */
export const isSuspect = ({ lost }: Pick<ClaimedTask, 'lost'>): boolean => lost > 1;

/** Claims due tasks of all organisations, up to a number for each domain. */
export async function claimTasks(
  pool: pg.Pool,
  room: Map<string, number>,
  leaseSeconds: number,
): Promise<ClaimedTask[]> {
  const rows = await inSystemOnPool(
    pool,
    async (client) =>
      asOfTheirLock(
        client,
        await run<Row>(client, 'task-claim', CLAIM, [[...room.keys()], [...room.values()], leaseSeconds]),
      ),
    'claimTasks',
  );
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    requestId: row.request_id,
    domain: row.domain,
    // From the task's own step: the request is read as of the start of the statement, the task as of its lock.
    verb: stepOf(row.request_type, row.step).verb!,
    fence: Number(row.fence),
    lost: row.lost,
    round: row.round,
    subject: row.task_subject,
    replacementTerms: row.replacement_terms ?? undefined,
    defaultCountry: row.default_country,
    correlationId: row.correlation_id,
    archiveKey: row.archive_key?.toString('base64'),
  }));
}

/**
 * A request that moved on while the claim waited is seen as it was before: its task is told of the person as the new
 * step knows it.
 */
async function asOfTheirLock(client: Client, rows: Row[]): Promise<Row[]> {
  const old = rows.filter((row) => row.step !== row.request_step || row.round !== row.request_round);
  if (old.length === 0) return rows;
  const now = await run<{ id: string; task_subject: StoredSubject }>(client, 'task-claim-again', AGAIN, [
    old.map((row) => row.request_id),
  ]);
  const subjects = new Map(now.map(({ id, task_subject }) => [id, task_subject]));
  return rows.map((row) => ({ ...row, task_subject: subjects.get(row.request_id) ?? row.task_subject }));
}

const AGAIN = 'select id, task_subject from gdpr_request where id = any($1::uuid[])';

/**
 * Two aggregators that claim in the same moment may send two suspects; the attempts of a task suffer such a chance.
 * The first task that is taken moves its request to SEARCHING; a request row that is locked just now is left to the
 * next one.
 */
const CLAIM = `
  with due as materialized (
    select picked.id from unnest($1::text[], $2::int[]) as room(domain, tasks)
    cross join lateral (
      select id from task where task.domain = room.domain and task.due_at <= lethe_now() and lost <= 1
        order by task.due_at limit room.tasks for update skip locked
    ) picked
    union all
    select suspect.id from unnest($1::text[]) as room(domain)
    cross join lateral (
      select id from task where task.domain = room.domain and task.due_at <= lethe_now() and lost > 1 and not exists (
        select from task other where other.domain = room.domain and other.lost > 1 and other.state = 'running'
          and other.due_at > lethe_now())
      order by task.due_at limit 1 for update skip locked
    ) suspect
  ), claimed as (
    update task set state = 'running', fence = fence + 1, due_at = lethe_now() + make_interval(secs => $3::float8), started_at = coalesce(started_at, lethe_now())
    from due where task.id = due.id
    returning task.id, task.organisation_id, task.request_id, task.domain, task.step, task.round, task.lost, task.fence
  ), begun as (
    update gdpr_request set status = 'SEARCHING' where id in (
      select id from gdpr_request where id in (select request_id from claimed) and status = 'INITIATED' order by id for update skip locked)
  )
  select claimed.*, r.request_type, r.step as request_step, jsonb_array_length(r.rounds) + 1 as request_round, r.task_subject, r.replacement_terms, r.default_country, r.correlation_id, a.key as archive_key
  from claimed join gdpr_request r on r.id = claimed.request_id left join archive a on a.request_id = r.id`;
