import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessageErrorFilter, MessagingClient, natsServer, type NatsConfig } from '@lethe/messaging';
import { createPool, LOOK_UPS } from '@lethe/persistence';
import {
  portOf,
  startHealthServer,
  storageConfig,
  toLetheError,
  type Logger,
  type RunningService,
} from '@lethe/platform';
import { openStorage } from '@lethe/storage';
import { AggregatorController, CORE, DISPATCHER } from './aggregator.controller.ts';
import type { AggregatorConfig } from './config.ts';
import type { Core } from './core.ts';
import { Dispatcher } from './dispatch/dispatcher.ts';
import { DomainRegistry } from './domains/domain-registry.ts';
import { Finaliser } from './finalise/finaliser.ts';
import { readiness } from './readiness.ts';
import { allStalled } from './stalled/list-stalled.ts';
import { Sweeper } from './sweep/sweeper.ts';

const NAME = 'aggregator';
/** What work in flight gets to finish; then it is given back. runService ends the process after 25 s. */
const GRACE_MS = 10_000;

@Module({})
class AggregatorModule {
  static with(core: Core, dispatcher: Dispatcher): DynamicModule {
    const providers = [
      { provide: CORE, useValue: core },
      { provide: DISPATCHER, useValue: dispatcher },
    ];
    return { module: AggregatorModule, controllers: [AggregatorController], providers };
  }
}

export interface RunningAggregator extends RunningService {
  healthPort: number;
  /** `graceMs`: what work in flight gets. */
  stop(graceMs?: number): Promise<void>;
}

export async function startAggregator(config: AggregatorConfig, logger: Logger): Promise<RunningAggregator> {
  const nats: NatsConfig = { url: config.LETHE_NATS_URL, seed: config.LETHE_NATS_SEED };
  const core = createCore(config, logger, nats);
  const dispatcher = new Dispatcher(core);
  const finaliser = new Finaliser(core);
  const sweeper = new Sweeper(core);
  core.nudge = (waiting) => (waiting === 'tasks' ? dispatcher.nudge() : finaliser.nudge(waiting));
  core.domains.onBack = (domain) => dispatcher.reopen(domain);

  const app = await NestFactory.createMicroservice(AggregatorModule.with(core, dispatcher), {
    ...natsServer(nats, NAME),
    logger: logger.forNest(),
  });
  app.useGlobalFilters(new MessageErrorFilter(toLetheError));
  const health = await startHealthServer(config.LETHE_HEALTH_PORT, config.LETHE_HEALTH_HOST, () => readiness(core), {
    '/stalled': () => allStalled(core),
  });
  await core.domains.start();
  await app.listen();
  for (const part of [dispatcher, finaliser, sweeper]) part.start();

  const stop = async (graceMs = GRACE_MS) => {
    core.domains.stop();
    await Promise.all([app.close(), dispatcher.stop(graceMs), finaliser.stop(graceMs), sweeper.stop()]);
    await core.messaging.close();
    health.close();
    await core.pool.end();
  };
  return { stop, healthPort: portOf(health) };
}

function createCore(config: AggregatorConfig, logger: Logger, nats: NatsConfig): Core {
  const pool = createPool({
    url: config.LETHE_DATABASE_URL,
    settings: LOOK_UPS,
    onConnectionError: () => logger.warn('database connection lost'),
  });
  const messaging = new MessagingClient(nats, NAME);
  const storage = openStorage(storageConfig(config));
  const domains = new DomainRegistry(config.LETHE_DOMAINS, pool, messaging, logger);
  return { config, logger, pool, messaging, storage, domains, nudge: () => undefined };
}
