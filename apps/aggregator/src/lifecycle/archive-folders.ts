import { location } from '@lethe/storage';

/** Where everything that a request ever writes lies: parts of domains, archives, what crashed workers left. */
export const archiveFolder = (organisationId: string, requestId: string): string =>
  location('archives', organisationId, requestId);

/** What one domain contributes. A folder per fence: a stale worker never writes where the current one does. */
export const partsFolder = (organisationId: string, requestId: string, domain: string, fence: number): string =>
  location('archives', organisationId, requestId, 'parts', domain, String(fence));

/**
 * What the aggregator builds; a folder per fence for the same reason, so that what a crashed builder left is never
 * mistaken for the result.
 */
export const outputFolder = (organisationId: string, requestId: string, fence: number): string =>
  location('archives', organisationId, requestId, 'out', String(fence));
