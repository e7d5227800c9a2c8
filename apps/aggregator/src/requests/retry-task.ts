import {
  LetheError,
  notFound,
  type CallGuard,
  type GdprSubject,
  type Principal,
  type ReplacementTerm,
  type RequestStatus,
  type RequestType,
  type RetryTaskCall,
  type RetryTaskReply,
  type TaskState,
} from '@lethe/contracts';
import { inTenantOnPool } from '@lethe/persistence';
import { known, type StoredSubject } from '../closure/stored-subject.ts';
import type { Core } from '../core.ts';
import { isTerminal } from '../lifecycle/next.ts';
import { run, type Client } from '../sql.ts';
import { commitRequest } from './create-request.ts';
import { readRequests } from './get-request.ts';
import type { Member } from './member.ts';
import { resolveMembers } from './resolve-members.ts';
import { subjectOfId } from './subject-of.ts';

interface Row {
  id: string;
  request_type: RequestType;
  status: RequestStatus;
  name: string | null;
  given: GdprSubject;
  subject: GdprSubject;
  task_subject: StoredSubject;
  member_key: string;
  replacement_terms: ReplacementTerm[] | null;
  cleaned: boolean;
  state: TaskState;
  /** An operator had it tried again. */
  retried: boolean;
  /** The newest request that took this one's place, unless it ended in ERROR as well. */
  successor: string | null;
}

/**
 * An operator's retry of a parked task. While the request is open the task waits again; a request that has ended in
 * ERROR never changes, so it gets a successor instead. The same call once more, because its answer was lost, answers
 * with what the first one did.
 */
export async function retryTask(
  core: Core,
  { principal, requestId, taskId, ...guard }: RetryTaskCall,
): Promise<RetryTaskReply> {
  const { organisationId } = principal;
  const { row, reply } = await inTenantOnPool(
    core.pool,
    organisationId,
    async (client) => {
      const row = await lockTask(client, organisationId, requestId, taskId);
      const id = row.successor ?? (isTerminal(row.status) && row.state === 'parked' ? undefined : requestId);
      if (id === undefined) return { row };
      if (row.state === 'parked' && !isTerminal(row.status))
        await run(client, 'retry-revive', REVIVE, [organisationId, taskId]);
      const [request] = await readRequests(client, organisationId, [id]);
      return { row, reply: { created: false, request: request! } };
    },
    'retryTask',
  );
  core.nudge('tasks');
  return reply ?? succeed(core, principal, row, guard);
}

async function lockTask(client: Client, organisationId: string, requestId: string, taskId: string): Promise<Row> {
  // The request first, as every transaction that changes both does.
  await run(client, 'retry-lock', 'select id from gdpr_request where organisation_id = $1 and id = $2 for update', [
    organisationId,
    requestId,
  ]);
  const [row] = await run<Row>(client, 'retry-read', READ, [organisationId, requestId, taskId]);
  if (row === undefined) throw notFound('task');
  const isRetried = row.successor !== null || (row.state !== 'parked' && row.retried);
  if (row.state !== 'parked' && !isRetried)
    throw new LetheError('request.conflict', 'Only a parked task can be retried.');
  if (row.cleaned && !isRetried)
    throw new LetheError('request.conflict', 'The data of this request has been erased since. Send a new request.');
  return row;
}

async function succeed(core: Core, principal: Principal, row: Row, guard: CallGuard): Promise<RetryTaskReply> {
  const input = {
    requestType: row.request_type,
    subject: row.given,
    name: row.name ?? undefined,
    replacementTerms: row.replacement_terms ?? undefined,
  };
  return commitRequest(
    core,
    { principal, input, members: await membersAgain(core, principal, row), retriedFrom: row.id },
    guard,
  );
}

/** With what this request knew, as it may have erased what its id names (requirements D24); its own member first. */
async function membersAgain(core: Core, principal: Principal, row: Row): Promise<Member[]> {
  const { given, subject, member_key: memberKey } = row;
  const taskSubject = known(row.task_subject);
  const own = taskSubject.id === undefined ? given : subjectOfId(taskSubject.id);
  const members = await resolveMembers(core, principal, own).catch((error: unknown) => {
    if (error instanceof LetheError && error.code === 'not.found') return [];
    throw error;
  });
  const again = members.find((member) => member.memberKey === memberKey);
  const others = members.filter((member) => member !== again);
  if (again === undefined) return [{ given, subject, taskSubject, memberKey }, ...others];
  return [{ ...again, given, subject: { ...again.subject, ...given } }, ...others];
}

const READ = `
  select r.id, r.request_type, r.status, r.name, r.given, r.subject, r.task_subject, r.member_key, r.replacement_terms, r.cleaned_at is not null as cleaned, t.state, t.retried_at is not null as retried,
    (select s.id from gdpr_request s where s.organisation_id = r.organisation_id and s.retried_from = r.id
      and s.member_key = r.member_key and s.status <> 'ERROR'
     order by s.created_at desc, s.id desc limit 1) as successor
  from task t join gdpr_request r on r.id = t.request_id where t.organisation_id = $1 and t.request_id = $2 and t.id = $3`;

const REVIVE = `
  update task set state = 'waiting', retried_at = lethe_now(), attempts = 0, delays = 0, due_at = lethe_now(), progressed_at = lethe_now(), finished_at = null where organisation_id = $1 and id = $2 and state = 'parked'`;
