import type { Progress } from '@lethe/contracts';
import type { Core } from '../core.ts';
import { isSkipped, NEEDS_SUBJECT } from '../requests/needs-subject.ts';
import { awayReason } from '../requests/away-reason.ts';
import { callDomain } from './call-domain.ts';
import { claimTasks, isSuspect, type ClaimedTask } from './claim-tasks.ts';
import { extendLeases } from './extend-leases.ts';
import { Flights } from './flights.ts';
import { Gate } from './gate.ts';
import { makeBatches } from './make-batches.ts';
import { Recorder } from './recorder.ts';
import type { Result } from './result.ts';
import { Worker } from '../worker.ts';

/** Tasks in one message. */
const BATCH = 50;

const UNANSWERED: ReadonlySet<Result['kind']> = new Set(['away', 'lost', 'unanswered']);

/** Claims due tasks, sends them to their domains and records the answers. Any number of aggregators may run. */
export class Dispatcher {
  private readonly gates = new Map<string, Gate>();
  private readonly flights: Flights;
  private readonly recorder: Recorder;
  private readonly worker: Worker;
  /** Domains for which more may be due than the last claim had room for. */
  private readonly full = new Set<string>();

  constructor(private readonly core: Core) {
    this.flights = new Flights(core.config.LETHE_REPLY_SECONDS * 1_000);
    this.recorder = new Recorder(core);
    this.worker = new Worker('dispatch', core.logger, () => this.claim());
  }

  start(): void {
    this.worker.start();
  }

  nudge(): void {
    this.worker.nudge();
  }

  /** The domain answers again: what waits for it may leave at once. */
  reopen(domain: string): void {
    this.gate(domain).reopen();
    this.nudge();
  }

  /** Takes nothing new and waits for answers; what is still out then is due again at once, for another process. */
  async stop(graceMs: number): Promise<void> {
    await this.worker.stop();
    const out = await this.flights.landed(graceMs);
    await this.recorder.flush();
    if (out.length > 0)
      await extendLeases(this.core.pool, out, 0).catch((error: unknown) =>
        this.core.logger.error('tasks left to their lease', error, { count: out.length }),
      );
  }

  /** A domain is still busy with a task: its call, and the leases of all tasks in that call, go on. */
  async progress(sign: Progress): Promise<void> {
    const tasks = this.flights.extend(sign.taskId, sign.fence);
    if (tasks.length > 0) await extendLeases(this.core.pool, tasks, this.core.config.LETHE_LEASE_SECONDS);
  }

  /** True when there may be more. */
  private async claim(): Promise<boolean> {
    const now = performance.now();
    const room = new Map<string, number>();
    this.full.clear();
    for (const domain of this.core.domains.expected) {
      // Nobody knows yet whether the domain needs a subject id (D8); its tasks wait.
      if (this.core.domains.manifest(domain) === undefined) continue;
      const batches = this.gate(domain).room(now);
      if (batches > 0) room.set(domain, batches * BATCH);
      else this.full.add(domain);
    }
    if (room.size === 0) return false;
    const claimed = await claimTasks(this.core.pool, room, this.core.config.LETHE_LEASE_SECONDS);
    this.recorder.expect(claimed);
    const skipped = claimed.filter((task) => task.subject.alsoIds.length === 0 && this.isSkipped(task));
    if (skipped.length > 0)
      this.recorder.add(skipped.map((task): Result => ({ task, kind: 'skipped', reason: NEEDS_SUBJECT })));
    for (const batch of makeBatches(
      claimed.filter((task) => !skipped.includes(task)),
      BATCH,
    ))
      void this.send(batch);
    const counts = Map.groupBy(claimed, ({ domain }) => domain);
    const filled = [...room].filter(([domain, tasks]) => (counts.get(domain)?.length ?? 0) >= tasks);
    for (const [domain] of filled) this.full.add(domain);
    return filled.length > 0;
  }

  private async send(tasks: ClaimedTask[]): Promise<void> {
    const { domain } = tasks[0]!;
    const land = this.gate(domain).depart(performance.now());
    await this.flights.fly(tasks, async (signal) => {
      const results = await this.call(tasks, signal);
      const unanswered = results.every(({ kind }) => UNANSWERED.has(kind));
      if (land(unanswered)) this.core.domains.setAvailable(domain, !unanswered);
      this.recorder.add(results);
      if (this.full.has(domain)) this.nudge();
    });
  }

  /** A suspect goes to a domain that has just answered, so that one that is frozen or cut off uses up no attempt. */
  private async call(tasks: ClaimedTask[], signal: AbortSignal): Promise<Result[]> {
    const { domain } = tasks[0]!;
    if (tasks.some(isSuspect) && !(await this.core.domains.isThere(domain)))
      return tasks.map((task): Result => ({ task, kind: 'away', reason: awayReason(domain) }));
    const { messaging, domains } = this.core;
    const results = await callDomain({ messaging, manifest: domains.manifest(domain) }, tasks, signal);
    return results.map((result) =>
      result.kind === 'done' && this.isSkipped(result.task)
        ? { task: result.task, kind: 'skipped', reason: NEEDS_SUBJECT, outcome: result.outcome }
        : result,
    );
  }

  private isSkipped({ domain, subject }: ClaimedTask): boolean {
    return isSkipped(this.core.domains.manifest(domain), subject);
  }

  private gate(domain: string): Gate {
    let gate = this.gates.get(domain);
    if (gate === undefined) this.gates.set(domain, (gate = new Gate()));
    return gate;
  }
}
