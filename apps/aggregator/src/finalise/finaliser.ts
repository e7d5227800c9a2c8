import { setTimeout as sleep } from 'node:timers/promises';
import type { Core } from '../core.ts';
import { Worker } from '../worker.ts';
import { buildArchive } from './build-archive.ts';
import { claimArchives, extendArchive, type ArchiveWork } from './claim-archive.ts';
import { giveUpArchive } from './fail-archive.ts';
import { settleWork } from './settle-work.ts';

/** Archives that one process builds at once: each holds a few chunks in memory. */
const ARCHIVES_AT_ONCE = 4;

/** The aggregator's own part of a request: what comes after the domains. */
export class Finaliser {
  private readonly settling: Worker;
  private readonly archiving: Worker;
  private readonly building = new Map<Promise<void>, ArchiveWork>();

  constructor(private readonly core: Core) {
    this.settling = new Worker('settle', core.logger, () => settleWork(core));
    this.archiving = new Worker('archive', core.logger, () => this.archive());
  }

  start(): void {
    this.settling.start();
    this.archiving.start();
  }

  nudge(waiting: 'settling' | 'archives'): void {
    (waiting === 'settling' ? this.settling : this.archiving).nudge();
  }

  /** Archives that are not finished by then are due again at once, for another process. */
  async stop(graceMs: number): Promise<void> {
    await Promise.all([this.settling.stop(), this.archiving.stop()]);
    await Promise.race([Promise.allSettled(this.building.keys()), sleep(graceMs, undefined, { ref: false })]);
    for (const work of this.building.values()) {
      await extendArchive(this.core.pool, work, 0, false).catch((error: unknown) =>
        this.core.logger.error('archive left to its lease', error, { requestId: work.id }),
      );
    }
  }

  /** True when there may be more. */
  private async archive(): Promise<boolean> {
    const room = ARCHIVES_AT_ONCE - this.building.size;
    if (room === 0) return false;
    const works = await claimArchives(this.core.pool, room, this.core.config.LETHE_LEASE_SECONDS);
    for (const work of works) {
      const built = this.conclude(work).finally(() => {
        const wasFull = this.building.size === ARCHIVES_AT_ONCE;
        this.building.delete(built);
        if (wasFull) this.archiving.nudge();
      });
      this.building.set(built, work);
    }
    return works.length === room;
  }

  private conclude(work: ArchiveWork): Promise<void> {
    if (work.lost < this.core.config.LETHE_TASK_ATTEMPTS) return buildArchive(this.core, work);
    return giveUpArchive(this.core, work).catch((error: unknown) =>
      this.core.logger.error('archive left to its lease', error, { requestId: work.id }),
    );
  }
}
