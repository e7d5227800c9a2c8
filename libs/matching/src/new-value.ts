import { identifierKeys } from './identifier.ts';
import { indexKind, type IdentifierKind } from './kinds.ts';
import { termKeys } from './term.ts';

/** A bare address, without display name, brackets or `mailto:`; what stands at its place is RFC 5321 in outline. */
const BARE_ADDRESS =
  /^(?:"[^"]+"|[^\s"(),.:;<>@[\\\]]+(?:\.[^\s"(),.:;<>@[\\\]]+)*)@(?:\[[^\s[\]]+\]|[^\s"(),.:;<>@[\\\]]+(?:\.[^\s"(),.:;<>@[\\\]]+)*\.?)$/u;

/**
 * Whether a value may be stored as an identifier of the kind by a correction (matching.md): one e-mail address, one valid
 * phone number, a name with a letter in it. Others need something to compare.
 */
export function isNewValue(kind: IdentifierKind, value: string, defaultCountry?: string | null): boolean {
  if (termKeys(kind, value, defaultCountry).length === 0) return false;
  if (kind === 'NAME') return /\p{L}/u.test(value);
  if (kind === 'ADDRESS') return /[\p{L}\p{N}]/u.test(value);
  if (kind === 'EXTERNAL_ID') return value.trim() !== '';
  const [key, ...others] = identifierKeys({ kind, value }, defaultCountry);
  if (kind === 'EMAIL') return others.length === 0 && BARE_ADDRESS.test(value.trim());
  return indexKind(kind) !== 'PHONE' || (others.length === 0 && key!.startsWith('+'));
}
