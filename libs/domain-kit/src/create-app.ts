import { Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder } from '@nestjs/swagger';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { natsServer, type NatsConfig } from '@lethe/messaging';
import { HttpErrorFilter, invalid, openApiDocument, sendError, toLetheError } from '@lethe/platform';
import type { DomainDefinition } from './definition.ts';
import { domainController, type DomainHandlers } from './domain-controller.ts';
import { DomainStore } from './domain-store.ts';
import { StoredFiles } from './files/stored-files.ts';
import { manifestOf } from './manifest.ts';
import { PermissionGuard } from './resource/access.ts';
import { handleResourceCall } from './resource/forward.ts';
import type { Engine } from './engine.ts';
import { LETHE_SECRETS } from './tokens.ts';

/** The gateway has checked the size of a body; this is a second bound. */
const BODY_LIMIT = 1_048_576;
/**
 * As the gateway: Fastify's own limit of 100 would answer a long id with 400, where every other id that names nothing
 * is 404 (requirements D21).
 */
const PARAM_LENGTH = 32_768;

/** A Nest application that answers on NATS and listens on no port: its HTTP controllers are called in process. */
export async function createApp(
  definition: DomainDefinition,
  engine: Engine,
  nats: NatsConfig,
): Promise<{ app: NestFastifyApplication; stop: () => Promise<void> }> {
  const { logger, store } = engine;
  const handlers: DomainHandlers = {
    engine,
    manifest: manifestOf(definition, store.model),
    resource: (call) => handleResourceCall(app, call),
    openapi: () => document,
  };
  const app = await NestFactory.create<NestFastifyApplication>(moduleOf(definition, handlers), adapter(), {
    logger: logger.forNest(),
  });
  app.useGlobalFilters(new HttpErrorFilter(logger));
  app.useGlobalGuards(new PermissionGuard());
  app.useGlobalPipes(
    new StandardSchemaValidationPipe({ exceptionFactory: (issues: unknown) => invalid({ issues: issues as never }) }),
  );
  const server = natsServer(nats, definition.name);
  app.connectMicroservice(server, { inheritAppConfig: false });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const { paths, components } = openApiDocument(
    app,
    new DocumentBuilder().setTitle(definition.title).setOpenAPIVersion('3.1.0').build(),
  );
  const document = { paths, components };
  await app.startAllMicroservices();
  // In this order: Nest closes the resource API first, and what then still arrives for it would fail.
  const stop = () => server.strategy.close().then(() => app.close());
  return { app, stop };
}

function moduleOf(definition: DomainDefinition, handlers: DomainHandlers) {
  const { store, secrets } = handlers.engine;
  @Module({
    controllers: [domainController(definition.name, handlers), ...(definition.controllers ?? [])],
    providers: [
      { provide: DomainStore, useValue: store },
      { provide: LETHE_SECRETS, useValue: secrets },
      { provide: StoredFiles, useValue: new StoredFiles(definition.name) },
      ...(definition.providers ?? []),
    ],
  })
  class DomainModule {}
  return DomainModule;
}

function adapter(): FastifyAdapter {
  return new FastifyAdapter({
    requestIdHeader: 'request-id',
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: PARAM_LENGTH },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendError(reply as never, toLetheError(error), String(request.id)),
  });
}
