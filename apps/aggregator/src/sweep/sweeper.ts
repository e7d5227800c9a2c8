import { inSystemOnPool } from '@lethe/persistence';
import type { Core } from '../core.ts';
import { forgetCalls } from '../requests/remember-call.ts';
import { recordFirst } from '../inventory/record-inventory.ts';
import { Worker } from '../worker.ts';
import { expireArchives } from './expire-archives.ts';
import { flagOverdue } from './flag-overdue.ts';
import { refreshMetrics } from './metrics.ts';
import { removeObjects } from './remove-objects.ts';

const SWEEP_MS = 5_000;

/** What becomes due by time alone. */
export class Sweeper {
  private readonly removing: Worker;
  private readonly sweeping: Worker;

  constructor(core: Core) {
    this.removing = new Worker('remove', core.logger, async () => (await removeObjects(core)) > 0);
    this.sweeping = new Worker('sweep', core.logger, () => sweep(core), SWEEP_MS);
  }

  start(): void {
    this.removing.start();
    this.sweeping.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.removing.stop(), this.sweeping.stop()]);
  }
}

async function sweep(core: Core): Promise<boolean> {
  await expireArchives(core);
  await flagOverdue(core);
  await inSystemOnPool(core.pool, forgetCalls, 'forgetCalls');
  await recordFirst(core);
  await refreshMetrics(core);
  return false;
}
