import {
  identifierKeys,
  parsePhone,
  type AddressInput,
  type IdentifierKind,
  type NameInput,
  type StoredIdentifier,
} from '@lethe/matching';

/** An identifier as it stands in a column. */
export type FoundIdentifier =
  | StoredIdentifier
  /**
   * The keyed hash (`pseudonym`) of an identifier's key, all that is kept of it: found by it, never shown, never
   * rectified.
   */
  | { kind: IdentifierKind; hashed: string };

/** Reads and rewrites the identifiers in a column that is not plain text of one kind. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the value's type is the column's, known to the format alone
export interface FieldFormat<V = any, R = any> {
  kinds: readonly IdentifierKind[];
  read(value: V, record: R): FoundIdentifier[];
  /** The value with each identifier for which `replace` gives a new text replaced by it. */
  replace(value: V, record: R, replace: (found: FoundIdentifier) => Replacement | undefined): V;
}

/** What an identifier becomes: a text, or the parts of a name or address. */
export type Replacement = { text: string } | { name: NameInput } | { address: AddressInput };

/** All keys under which a found identifier is indexed (see `indexKind` for the kind). */
export const keysOf = (found: FoundIdentifier, defaultCountry: string): string[] =>
  'hashed' in found ? [found.hashed] : identifierKeys(found, defaultCountry);

/**
 * How a subject shows the identifier: a phone number internationally, the rest as stored; '' when only its hash is
 * kept.
 */
export function shownAs(found: FoundIdentifier, defaultCountry: string): string {
  if ('hashed' in found) return '';
  switch (found.kind) {
    case 'NAME':
      return found.name.whole ?? joined([found.name.given, found.name.middle, found.name.family], ' ');
    case 'ADDRESS': {
      const { whole, lines = [], postalCode, city, state, country } = found.address;
      return whole ?? joined([...lines, joined([postalCode, city], ' '), state, country], ', ');
    }
    case 'PHONE': {
      const phone = parsePhone(found, defaultCountry);
      return phone.e164 === undefined
        ? found.value
        : phone.extension === undefined
          ? phone.e164
          : `${phone.e164};ext=${phone.extension}`;
    }
    default:
      return found.value;
  }
}

const joined = (parts: readonly (string | null | undefined)[], separator: string) =>
  parts.filter((part) => part).join(separator);
