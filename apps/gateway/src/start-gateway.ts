import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MessagingClient } from '@lethe/messaging';
import { connectPatiently, createDataSource } from '@lethe/persistence';
import type { Logger, RunningService } from '@lethe/platform';
import { gatewayConfig, type GatewayConfig } from './config.ts';
import { DomainRegistry } from './domains/domain-registry.ts';
import { ENTITIES } from './entities/index.ts';
import { GatewayModule, type Infrastructure } from './gateway.module.ts';
import { createAdapter } from './http/create-adapter.ts';
import { Drain } from './http/drain.ts';
import { createLimitPool } from './limits/limit-store.ts';
import { mountDocs } from './openapi/mount-docs.ts';

export interface RunningGateway extends RunningService {
  port: number;
}

const STATEMENT_MS = 2_000;

/** Starts listening at once; what it needs may come later, until then calls answer 503. */
export async function startGateway(logger: Logger, environment?: NodeJS.ProcessEnv): Promise<RunningGateway> {
  const config = gatewayConfig(environment);
  const infrastructure = open(config, logger);
  const app = await NestFactory.create<NestFastifyApplication>(
    GatewayModule.with(infrastructure),
    createAdapter(logger, infrastructure.drain),
    {
      logger: logger.forNest(),
      bodyParser: false,
      abortOnError: false,
    },
  );
  mountDocs(app, config.LETHE_PUBLIC_URL);
  let stopped = false;
  let attempts = 0;
  const connected = connectPatiently(infrastructure.dataSource, (error) => {
    if (stopped) throw error;
    if (attempts++ % 20 === 0) logger.warn('waiting for the database', { attempts });
  }).catch(() => undefined);
  await app.listen(config.LETHE_PORT, config.LETHE_HOST);
  app.get(DomainRegistry).start();
  const { port } = app.getHttpServer().address() as AddressInfo;
  logger.info('listening', { port });
  return {
    port,
    stop: () => {
      stopped = true;
      return stop(app, infrastructure, connected);
    },
  };
}

function open(config: GatewayConfig, logger: Logger): Infrastructure {
  const onConnectionError = (error: unknown) => logger.error('database connection lost', error);
  const url = config.LETHE_DATABASE_URL;
  return {
    config,
    logger,
    dataSource: createDataSource({ url, entities: ENTITIES, statementTimeout: STATEMENT_MS, onConnectionError }),
    limitPool: createLimitPool(url, onConnectionError),
    drain: new Drain(),
    messaging: new MessagingClient({ url: config.LETHE_NATS_URL, seed: config.LETHE_NATS_SEED }, 'gateway'),
  };
}

/** Lets callers turn to another gateway, takes no new calls, finishes those in flight, then closes what they needed. */
async function stop(
  app: NestFastifyApplication,
  { config, drain, dataSource, limitPool, messaging }: Infrastructure,
  connected: Promise<void>,
): Promise<void> {
  drain.begun = true;
  await pause(config.LETHE_DRAIN_SECONDS * 1_000);
  // Node closes idle connections once; one that was busy then would be kept alive for a minute.
  const closing = setInterval(() => app.getHttpServer().closeIdleConnections(), 100);
  await app.close().finally(() => clearInterval(closing));
  await connected;
  await Promise.allSettled([
    messaging.close(),
    limitPool.end(),
    dataSource.isInitialized ? dataSource.destroy() : undefined,
  ]);
}
