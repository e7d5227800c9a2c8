import { randomUUID } from 'node:crypto';
import type { DoneOutcome } from '@lethe/contracts';
import { StorageError } from '@lethe/storage';
import type { Scheduler } from 'fast-check';
import { isSuspect, type ClaimedTask } from '../../src/dispatch/claim-tasks.ts';
import type { Result } from '../../src/dispatch/result.ts';
import type { ArchiveWork } from '../../src/finalise/claim-archive.ts';
import { BrokenPart } from '../../src/finalise/open-part.ts';
import { assertAsExpected } from './as-expected.ts';
import { hasEnded } from './expected-request.ts';
import type { Expected } from './expected.ts';
import type { Lane, ModelSystem } from './system.ts';

/** One seed at work. */
export interface Real {
  system: ModelSystem;
  lane: Lane;
  scheduler: Scheduler;
  /** Errors of answers, which arrive outside of any command. */
  errors: unknown[];
  /** Everything that was ever claimed. */
  claims: ClaimedTask[];
}

/**
 * What becomes of a call. more: the search finds another id, the erasure somebody whom nobody had located, the check
 * something that is left. never: its worker dies, twice: the answer comes two times, lost: nobody
 * answers.
 */
export const FATES = ['done', 'done', 'done', 'more', 'twice', 'failed', 'away', 'lost', 'never', 'skipped'] as const;
export type Fate = (typeof FATES)[number];
export const BUILDS = ['complete', 'complete', 'failed', 'away', 'broken', 'never'] as const;
export type Build = (typeof BUILDS)[number];

/** one fails: the others are away, so that its task is parked while the request is open. */
export type RoundFate = 'done' | 'more' | 'failed' | 'lost' | 'one fails';

/**
 * One that has ended is looked at when it has, and once more in the end: what changed in between is still to be seen
 * then.
 */
export async function compare(model: Expected, { system, errors }: Real, all = false): Promise<void> {
  const [error] = errors;
  if (error !== undefined) throw error;
  const requests = model.requests.filter((request) => all || !hasEnded(request) || request.lasting === undefined);
  const seen = await Promise.all(requests.map(({ id }) => system.look(id)));
  seen.forEach((each, i) => assertAsExpected(requests[i]!, each));
}

/** Something happens later, at a moment that the scheduler chooses. */
export function later(model: Expected, real: Real, label: string, happen: () => Promise<void>): void {
  const builder = () =>
    happen()
      .then(() => compare(model, real))
      .catch((error: unknown) => void real.errors.push(error));
  void real.scheduler.scheduleSequence([{ label, builder }]);
}

export function resultOf(task: ClaimedTask, fate: Exclude<Fate, 'never' | 'twice'>): Result {
  const reason = { code: fate, message: fate };
  const outcome = outcomeOf(task, fate === 'more');
  const isDone = fate === 'done' || fate === 'more';
  // As the dispatcher does with a domain that a bare term does not reach.
  if (task.domain.startsWith('needy') && (isDone || fate === 'skipped'))
    return { task, kind: 'skipped', reason, outcome };
  if (isDone || (fate === 'skipped' && task.verb !== 'locate')) return { task, kind: 'done', outcome };
  return { task, kind: fate === 'lost' && isSuspect(task) ? 'unanswered' : (fate as 'failed'), reason };
}

/** Which answer stands is told by the fence under which it was given. */
function outcomeOf(task: ClaimedTask, more: boolean): DoneOutcome {
  const ids = more ? [{ type: 'userId' as const, id: randomUUID() }] : [];
  const disposition = task.verb === 'check' && !more ? ('retain' as const) : ('delete' as const);
  return {
    taskId: task.id,
    status: 'done',
    located: [{ recordType: 'x', disposition, records: task.fence }],
    changes: [],
    ambiguous: [],
    warnings: [],
    parts: [],
    leftOut: [],
    subjectIds: task.verb === 'locate' ? ids : [],
    ...(task.verb === 'erase' && { notLocated: ids }),
    keyHashes: [],
  };
}

export async function passTime(model: Expected, { system }: Real, seconds: number): Promise<void> {
  if (model.requests.length > 0) await system.pass({ requestIds: model.requests.map(({ id }) => id), seconds });
  model.passed(seconds);
}

export async function answerAll(model: Expected, real: Real, fate: RoundFate): Promise<void> {
  const claimed = await real.system.claim(0, real.lane);
  model.claimed(claimed, 1);
  const fateOf = ({ domain }: ClaimedTask) =>
    fate !== 'one fails' ? fate : domain === real.lane.domains[0] ? 'failed' : 'away';
  const results = claimed.map((task) => resultOf(task, fateOf(task)));
  if (results.length > 0) await real.system.record(0, results);
  model.recorded(results);
}

export async function conclude(model: Expected, { system }: Real, work: ArchiveWork, build: Build): Promise<void> {
  const broken = work.tasks.find(({ state, outcomes }) => state === 'done' && outcomes.export !== undefined)?.domain;
  if (work.lost >= 3) {
    await system.giveUpArchive(work);
    return model.archiveConcluded(work, 'given up');
  }
  if (build === 'complete') {
    await system.completeArchive(work);
    return model.archiveConcluded(work, 'complete');
  }
  if (build === 'broken' && broken !== undefined) {
    await system.failArchive(work, new BrokenPart(broken));
    return model.archiveConcluded(work, { broken });
  }
  await system.failArchive(work, build === 'away' ? new StorageError('unavailable', 'away') : new Error('broken'));
  model.archiveConcluded(work, build === 'away' ? 'away' : 'failed');
}

/**
 * From here on all goes well: what was claimed is answered, and time passes. Every request must end in a few rounds.
 */
export async function close(model: Expected, real: Real): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS && !model.requests.every(hasEnded); round++) {
    await passTime(model, real, 70);
    await answerAll(model, real, 'done');
    if (model.requests.some(({ status }) => status === 'FINALIZING')) await closeLastSteps(model, real);
    await compare(model, real);
  }
  if (!model.requests.every(hasEnded))
    throw new Error(`A request has not ended after ${MOST_ROUNDS} rounds in which all went well.`);
}

const MOST_ROUNDS = 12;

async function closeLastSteps(model: Expected, real: Real): Promise<void> {
  while (model.hasArchiveDue) {
    const work = await real.system.claimArchive(real.lane);
    model.archiveClaimed(work);
    if (work !== undefined) await conclude(model, real, work, 'complete');
  }
  if (!model.hasToSettle) return;
  await real.system.settle(real.lane);
  model.settled();
}
