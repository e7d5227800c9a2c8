export { freePort, ServiceProcess } from './service-process.ts';
export { startNats } from './test-nats.ts';
export { TestPostgres } from './test-postgres.ts';
