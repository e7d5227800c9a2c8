import type { TaskVerb } from './domain.ts';

/** NATS subjects. The queue group of a service is its name. */
export const SUBJECTS = {
  domain: (domain: string, verb: 'manifest' | 'search' | 'resolve' | 'reindex' | 'posture' | 'known' | TaskVerb) =>
    `gdpr.${domain}.${verb}`,
  /** The OpenAPI paths and components of a domain's resource API, for the gateway's document. */
  openapi: (domain: string) => `api.${domain}.openapi`,
  resource: (domain: string) => `api.${domain}`,
  aggregator: {
    ping: 'gdpr.aggregator.ping',
    searchSubjects: 'gdpr.aggregator.searchSubjects',
    createRequest: 'gdpr.aggregator.createRequest',
    getRequest: 'gdpr.aggregator.getRequest',
    listRequests: 'gdpr.aggregator.listRequests',
    listTasks: 'gdpr.aggregator.listTasks',
    retryTask: 'gdpr.aggregator.retryTask',
    listStalled: 'gdpr.aggregator.listStalled',
    getInventory: 'gdpr.aggregator.getInventory',
    recordInventory: 'gdpr.aggregator.recordInventory',
    posture: 'gdpr.aggregator.posture',
    openDownload: 'gdpr.aggregator.openDownload',
    /** Event to every aggregator (no queue group). */
    progress: 'gdpr.aggregator.progress',
  },
} as const;

/** Names a domain may not take. */
export const RESERVED_DOMAINS: readonly string[] = ['aggregator', 'gateway'];
