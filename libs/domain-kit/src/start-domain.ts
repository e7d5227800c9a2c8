import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MessagingClient } from '@lethe/messaging';
import {
  COMMON_CONFIG,
  HEALTH_CONFIG,
  PSEUDONYM_CONFIG,
  readConfig,
  runService,
  startHealthServer,
  STORAGE_CONFIG,
  storageConfig,
  type Logger,
  type RunningService,
} from '@lethe/platform';
import { openStorage } from '@lethe/storage';
import { z } from 'zod';
import { createApp } from './create-app.ts';
import type { DomainDefinition } from './definition.ts';
import type { DomainStore } from './domain-store.ts';
import { hasFiles } from './files/erase-files.ts';
import { sweepRemovals } from './files/sweep-removals.ts';
import { indexState, reportIndexAge } from './reindex/index-state.ts';
import { workOffRekeys } from './reindex/rekey-parent.ts';
import type { Engine } from './engine.ts';
import { isStoreAvailable, openStore } from './open-store.ts';

export const DomainConfig = z.object({
  ...COMMON_CONFIG,
  ...HEALTH_CONFIG,
  ...STORAGE_CONFIG,
  ...PSEUDONYM_CONFIG,
  /** How often a task in work says so; well below the aggregator's LETHE_REPLY_SECONDS. */
  LETHE_PROGRESS_SECONDS: z.coerce.number().positive().max(3_600).default(3),
});
export type DomainConfig = z.infer<typeof DomainConfig>;

/** The whole of a domain's `main.ts`. */
export function runDomain(definition: DomainDefinition): void {
  runService(definition.name, (logger) => startDomain(definition, readConfig(DomainConfig), logger));
}

/**
 * So long tasks may take to end once the service is told to stop; then they are handed back, and another process gets
 * them at once.
 */
const GRACE_MS = 5_000;

/**
 * Connects, checks the declarations, answers on NATS and opens the health port; the resource API is reachable through
 * NATS alone.
 */
export async function startDomain(
  definition: DomainDefinition,
  config: DomainConfig,
  logger: Logger,
): Promise<RunningService & { app: NestFastifyApplication; store: DomainStore }> {
  const nats = { url: config.LETHE_NATS_URL, seed: config.LETHE_NATS_SEED };
  const store = await openStore(definition, config.LETHE_DATABASE_URL, logger);
  const messaging = new MessagingClient(nats, definition.name);
  const stopping = new AbortController();
  const secrets = { pseudonymKey: config.LETHE_PSEUDONYM_KEY };
  const { name, erasesOneByOne } = definition;
  const progressMs = config.LETHE_PROGRESS_SECONDS * 1_000;
  const engine: Engine = {
    name,
    erasesOneByOne,
    store,
    storage: openStorage(storageConfig(config)),
    secrets,
    messaging,
    progressMs,
    logger,
    stopping: stopping.signal,
  };
  const { app, stop } = await createApp(definition, engine, nats);
  const stopSweeping = hasFiles(store.model) ? sweepRemovals(engine) : () => undefined;
  const isKeyedByParents = store.model.recordTypes.some(({ refresh }) => refresh !== undefined);
  const endRekeys = isKeyedByParents ? workOffRekeys(engine) : () => Promise.resolve();
  const endReport = reportIndexAge(name, store);
  const health = await startHealthServer(config.LETHE_HEALTH_PORT, config.LETHE_HEALTH_HOST, async () => {
    const [database, broker] = await Promise.all([isStoreAvailable(store), messaging.isConnected()]);
    return { ready: database && broker, database, broker, ...(database && (await indexState(store))) };
  });
  return {
    app,
    store,
    stop: async () => {
      stopSweeping();
      endReport();
      await endRekeys();
      health.close();
      setTimeout(() => stopping.abort(), GRACE_MS).unref();
      await stop();
      await messaging.close();
      await store.close();
    },
  };
}
