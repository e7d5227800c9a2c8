import type { DoneOutcome } from '@lethe/contracts';
import { inSystemOnPool } from '@lethe/persistence';
import { findingOf } from '../closure/stored-subject.ts';
import type { Core, Waiting } from '../core.ts';
import { advance, lockRequests } from '../lifecycle/advance.ts';
import { idHash } from '../requests/traces.ts';
import type { StoredOutcome } from '../requests/stored-outcome.ts';
import { run } from '../sql.ts';
import type { Result } from './result.ts';

/**
 * What a domain may say of an ambiguous record besides its reference: ids that a further request can name, nothing
 * personal.
 */
const ID_FIELDS = new Set(['userId', 'externalContactId', 'dialerContactId', 'journeyCustomer']);

export interface Recorded {
  id: string;
  state: string;
  request_id: string;
  /** Until the next attempt. */
  seconds: number | null;
}

/**
 * Records a batch of results and moves on the requests that they complete, in one transaction. A result whose fence is
 * no longer the task's, or whose task is no longer running, changes nothing: so a duplicate or late answer has no
 * second effect.
 */
export async function recordResults(
  core: Core,
  results: Result[],
): Promise<{ recorded: Recorded[]; waiting: Waiting[] }> {
  const requestIds = results.map(({ task }) => task.requestId);
  const values = [
    JSON.stringify(results.map((result) => rowOf(result))),
    core.config.LETHE_TASK_ATTEMPTS,
    core.config.LETHE_RETRY_SECONDS,
  ];
  const traces = results.flatMap((result) => tracesOf(core, result));
  return inSystemOnPool(
    core.pool,
    async (client) => {
      // Sent together, done in this order, each on what the one before has committed or locked.
      const [, recorded] = await Promise.all([
        lockRequests(client, requestIds),
        run<Recorded>(client, 'task-record', RECORD, values),
      ]);
      const left = recorded.filter(({ state }) => state !== 'waiting');
      const findings = findingsOf(results, recorded);
      const [, , waiting] = await Promise.all([
        findings.length > 0 && run(client, 'task-found', FOUND, [JSON.stringify(findings)]),
        traces.length > 0 && run(client, 'task-traces', TRACES, [JSON.stringify(traces), recorded.map(({ id }) => id)]),
        left.length > 0 ? advance(core, client, [...new Set(left.map(({ request_id }) => request_id))]) : [],
      ]);
      return { recorded, waiting };
    },
    'recordResults',
  );
}

function rowOf(result: Result) {
  const { task, kind } = result;
  const outcome = kind === 'done' ? storedOutcome(result.outcome) : kind === 'skipped' && carriedAlone(result.outcome);
  return {
    id: task.id,
    fence: task.fence,
    kind: kind === 'unanswered' ? 'failed' : kind,
    verb: task.verb,
    outcome: outcome || null,
    reasons: kind === 'done' ? [] : [result.reason],
  };
}

/** Names and keys stay with the request, which forgets them when it ends (closure/stored-subject.ts). */
function storedOutcome({
  taskId: _taskId,
  status: _status,
  keys: _keys,
  names: _names,
  carriers: _carriers,
  ...outcome
}: DoneOutcome): StoredOutcome {
  const ambiguous = outcome.ambiguous.map(({ subject, ...record }) => ({
    ...record,
    ...(subject && { subject: Object.fromEntries(Object.entries(subject).filter(([field]) => ID_FIELDS.has(field))) }),
  }));
  return { ...outcome, ambiguous };
}

/** Of a domain that a bare term does not reach nothing else is the request's. */
function carriedAlone(outcome: DoneOutcome | undefined): StoredOutcome | undefined {
  const none = {
    located: [],
    changes: [],
    ambiguous: [],
    warnings: [],
    parts: [],
    leftOut: [],
    subjectIds: [],
    keyHashes: [],
  };
  return outcome && { ...none, carried: outcome.carried };
}

/** Of the answers that stand, by request. */
function findingsOf(results: Result[], recorded: Recorded[]) {
  const standing = new Set(recorded.map(({ id }) => id));
  const found = results.flatMap((result) => {
    if (result.kind !== 'done' || !standing.has(result.task.id)) return [];
    const finding = findingOf(result.task.domain, result.task.verb, result.outcome);
    return finding ? [{ id: result.task.requestId, finding }] : [];
  });
  return [...Map.groupBy(found, ({ id }) => id)].map(([id, items]) => ({
    id,
    found: items.map(({ finding }) => finding),
  }));
}

function tracesOf(core: Core, result: Result) {
  if (result.kind !== 'done') return [];
  const { organisationId, requestId, id } = result.task;
  const hashes = new Set(
    result.outcome.subjectIds.map((subjectId) => idHash(core.config.LETHE_PSEUDONYM_KEY, organisationId, subjectId)),
  );
  return [...hashes].map((hash) => ({ task_id: id, organisation_id: organisationId, request_id: requestId, hash }));
}

/** Pauses double up to 5 s for a domain that is away and up to 60 s for a failing task; jitter keeps retries apart. */
const RECORD = `
  update task t set
    state = case when r.kind in ('done', 'skipped') then r.kind
      when r.parks then 'parked' else 'waiting' end,
    attempts = t.attempts + case when r.kind in ('failed', 'refused') then 1 else 0 end,
    delays = case when r.kind in ('away', 'lost') then least(t.delays + 1, 20) else 0 end,
    lost = t.lost + case when r.kind = 'lost' then 1 else 0 end,
    due_at = case
      when r.kind in ('done', 'skipped') or r.parks then null
      else lethe_now() + make_interval(secs => (0.5 + random() / 2) * $3::float8 * case r.kind
        when 'failed' then least(2 ^ t.attempts, 60 / $3::float8)
        else least(2 ^ least(t.delays, 10), 5 / $3::float8) end) end,
    finished_at = case when r.kind in ('done', 'skipped') or r.parks then lethe_now() end,
    progressed_at = case when r.kind in ('done', 'skipped') then lethe_now() else t.progressed_at end,
    outcomes = case when r.outcome is null or r.outcome = 'null' then t.outcomes
      else t.outcomes || jsonb_build_object(case when r.verb = 'erase' and t.outcomes ? 'erase' then 'erase.' || t.round else r.verb end, r.outcome) end,
    reasons = r.reasons
  from (
    select s.*, s.kind = 'refused' or s.kind = 'failed' and k.attempts + 1 >= $2 as parks
    from jsonb_to_recordset($1) as s(id uuid, fence bigint, kind text, verb text, outcome jsonb, reasons jsonb)
    join task k on k.id = s.id
  ) r
  where t.id = r.id and t.fence = r.fence and t.state = 'running'
  returning t.id, t.state, t.request_id, extract(epoch from t.due_at - lethe_now())::float8 as seconds`;

const FOUND = `
  update gdpr_request r set task_subject = r.task_subject || jsonb_build_object('found', coalesce(r.task_subject -> 'found', '[]') || f.found)
  from jsonb_to_recordset($1) as f(id uuid, found jsonb) where r.id = f.id and r.status not in ('COMPLETED', 'ERROR')`;

const TRACES = `
  insert into request_trace (organisation_id, hash, request_id, role)
  select distinct t.organisation_id, t.hash, t.request_id, 'acted'
  from jsonb_to_recordset($1) as t(task_id uuid, organisation_id uuid, request_id uuid, hash text) where t.task_id = any($2::uuid[])
  on conflict do nothing`;
