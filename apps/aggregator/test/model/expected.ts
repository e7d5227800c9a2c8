import type { RequestType } from '@lethe/contracts';
import type { ClaimedTask } from '../../src/dispatch/claim-tasks.ts';
import type { Result } from '../../src/dispatch/result.ts';
import type { ArchiveWork } from '../../src/finalise/claim-archive.ts';
import {
  answer,
  end,
  exactly,
  find,
  hasEnded,
  type Due,
  type ExpectedRequest,
  type ExpectedTask,
} from './expected-request.ts';
import type { Seen } from './looks.ts';
import { ATTEMPTS, LEASE, RETRY } from './system.ts';

/** Written down a second time on purpose: what each domain has to answer before a request may be COMPLETED. */
export const VERBS: Record<RequestType, string[]> = {
  GDPR_GET: ['locate'],
  GDPR_EXPORT: ['locate', 'export'],
  GDPR_UPDATE: ['locate', 'rectify', 'check'],
  GDPR_DELETE: ['locate', 'erase', 'check'],
};
const WORK = { GDPR_GET: 'FINALIZING', GDPR_EXPORT: 'FINALIZING', GDPR_UPDATE: 'UPDATING', GDPR_DELETE: 'DELETING' };
/** Further rounds of an erasure. */
const RETURNS = 3;

const isDue = (due: Due): boolean => due !== undefined && due.to <= 0;
const hasAnswered = ({ state }: ExpectedTask): boolean => state === 'done';
const hasLeft = ({ state }: ExpectedTask): boolean => state === 'done' || state === 'skipped' || state === 'parked';
const ownStep = ({ type, step }: ExpectedRequest): boolean => step === VERBS[type].length;
const hasArchive = ({ type }: ExpectedRequest): boolean => type === 'GDPR_EXPORT' || type === 'GDPR_GET';

/** What one seed's requests must be: the rules of the life of a request without SQL, leases without clocks. */
export class Expected {
  readonly requests: ExpectedRequest[] = [];
  now = 0;

  created(seen: Seen): ExpectedRequest {
    const known = this.requests.find(({ id }) => id === seen.id);
    const inFlight = this.requests.find((request) => request.type === seen.type && !hasEnded(request));
    if (inFlight !== known)
      throw new Error(
        `An equal request was ${inFlight ? 'in flight and another was created' : 'not in flight and none was created'}.`,
      );
    if (known) return known;
    const tasks = seen.tasks.map((task): ExpectedTask => ({
      ...task,
      due: task.state === 'waiting' ? exactly(0) : undefined,
      delays: 0,
    }));
    const common = {
      createdAt: this.now,
      stepAt: this.now,
      workDue: undefined,
      workFence: 0,
      workLost: 0,
      workAttempts: 0,
      cleaned: false,
      round: 1,
      returns: 0,
      ids: 0,
      fresh: new Set<string>(),
      left: new Set<string>(),
      asksSkipped: false,
    };
    const request: ExpectedRequest = { id: seen.id, type: seen.type, status: 'INITIATED', step: 0, tasks, ...common };
    this.requests.push(request);
    return request;
  }

  /** @param atOnce how many workers claimed in the same moment: each may take one suspect. */
  claimed(claimed: ClaimedTask[], atOnce: number): void {
    const tasks = this.requests.flatMap((request) => request.tasks.map((task) => ({ request, task })));
    const due = tasks.filter(({ task }) => isDue(task.due));
    const suspects = new Map<string, number>();
    for (const { task } of tasks)
      if (task.lost > 1 && task.state === 'running' && !isDue(task.due)) suspects.set(task.domain, 9);
    for (const { id, fence } of claimed) {
      const found = due.find(({ task }) => task.id === id);
      if (found === undefined)
        throw new Error(
          'A task was claimed that was not due: its worker still has its lease, or it has left its step.',
        );
      due.splice(due.indexOf(found), 1);
      const { task, request } = found;
      if (fence !== task.fence + 1) throw new Error(`A claim took the fence from ${task.fence} to ${fence}.`);
      if (task.lost > 1) suspects.set(task.domain, (suspects.get(task.domain) ?? 0) + 1);
      Object.assign(task, { state: 'running', fence, due: exactly(LEASE) });
      if (request.status === 'INITIATED') request.status = 'SEARCHING';
    }
    for (const [domain, count] of suspects)
      if (count < 9 ? count > atOnce : count > 9) throw new Error(`${domain} was sent suspects at the same time.`);
    const left = due.find(({ task }) => task.lost <= 1 || !suspects.has(task.domain));
    if (left !== undefined) throw new Error('A task that was due was not claimed.');
  }

  recorded(results: Result[]): void {
    for (const result of results) {
      const request = this.requests.find(({ id }) => id === result.task.requestId)!;
      const task = request.tasks.find(({ id }) => id === result.task.id)!;
      if (task.state !== 'running' || task.fence !== result.task.fence) continue;
      answer(task, result);
      if (result.kind === 'done') find(request, result);
      this.moveOn(request);
    }
  }

  extended({ id, fence }: ClaimedTask): void {
    for (const { tasks } of this.requests)
      for (const task of tasks)
        if (task.id === id && task.fence === fence && task.state === 'running') task.due = exactly(LEASE);
  }

  revived(request: ExpectedRequest, taskId: string): void {
    Object.assign(
      request.tasks.find(({ id }) => id === taskId)!,
      { state: 'waiting', attempts: 0, delays: 0, due: exactly(0) },
    );
  }

