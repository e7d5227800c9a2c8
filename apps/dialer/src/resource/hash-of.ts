import { LetheError } from '@lethe/contracts';
import { earlierTermKeys, termKeys } from '@lethe/matching';
import { pseudonym } from '@lethe/platform';
import type { DncKind } from '../formats/hashed.ts';

/**
 * Equal spellings of a number or an address have equal hashes.
 * @throws LetheError bad.request for one with nothing to compare, such as '-', by the `field` that it stands in
 */
export function hashOf(
  pseudonymKey: string,
  caller: { organisationId: string; defaultCountry: string },
  kind: DncKind,
  { value, field }: { value: string; field: string },
): string {
  const [key] = termKeys(kind, value, caller.defaultCountry);
  if (key === undefined)
    throw new LetheError('bad.request', 'A number without digits, or an empty address, can not be put on a list.', {
      details: [{ errorCode: 'invalid.value', fieldName: field }],
    });
  return pseudonym(pseudonymKey, caller.organisationId, kind, key);
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
