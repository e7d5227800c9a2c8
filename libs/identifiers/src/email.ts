import { domainToASCII } from 'node:url';

import { foldCase } from './fold-case.ts';
import { indexKey } from './index-key.ts';
import { dropInvisible } from './invisible.ts';

const INTERNATIONAL_DOMAIN = /^(?=.*[^\x00-\x7f])[\p{L}\p{M}\p{N}._\-。．｡]+$/u;

/**
 * domainToASCII gets nothing else: it would cut 'ü/x' at the slash and read '1.2' as an IPv4 address. It returns '' for
 * no domain.
 */
const foldDomain = (domain: string): string =>
  (INTERNATIONAL_DOMAIN.test(domain) && domainToASCII(domain)) || foldCase(domain);

/**
 * Key of an e-mail address: the whole address, case-insensitive, NFC, an internationalised domain as ASCII
 * (requirements D10). Invisible characters and surrounding white space are dropped, nothing else: dots and '+tag'
 * count. A value without '@' is keyed as typed, case-insensitively. Undefined when nothing visible is in it.
 */
export function emailKey(value: string): string | undefined {
  const address = dropInvisible(value).trim();
  if (address === '') return undefined;
  const at = address.lastIndexOf('@') + 1;
  return indexKey(at === 0 ? foldCase(address) : foldCase(address.slice(0, at)) + foldDomain(address.slice(at)));
}