  passed(seconds: number): void {
    this.now += seconds;
    const sooner = (due: Due): Due => due && { from: due.from - seconds, to: due.to - seconds };
    for (const request of this.requests) {
      request.workDue = sooner(request.workDue);
      for (const task of request.tasks) task.due = sooner(task.due);
    }
  }

  get hasArchiveDue(): boolean {
    return this.requests.some((request) => hasArchive(request) && ownStep(request) && isDue(request.workDue));
  }

  get hasToSettle(): boolean {
    return this.requests.some((request) => !hasArchive(request) && ownStep(request) && isDue(request.workDue));
  }

  archiveClaimed(work: ArchiveWork | undefined): void {
    const due = this.requests.filter((request) => hasArchive(request) && ownStep(request) && isDue(request.workDue));
    const request = due.find(({ id }) => id === work?.id);
    if ((request === undefined) !== (due.length === 0))
      throw new Error(work ? 'An archive was claimed that was not due.' : 'An archive that was due was not claimed.');
    if (request === undefined || work === undefined) return;
    if (work.fence !== request.workFence + 1 || work.lost !== request.workLost)
      throw new Error('The archive was claimed under a wrong fence or count.');
    Object.assign(request, { workFence: work.fence, workLost: work.lost + 1, workDue: exactly(LEASE) });
  }

  archiveConcluded(work: ArchiveWork, how: 'complete' | 'failed' | 'away' | 'given up' | { broken: string }): void {
    const request = this.requests.find(({ id }) => id === work.id)!;
    if (request.workFence !== work.fence || request.workDue === undefined || hasEnded(request)) return;
    if (how === 'complete') return end(request, 'COMPLETED');
    if (how === 'given up') return end(request, 'ERROR');
    if (typeof how === 'object') return this.exportAgain(request, how.broken);
    request.workDue = { from: 1, to: 2 + ATTEMPTS };
    request.workLost = 0;
    if (how === 'failed' && ++request.workAttempts >= ATTEMPTS) end(request, 'ERROR');
  }

  /** Corrections and erasures whose domains are done, the oldest work first. */
  settled(): void {
    const due = this.requests.filter((request) => !hasArchive(request) && ownStep(request) && isDue(request.workDue));
    for (const request of due) {
      if (request.type === 'GDPR_UPDATE') continue;
      const earlier = this.requests.filter(
        (other) => other !== request && other.createdAt < request.stepAt && !other.cleaned,
      );
      // One that is settled in the same transaction has not ended yet.
      if (earlier.some((other) => !hasEnded(other) && other.type !== 'GDPR_DELETE')) request.workDue = exactly(1);
      else for (const other of [request, ...earlier.filter(hasEnded)]) other.cleaned = true;
    }
    for (const request of due) if (isDue(request.workDue)) end(request, 'COMPLETED');
  }

  private exportAgain(request: ExpectedRequest, domain: string): void {
    const task = request.tasks.find((each) => each.domain === domain && each.state === 'done')!;
    task.attempts++;
    delete task.outcomes['export'];
    Object.assign(
      task,
      task.attempts >= ATTEMPTS ? { state: 'parked', due: undefined } : { state: 'waiting', due: exactly(RETRY) },
    );
    Object.assign(request, { step: 1, stepAt: this.now, workDue: undefined, workLost: 0 });
    this.moveOn(request);
  }

  private moveOn(request: ExpectedRequest): void {
    if (hasEnded(request) || ownStep(request) || !request.tasks.every(hasLeft)) return;
    if (request.tasks.some(({ state }) => state === 'parked')) return end(request, 'ERROR');
    const sent = this.sentBack(request);
    request.fresh.clear();
    request.left.clear();
    if (sent) return;
    const nobody = request.tasks.every(({ state }) => state === 'skipped');
    this.goTo(request, nobody ? VERBS[request.type].length : request.step + 1, hasAnswered);
  }

  /** Whether the step, or an earlier one, comes again (D23, D25, D26). */
  private sentBack(request: ExpectedRequest): boolean {
    const { type, step, tasks, fresh, left } = request;
    const verb = VERBS[type][step];
    const isReturn = left.size > 0;
    if (fresh.size > 0 || isReturn) request.round++;
    request.ids += fresh.size;
    if (isReturn) {
      if (request.returns === RETURNS) {
        end(request, 'ERROR');
        return true;
      }
      request.returns++;
      const domains = new Set(left);
      if (verb === 'erase') this.goTo(request, 0, hasAnswered);
      else this.goTo(request, step - 1, (task) => hasAnswered(task) && domains.has(task.domain));
      return true;
    }
    if (verb !== 'locate') return false;
    if (fresh.size > 0) {
      this.goTo(request, 0, hasAnswered);
      return true;
    }
    if (request.ids === 0 || request.asksSkipped || !tasks.some(({ state }) => state === 'skipped')) return false;
    request.asksSkipped = true;
    request.round++;
    this.goTo(request, 0, ({ state }) => state === 'skipped');
    return true;
  }

  private goTo(request: ExpectedRequest, step: number, asked: (task: ExpectedTask) => boolean): void {
    request.step = step;
    request.stepAt = this.now;
    request.status = ownStep(request) ? 'FINALIZING' : step === 0 ? 'SEARCHING' : WORK[request.type];
    if (ownStep(request)) return void Object.assign(request, { workDue: exactly(0), workAttempts: 0, workLost: 0 });
    for (const task of request.tasks)
      if (asked(task))
        Object.assign(task, {
          state: 'waiting',
          step,
          round: request.round,
          attempts: 0,
          delays: 0,
          lost: 0,
          due: exactly(0),
        });
  }
}
