export * from './config.ts';
export { storageConfig } from './storage-config.ts';
export { pseudonym } from './pseudonym.ts';
export { Logger, type LogFields } from './logger.ts';
export { invalid, isAway, toLetheError } from './to-lethe-error.ts';
export { HttpErrorFilter, sendError } from './http-error-filter.ts';
export { portOf, startHealthServer, type Readiness } from './health-server.ts';
export { runService, type RunningService } from './run-service.ts';
export { unstorableText } from './unstorable-text.ts';
