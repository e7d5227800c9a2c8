import { randomUUID } from 'node:crypto';
import {
  notFound,
  SUBJECTS,
  TasksReply,
  unavailable,
  type Principal,
  type SubjectId,
  type Task,
} from '@lethe/contracts';
import { inTenantOnPool } from '@lethe/persistence';
import { widened, type StoredSubject } from '../closure/stored-subject.ts';
import type { Core } from '../core.ts';
import { run } from '../sql.ts';
import { contextOf } from './context-of.ts';
import type { Member } from './member.ts';
import { idText, subjectOfId } from './subject-of.ts';

/** A domain that takes longer is one that can not be asked. */
const ANSWER_MS = 5_000;

/**
 * Of an id that its owner does not know: the id alone, while anything carries it (requirements D24).
 * @throws LetheError not.found when nothing does, service.unavailable when a domain can not be asked
 */
export async function memberByReference(core: Core, principal: Principal, id: SubjectId): Promise<Member> {
  const carried = await Promise.all(core.domains.expected.map((domain) => countIn(core, domain, principal, id)));
  if (carried.every((records) => records === 0)) throw notFound(id.type);
  const given = subjectOfId(id);
  return { given, subject: given, taskSubject: { id, alsoIds: [], keys: [] }, memberKey: idText(id) };
}

/** A search writes nothing, so it needs no task of ours. */
async function countIn(core: Core, domain: string, principal: Principal, id: SubjectId): Promise<number> {
  const task: Task = {
    taskId: randomUUID(),
    requestId: randomUUID(),
    fence: 0,
    context: contextOf(principal),
    subject: { id, alsoIds: [], keys: [], shared: [] },
  };
  const { outcomes } = await core.messaging
    .call(SUBJECTS.domain(domain, 'locate'), { tasks: [task] }, TasksReply, ANSWER_MS)
    .catch((error: unknown) => {
      core.logger.warn('a domain can not say what carries an id', { domain, error: (error as Error).name });
      throw unavailable(`The domain ${domain}`);
    });
  const [outcome] = outcomes;
  if (outcome?.status !== 'done') throw unavailable(`The domain ${domain}`);
  return outcome.located.reduce((sum, { records }) => sum + records, 0);
}

/**
 * What the last request of this member knew, if it ended in ERROR and nothing has been cleaned since: an erasure that
 * failed halfway may have erased what its id names (requirements D24, R58 to R60).
 */
export async function formerSubject(
  core: Core,
  { organisationId }: Principal,
  memberKey: string,
): Promise<StoredSubject | undefined> {
  const [last] = await inTenantOnPool(core.pool, organisationId, (client) =>
    run<{ task_subject: StoredSubject; failed: boolean }>(client, 'request-former', FORMER, [
      organisationId,
      memberKey,
    ]),
  );
  return last?.failed === true ? last.task_subject : undefined;
}

/** The member with what its failed request knew as well. */
export async function withFormer(core: Core, principal: Principal, member: Member): Promise<Member> {
  const former = await formerSubject(core, principal, member.memberKey);
  if (former === undefined || member.taskSubject.byTerm) return member;
  const { alsoIds, keys, names = [] } = former;
  return { ...member, taskSubject: widened(member.taskSubject, { alsoIds, keys, names }) };
}

const FORMER = `
  select task_subject, status = 'ERROR' and cleaned_at is null as failed from gdpr_request
  where organisation_id = $1 and member_key = $2 order by created_at desc, id desc limit 1`;
