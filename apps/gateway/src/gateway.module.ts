import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { MessagingClient } from '@lethe/messaging';
import { HttpErrorFilter, Logger, storageConfig } from '@lethe/platform';
import { openStorage } from '@lethe/storage';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { AccessGuard } from './auth/access-guard.ts';
import { Authenticator, TOKEN_VERIFIER } from './auth/authenticator.ts';
import { ClientDirectory } from './auth/client-directory.ts';
import { ForeignTokens } from './auth/foreign-tokens.ts';
import { OwnTokens } from './auth/own-tokens.ts';
import { SigningKeys } from './auth/signing-keys.ts';
import { TokenController } from './auth/token.controller.ts';
import { TokenService } from './auth/token.service.ts';
import { CONFIG, type GatewayConfig } from './config.ts';
import { DomainRegistry } from './domains/domain-registry.ts';
import { ForwardController } from './domains/forward.controller.ts';
import { ForwardService } from './domains/forward.service.ts';
import { ResourceClient } from './domains/resource-client.ts';
import { DownloadsController } from './downloads/downloads.controller.ts';
import { DownloadsService } from './downloads/downloads.service.ts';
import { STORAGE } from './downloads/storage.ts';
import { FilesService } from './files/files.service.ts';
import { CallGuards } from './gdpr/call-guards.ts';
import { InventoryController } from './gdpr/inventory.controller.ts';
import { InventoryService } from './gdpr/inventory.service.ts';
import { RequestsController } from './gdpr/requests.controller.ts';
import { RequestsService } from './gdpr/requests.service.ts';
import { PostureController } from './gdpr/posture.controller.ts';
import { StalledController } from './gdpr/stalled.controller.ts';
import { SubjectsController } from './gdpr/subjects.controller.ts';
import { SubjectsService } from './gdpr/subjects.service.ts';
import { HealthController } from './health/health.controller.ts';
import { HealthService } from './health/health.service.ts';
import { DeadlineInterceptor } from './http/deadline-interceptor.ts';
import { Drain } from './http/drain.ts';
import { InputInterceptor } from './http/input-interceptor.ts';
import { SchemaPipe } from './http/schema-pipe.ts';
import { LIMIT_POOL } from './limits/limit-store.ts';
import { LoginLimit } from './limits/login-limit.ts';
import { RateLimits } from './limits/rate-limits.ts';
import { OpenApiController } from './openapi/openapi.controller.ts';
import { OpenApiService } from './openapi/openapi.service.ts';

/** What is opened before the application and closed after it. */
export interface Infrastructure {
  config: GatewayConfig;
  logger: Logger;
  dataSource: DataSource;
  limitPool: pg.Pool;
  messaging: MessagingClient;
  drain: Drain;
}

@Module({})
export class GatewayModule {
  static with(infrastructure: Infrastructure): DynamicModule {
    return {
      module: GatewayModule,
      // The forwarding controller takes every path below /api/v2 that no other claims.
      controllers: [
        HealthController,
        OpenApiController,
        TokenController,
        SubjectsController,
        RequestsController,
        StalledController,
        InventoryController,
        PostureController,
        DownloadsController,
        ForwardController,
      ],
      providers: [
        ...given(infrastructure),
        ...chain(),
        {
          provide: TOKEN_VERIFIER,
          useExisting: infrastructure.config.LETHE_ISSUER_URL === undefined ? OwnTokens : ForeignTokens,
        },
        ...(infrastructure.config.LETHE_ISSUER_URL === undefined ? [] : [ForeignTokens]),
        Authenticator,
        ClientDirectory,
        OwnTokens,
        SigningKeys,
        TokenService,
        RateLimits,
        LoginLimit,
        DomainRegistry,
        ForwardService,
        ResourceClient,
        FilesService,
        SubjectsService,
        CallGuards,
        RequestsService,
        InventoryService,
        DownloadsService,
        HealthService,
        OpenApiService,
      ],
    };
  }
}

function given({ config, logger, dataSource, limitPool, messaging, drain }: Infrastructure): Provider[] {
  return [
    { provide: CONFIG, useValue: config },
    { provide: Logger, useValue: logger },
    { provide: DataSource, useValue: dataSource },
    { provide: LIMIT_POOL, useValue: limitPool },
    { provide: MessagingClient, useValue: messaging },
    { provide: Drain, useValue: drain },
    { provide: STORAGE, useFactory: () => openStorage(storageConfig(config)) },
  ];
}

/** What every call goes through, in this order. */
function chain(): Provider[] {
  return [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: InputInterceptor },
    { provide: APP_INTERCEPTOR, useClass: DeadlineInterceptor },
    { provide: APP_PIPE, useClass: SchemaPipe },
    { provide: APP_FILTER, useFactory: (logger: Logger) => new HttpErrorFilter(logger), inject: [Logger] },
  ];
}
