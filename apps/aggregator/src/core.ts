import type { MessagingClient } from '@lethe/messaging';
import type { Logger } from '@lethe/platform';
import type { Storage } from '@lethe/storage';
import type pg from 'pg';
import type { AggregatorConfig } from './config.ts';
import type { DomainRegistry } from './domains/domain-registry.ts';

/** What waits for a worker: tasks to send, erasures and corrections to end, archives to build. */
export type Waiting = 'tasks' | 'settling' | 'archives';

/** What every verb of this service needs. */
export interface Core {
  config: AggregatorConfig;
  logger: Logger;
  pool: pg.Pool;
  messaging: MessagingClient;
  storage: Storage;
  domains: DomainRegistry;
  /**
   * Call right after a commit that made such work: polling alone would cost a second per phase, and a worker that looks
   * in vain costs a transaction.
   */
  nudge(waiting: Waiting): void;
}
