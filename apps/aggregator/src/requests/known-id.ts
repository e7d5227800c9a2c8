import { randomUUID } from 'node:crypto';
import {
  notFound,
  SUBJECTS,
  TasksReply,
  unavailable,
  type Principal,
  type SubjectId,
  type Task,
  type TaskSubject,
} from '@lethe/contracts';
import type { Core } from '../core.ts';
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
  if (!(await isCarried(core, principal, { id, alsoIds: [], keys: [] }))) throw notFound(id.type);
  const given = subjectOfId(id);
  return { given, subject: given, taskSubject: { id, alsoIds: [], keys: [] }, memberKey: idText(id) };
}

/**
 * Whether a record of any domain carries what the subject is named by, acted on or not.
 * @throws LetheError service.unavailable when a domain can not be asked
 */
export async function isCarried(core: Core, principal: Principal, subject: TaskSubject): Promise<boolean> {
  const counts = await Promise.all(core.domains.expected.map((domain) => countIn(core, domain, principal, subject)));
  return counts.some((records) => records > 0);
}

/** A search writes nothing, so it needs no task of ours. */
async function countIn(core: Core, domain: string, principal: Principal, subject: TaskSubject): Promise<number> {
  const task: Task = {
    taskId: randomUUID(),
    requestId: randomUUID(),
    fence: 0,
    context: contextOf(principal),
    subject: { ...subject, shared: [] },
  };
  const { outcomes } = await core.messaging
    .call(SUBJECTS.domain(domain, 'locate'), { tasks: [task] }, TasksReply, ANSWER_MS)
    .catch((error: unknown) => {
      core.logger.warn('a domain can not say what carries an id', { domain, error: (error as Error).name });
      throw unavailable(`The domain ${domain}`);
    });
  const [outcome] = outcomes;
  if (outcome?.status !== 'done') throw unavailable(`The domain ${domain}`);
  // Under another parent than the one that was named, a record is another one; a reference holds no parent.
  const { id } = subject;
  const isOther = ({ type, id: found, parent = id?.parent }: SubjectId): boolean =>
    type === id?.type && found === id.id && parent !== id.parent;
  if (outcome.subjectIds.some(isOther)) return 0;
  const carriers = [...outcome.located, ...(outcome.carried ?? [])];
  return carriers.reduce((sum, { records }) => sum + records, outcome.ambiguous.length);
}
