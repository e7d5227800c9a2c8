import {
  wholeListing,
  type GdprTask,
  type GdprTaskListing,
  type Reason,
  type RequestStatus,
  type TaskState,
  type TaskVerb,
} from '@lethe/contracts';
import type { Manifests } from '../domains/domain-registry.ts';
import { distinct } from '../closure/stored-subject.ts';
import { isTerminal } from '../lifecycle/next.ts';
import { stepOf } from '../lifecycle/plan.ts';
import { stalledReason, type Availability } from '../stalled/stalled-reason.ts';
import { awayReason } from './away-reason.ts';
import { notReached, type Asking } from './not-reached.ts';
import type { StoredOutcome } from './stored-outcome.ts';
import { subjectOfId } from './subject-of.ts';
import { requestUri } from './view-request.ts';

export interface TasksRequestRow extends Asking {
  id: string;
  status: RequestStatus;
  created_at: Date;
  completed_at: Date | null;
  due_at: Date;
  reasons: Reason[];
  overdue: boolean;
  due_soon: boolean;
  retried_as: string[] | null;
}

export interface TaskRow {
  id: string;
  domain: string;
  step: number;
  state: TaskState;
  attempts: number;
  lost: number;
  due_at: Date | null;
  outcomes: Partial<Record<TaskVerb, StoredOutcome>>;
  reasons: Reason[];
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  progressed_at: Date;
  stalled: boolean;
  due: boolean;
}

type Domains = Availability & Manifests;

export function viewTasks(request: TasksRequestRow, tasks: TaskRow[], domains: Domains): GdprTaskListing {
  const uri = `${requestUri(request.id)}/tasks`;
  return {
    ...wholeListing(
      tasks.map((task) => viewTask(request, task, `${uri}/${task.id}`, domains)),
      uri,
    ),
    requestId: request.id,
    requestType: request.request_type,
    status: request.status,
    createdDate: request.created_at.toISOString(),
    completedDate: request.completed_at?.toISOString(),
    dueDate: request.due_at.toISOString(),
    dueSoon: request.due_soon,
    overdue: request.overdue,
    reasons: request.reasons,
    retriedAs: request.retried_as ?? [],
    rounds: request.rounds.flatMap(({ ids }, index) =>
      ids.length === 0 ? [] : [{ round: index + 1, subjects: ids.map(subjectOfId) }],
    ),
  };
}

function viewTask(request: TasksRequestRow, task: TaskRow, selfUri: string, domains: Domains): GdprTask {
  const outcomes = Object.values(task.outcomes);
  const { ambiguous, leftBehind, retained } = notReached(request, task, domains.manifest(task.domain));
  const waits = task.state === 'waiting' && !isTerminal(request.status);
  return {
    id: task.id,
    domain: task.domain,
    phase: stepOf(request.request_type, task.step).status,
    state: task.state,
    attempts: task.attempts,
    located: task.outcomes.locate?.located ?? [],
    counts: outcomes.flatMap((outcome) => outcome.changes),
    ambiguous,
    ...(task.state === 'skipped' && { leftBehind }),
    retained,
    warnings: distinct(
      outcomes.flatMap((outcome) => outcome.warnings),
      (warning) => JSON.stringify(warning),
    ),
    reasons:
      waits && task.reasons.length === 0 && !domains.isAvailable(task.domain)
        ? [awayReason(task.domain)]
        : task.reasons,
    createdDate: task.created_at.toISOString(),
    startedDate: task.started_at?.toISOString(),
    finishedDate: task.finished_at?.toISOString(),
    nextAttemptDate: waits ? task.due_at?.toISOString() : undefined,
    lastProgressDate: task.progressed_at.toISOString(),
    ...(task.stalled && !isTerminal(request.status) && { stalled: stalledReason(task, domains) }),
    selfUri,
  };
}
