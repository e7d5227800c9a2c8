import {
  LetheError,
  SUBJECTS,
  TasksReply,
  type Manifest,
  type Outcome,
  type Reason,
  type Task,
} from '@lethe/contracts';
import { NoReply, NoResponder, type MessagingClient } from '@lethe/messaging';
import { unstorableText } from '@lethe/platform';
import { partsFolder } from '../lifecycle/archive-folders.ts';
import { subjectFor } from '../closure/subject-for.ts';
import { awayReason } from '../requests/away-reason.ts';
import { isSuspect, type ClaimedTask } from './claim-tasks.ts';
import type { Result } from './result.ts';

/** The answer is not about the task but about the domain, or about the road to it. */
const AWAY = new Set(['service.unavailable', 'request.timeout']);

/** Sends tasks of one domain and one verb in one message; never throws. */
export async function callDomain(
  { messaging, manifest }: { messaging: MessagingClient; manifest?: Manifest },
  tasks: ClaimedTask[],
  signal: AbortSignal,
): Promise<Result[]> {
  const { domain, verb } = tasks[0]!;
  try {
    const { outcomes } = await messaging.call(
      SUBJECTS.domain(domain, verb),
      { tasks: tasks.map((task) => toTask(task, manifest)) },
      TasksReply,
      signal,
    );
    const byTask = new Map(outcomes.toReversed().map((outcome) => [outcome.taskId, outcome]));
    return tasks.map((task) => fromOutcome(task, byTask.get(task.id)));
  } catch (error) {
    return tasks.map((task) => fromError(task, error, tasks.length));
  }
}

function toTask(task: ClaimedTask, manifest: Manifest | undefined): Task {
  const { organisationId, requestId, defaultCountry, correlationId } = task;
  const wantsArchive = task.verb === 'export' && task.archiveKey !== undefined;
  return {
    taskId: task.id,
    requestId,
    fence: task.fence,
    round: task.round,
    context: { organisationId, defaultCountry, correlationId },
    subject: subjectFor(manifest, task.subject),
    replacementTerms: task.replacementTerms,
    archive: wantsArchive
      ? { prefix: partsFolder(organisationId, requestId, task.domain, task.fence), key: task.archiveKey! }
      : undefined,
  };
}

function fromOutcome(task: ClaimedTask, outcome: Outcome | undefined): Result {
  if (outcome === undefined)
    return {
      task,
      kind: 'failed',
      reason: { code: 'no.outcome', message: `The domain ${task.domain} answered without an outcome for this task.` },
    };
  // Recorded with others in one transaction, which such an outcome would make fail for all of them.
  if (isUnstorable(outcome))
    return {
      task,
      kind: 'failed',
      reason: { code: 'bad.outcome', message: `The outcome of the domain ${task.domain} can not be stored.` },
    };
  if (outcome.status === 'done') return { task, kind: 'done', outcome };
  return { task, kind: outcome.away ? 'away' : outcome.final ? 'refused' : 'failed', reason: outcome.reason };
}

function isUnstorable(outcome: Outcome): boolean {
  try {
    return unstorableText(outcome) !== undefined;
  } catch {
    // Nested so deeply that nobody can walk it.
    return true;
  }
}

function fromError(task: ClaimedTask, thrown: unknown, batch: number): Result {
  if (thrown instanceof NoResponder) return { task, kind: 'away', reason: awayReason(task.domain) };
  if (thrown instanceof NoReply)
    return isSuspect(task)
      ? { task, kind: 'unanswered', reason: unanswered(task) }
      : { task, kind: 'lost', reason: lost(task) };
  const error =
    thrown instanceof LetheError
      ? thrown
      : new LetheError('internal.server.error', 'The call failed.', { cause: thrown });
  if (AWAY.has(error.code)) return { task, kind: 'away', reason: awayReason(task.domain) };
  return { task, kind: batch > 1 ? 'lost' : 'failed', reason: reasonOf(error, task) };
}

const lost = ({ domain, verb }: ClaimedTask): Reason => ({
  code: 'no.reply',
  message: `The domain ${domain} never answered a call of ${verb} that held the task.`,
});
const unanswered = ({ domain, verb }: ClaimedTask): Reason => ({
  code: 'no.reply',
  message: `The domain ${domain} stopped answering when it was sent ${verb} for this task alone.`,
});

function reasonOf(error: LetheError, { domain, verb }: ClaimedTask): Reason {
  return { code: error.code, message: `The domain ${domain} did not understand or could not answer ${verb}.` };
}
