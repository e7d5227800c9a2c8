import { createHmac } from 'node:crypto';

/**
 * Keyed hash (HMAC-SHA256, base64url, 43 characters) that stands for a value after the value itself is gone
 * (requirements D11, D19). Equal values of one organisation and kind have equal pseudonyms; without the key nothing can
 * be tried against them.
 */
export function pseudonym(secret: string, organisationId: string, kind: string, value: string): string {
  return createHmac('sha256', secret).update(`${organisationId}\0${kind}\0${value}`).digest('base64url');
}
