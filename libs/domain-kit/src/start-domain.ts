import { Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { MessagingClient, natsServer } from '@lethe/messaging';
import { connectPatiently, createDataSource, createPool } from '@lethe/persistence';
import {
  COMMON_CONFIG, HEALTH_CONFIG, HttpErrorFilter, invalid, PSEUDONYM_CONFIG, readConfig, runService, sendError, startHealthServer, STORAGE_CONFIG, storageConfig, toLetheError,
  type Logger, type RunningService,
} from '@lethe/platform';
import { openStorage } from '@lethe/storage';
import { z } from 'zod';
import type { DomainDefinition } from './definition.ts';
import { domainController, type DomainHandlers } from './domain-controller.ts';
import { DomainStore } from './domain-store.ts';
import { IdentifierIndex } from './identifier-index.ts';
import { manifestOf } from './manifest.ts';
import { buildModel } from './model/domain-model.ts';
import { PermissionGuard } from './resource/access.ts';
import { handleResourceCall } from './resource/forward.ts';
import { openApiOf } from './resource/openapi.ts';
import { LETHE_SECRETS } from './tokens.ts';

export const DomainConfig = z.object({ ...COMMON_CONFIG, ...HEALTH_CONFIG, ...STORAGE_CONFIG, ...PSEUDONYM_CONFIG });
export type DomainConfig = z.infer<typeof DomainConfig>;

/** The whole of a domain's `main.ts`. */
export function runDomain(definition: DomainDefinition): void {
  runService(definition.name, (logger) => startDomain(definition, readConfig(DomainConfig), logger));
}

/** Connects, checks the declarations, answers on NATS and opens the health port; the resource API is reachable through NATS alone. */
export async function startDomain(definition: DomainDefinition, config: DomainConfig, logger: Logger): Promise<RunningService & { app: NestFastifyApplication; store: DomainStore }> {
  const nats = { url: config.LETHE_NATS_URL, seed: config.LETHE_NATS_SEED };
  const onConnectionError = (error: unknown) => logger.warn('a database connection was lost', { error: (error as Error).name });
  const database = { url: config.LETHE_DATABASE_URL, onConnectionError };
  const dataSource = createDataSource({ ...database, entities: definition.entities });
  await connectPatiently(dataSource, (error) => logger.error('waiting for the database', error));
  const model = buildModel(dataSource);
  dataSource.subscribers.push(new IdentifierIndex(model));
  const store = new DomainStore(dataSource, createPool({ ...database, poolSize: 3 }), model);
  const messaging = new MessagingClient(nats, definition.name);
  const secrets = { pseudonymKey: config.LETHE_PSEUDONYM_KEY };
  const engine = { store, storage: openStorage(storageConfig(config)), secrets, messaging, logger };
  const handlers: DomainHandlers = {
    engine,
    manifest: manifestOf(definition, model),
    mergeSetOf: definition.mergeSetOf,
    resource: async () => undefined,
    openapi: () => ({}),
  };

  @Module({
    controllers: [domainController(definition.name, handlers), ...(definition.controllers ?? [])],
    providers: [
      { provide: DomainStore, useValue: store },
      { provide: LETHE_SECRETS, useValue: secrets },
      ...(definition.providers ?? []),
    ],
  })
  class DomainModule {}

  const adapter = new FastifyAdapter({
    requestIdHeader: 'request-id',
    bodyLimit: 1_048_576,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => sendError(reply as never, toLetheError(error), String(request.id)),
  });
  const app = await NestFactory.create<NestFastifyApplication>(DomainModule, adapter, { logger: logger.forNest() });
  app.useGlobalFilters(new HttpErrorFilter(logger));
  app.useGlobalGuards(new PermissionGuard());
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: (issues: unknown) => invalid({ issues: issues as never }) }));
  app.connectMicroservice(natsServer(nats, definition.name), { inheritAppConfig: false });
  const document = () => openApiOf(app, definition.title);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  handlers.resource = (call) => handleResourceCall(app, call);
  const { paths, components } = document();
  handlers.openapi = () => ({ paths, components });
  await app.startAllMicroservices();
  const health = await startHealthServer(config.LETHE_HEALTH_PORT, config.LETHE_HEALTH_HOST, async () => {
    const [database, broker] = await Promise.all([answers(store), messaging.isConnected()]);
    return { ready: database && broker, database, broker };
  });

  return {
    app,
    store,
    stop: async () => {
      health.close();
      await app.close();
      await messaging.close();
      await store.verifyPool.end();
      await dataSource.destroy();
    },
  };
}

async function answers(store: DomainStore): Promise<boolean> {
  return store.dataSource.query('select 1').then(
    () => true,
    () => false,
  );
}
