import { LetheError } from '@lethe/contracts';
import { earlierTermKeys, termKeys } from '@lethe/matching';
import { pseudonym } from '@lethe/platform';
import type { DncKind } from '../formats/hashed.ts';

/**
 * Equal spellings of a number or an address have equal hashes; a field with several has one for each.
 * @throws LetheError bad.request for one with nothing to compare, such as '-', by the `field` that it stands in
 */
export function hashesOf(
  pseudonymKey: string,
  caller: { organisationId: string; defaultCountry: string },
  kind: DncKind,
  { value, field }: { value: string; field: string },
): string[] {
  const keys = termKeys(kind, value, caller.defaultCountry);
  if (keys.length === 0)
    throw new LetheError('bad.request', 'A number without digits, or an empty address, can not be put on a list.', {
      details: [{ errorCode: 'invalid.value', fieldName: field }],
    });
  const numbers = keys.filter((key, at) => at === 0 || key.startsWith('+') || kind === 'EMAIL');
  return numbers.map((key) => pseudonym(pseudonymKey, caller.organisationId, kind, key));
}

/** Under which hashes an entry of earlier rules may stand: it keeps the one that it was made with. */
export function earlierHashesOf(
  pseudonymKey: string,
  { organisationId, defaultCountry }: { organisationId: string; defaultCountry: string },
  kind: DncKind,
  value: string,
): string[] {
  return earlierTermKeys({ kind, value, defaultCountry }, termKeys(kind, value, defaultCountry))
    .filter((one) => one.kind === kind)
    .map(({ key }) => pseudonym(pseudonymKey, organisationId, kind, key));
}
