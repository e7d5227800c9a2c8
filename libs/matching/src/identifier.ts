import { possibleName, type NameDoubt } from './compare-names.ts';
import { addressKeys } from './address.ts';
import type { AddressInput } from './address-reading.ts';
import { emailKeys, possibleEmail, possibleEmailKeys, type EmailDoubt } from './email.ts';
import { externalIdKey } from './external-id.ts';
import { handleKey } from './handle.ts';
import type { IdentifierKind } from './kinds.ts';
import { nameKeys } from './name.ts';
import type { NameInput } from './name-reading.ts';
import { phoneKeys, type PhoneInput } from './phone.ts';
import {
  possibleAddress,
  possibleAddressKeys,
  possibleAddressQueryKeys,
  type AddressDoubt,
} from './possible-address.ts';
import { possibleNameKeys, possibleNameQueryKeys } from './possible-name-keys.ts';
import { possiblePhone, possiblePhoneKeys, possiblePhoneQueryKeys, type PhoneDoubt } from './possible-phone.ts';

/** An identifier as a record holds it. */
export type StoredIdentifier =
  | { kind: 'NAME'; name: NameInput }
  | { kind: 'ADDRESS'; address: AddressInput }
  /** Country and extension are of phone numbers. */
  | ({ kind: Exclude<IdentifierKind, 'NAME' | 'ADDRESS'> } & PhoneInput);

/** What somebody searches for; the country reads a national phone number. */
export interface Term {
  kind: IdentifierKind;
  value: string;
  defaultCountry?: string | null;
}

/** Why a person would look twice. */
export type Doubt = NameDoubt | PhoneDoubt | EmailDoubt | AddressDoubt;

const present = (key: string | undefined): string[] => (key === undefined ? [] : [key]);
const some = (keys: string[], value: string): string[] => (keys.length > 0 ? keys : present(handleKey(value)));

/** All keys under which an identifier is found (see indexKind for the kind). */
export function identifierKeys(stored: StoredIdentifier, defaultCountry?: string | null): string[] {
  switch (stored.kind) {
    case 'NAME':
      return nameKeys(stored.name);
    case 'ADDRESS':
      return addressKeys(stored.address);
    case 'PHONE':
      return phoneKeys(stored, defaultCountry);
    case 'WHATSAPP':
      return some(phoneKeys(stored, defaultCountry, true), stored.value);
    case 'EMAIL':
      return emailKeys(stored.value);
    case 'EXTERNAL_ID':
      return present(externalIdKey(stored.value));
    default:
      return present(handleKey(stored.value));
  }
}

/**
 * Further keys of an identifier, by which an index finds it when it is only possible; not among identifierKeys. They
 * meet those of every term that possibleMatch relates to it, and of others: possibleMatch judges. Handles and external
 * ids have none.
 */
export function possibleKeys(stored: StoredIdentifier, defaultCountry?: string | null): string[] {
  switch (stored.kind) {
    case 'NAME':
      return possibleNameKeys(stored.name);
    case 'ADDRESS':
      return possibleAddressKeys(stored.address);
    case 'PHONE':
    case 'WHATSAPP':
      return possiblePhoneKeys(stored, defaultCountry, stored.kind === 'WHATSAPP');
    case 'EMAIL':
      return possibleEmailKeys(stored.value);
    default:
      return [];
  }
}

/** The keys to look up for possible matches of a term. */
export function possibleTermKeys({ kind, value, defaultCountry }: Term): string[] {
  switch (kind) {
    case 'NAME':
      return possibleNameQueryKeys(value);
    case 'ADDRESS':
      return possibleAddressQueryKeys(value);
    case 'PHONE':
    case 'WHATSAPP':
      return possiblePhoneQueryKeys(value, defaultCountry, kind === 'WHATSAPP');
    case 'EMAIL':
      return possibleEmailKeys(value);
    default:
      return [];
  }
}

/** Why an identifier that no key of the term meets is possible all the same; undefined when it is not. */
export function possibleMatch(stored: StoredIdentifier, term: Term, defaultCountry?: string | null): Doubt | undefined {
  switch (stored.kind) {
    case 'NAME':
      return term.kind === 'NAME' ? possibleName(stored.name, term.value) : undefined;
    case 'ADDRESS':
      return term.kind === 'ADDRESS' ? possibleAddress(stored.address, term.value) : undefined;
    case 'PHONE':
    case 'WHATSAPP':
      return term.kind === 'PHONE' || term.kind === 'WHATSAPP'
        ? possiblePhone(
            { input: stored, defaultCountry, messenger: stored.kind === 'WHATSAPP' },
            { ...term, messenger: term.kind === 'WHATSAPP' },
          )
        : undefined;
    case 'EMAIL':
      return term.kind === 'EMAIL' ? possibleEmail(stored.value, term.value) : undefined;
    default:
      return undefined;
  }
}
