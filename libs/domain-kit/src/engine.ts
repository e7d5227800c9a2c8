import type { MessagingClient } from '@lethe/messaging';
import type { Logger } from '@lethe/platform';
import type { Storage } from '@lethe/storage';
import type { DomainStore } from './domain-store.ts';
import type { EngineSecrets } from './verbs/locate.ts';

/** What the tasks of a domain run on. */
export interface Engine {
  /** Of the domain. */
  name: string;
  /** The definition's `erasesOneByOne`. */
  erasesOneByOne?: boolean;
  store: DomainStore;
  storage: Storage;
  secrets: EngineSecrets;
  messaging: MessagingClient;
  /** How often a task in work says so: the aggregator misses two signs before it asks again (LETHE_REPLY_SECONDS). */
  progressMs: number;
  logger: Logger;
  /** Aborted when tasks in work have to be handed back, because the service stops. */
  stopping?: AbortSignal;
}
