import {
  wholeListing,
  type DoneOutcome,
  type GdprTask,
  type GdprTaskListing,
  type LeftBehind,
  type Reason,
  type RequestStatus,
  type RequestType,
  type TaskState,
  type TaskVerb,
} from '@lethe/contracts';
import type { Round } from '../closure/stored-subject.ts';
import { isTerminal } from '../lifecycle/next.ts';
import { stepOf } from '../lifecycle/plan.ts';
import { stalledReason, type Availability } from '../stalled/stalled-reason.ts';
import { awayReason } from './away-reason.ts';
import { subjectOfId } from './subject-of.ts';
import { requestUri } from './view-request.ts';

export type StoredOutcome = Omit<DoneOutcome, 'taskId' | 'status'>;

export interface TasksRequestRow {
  id: string;
  request_type: RequestType;
  status: RequestStatus;
  created_at: Date;
  completed_at: Date | null;
  due_at: Date;
  reasons: Reason[];
  overdue: boolean;
  due_soon: boolean;
  retried_as: string[] | null;
  rounds: Round[];
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

export function viewTasks(request: TasksRequestRow, tasks: TaskRow[], domains: Availability): GdprTaskListing {
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

function viewTask(request: TasksRequestRow, task: TaskRow, selfUri: string, domains: Availability): GdprTask {
  const outcomes = Object.values(task.outcomes);
  const waits = task.state === 'waiting' && !isTerminal(request.status);
  return {
    id: task.id,
    domain: task.domain,
    phase: stepOf(request.request_type, task.step).status,
    state: task.state,
    attempts: task.attempts,
    located: task.outcomes.locate?.located ?? [],
    counts: outcomes.flatMap((outcome) => outcome.changes),
    ambiguous: distinct(
      outcomes.flatMap((outcome) => outcome.ambiguous),
      (record) => `${record.recordType}/${record.recordId}`,
    ),
    warnings: distinct(
      outcomes.flatMap((outcome) => outcome.warnings),
      (warning) => JSON.stringify(warning),
    ),
    ...(task.state === 'skipped' && { leftBehind: leftBehind(task.outcomes.locate) }),
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

/** What a bare term leaves in a domain that it does not reach (requirements D25). */
const leftBehind = (outcome: StoredOutcome | undefined): LeftBehind[] =>
  (outcome?.carried ?? []).map(({ id, recordType, records }) => ({ subject: subjectOfId(id), recordType, records }));

function distinct<T>(items: T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
