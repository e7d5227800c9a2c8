import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import { isPlaceholder } from './phone.ts';
import { isRoleMailbox } from './role-mailboxes.ts';

/**
 * Kinds of identifying term that a search or a request may carry (requirements R20, R24; ids of records are not terms).
 */
export const IDENTIFIER_KINDS = [
  'NAME',
  'ADDRESS',
  'PHONE',
  'EMAIL',
  'TWITTER',
  'INSTAGRAM',
  'FACEBOOK',
  'APPLE_MESSAGES',
  'WHATSAPP',
  'EXTERNAL_ID',
] as const;

export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** Kinds that tell one person from another by themselves; a name or an address alone never does (requirements D9). */
export const STRONG_KINDS: ReadonlySet<IdentifierKind> = new Set(
  IDENTIFIER_KINDS.filter((kind) => kind !== 'NAME' && kind !== 'ADDRESS'),
);

/**
 * The kind under which a key is indexed and looked up: a WhatsApp id is a phone number, in both directions. Their keys
 * are equal.
 */
export const indexKind = (kind: IdentifierKind): IdentifierKind => (kind === 'WHATSAPP' ? 'PHONE' : kind);

/**
 * Whether a key is fit to link two records (requirements D9, matching.md). A phone number is when its plan takes it and
 * it is no placeholder; a mailbox when it is no department's. Others that people type into obligatory fields ("n/a",
 * "0", 112) are found when asked for, and link nothing.
 */
export function isStrong(kind: IdentifierKind, key: string): boolean {
  if (indexKind(kind) === 'PHONE') return key.startsWith('+') && !isPlaceholder(nationalOf(key));
  if (kind === 'EMAIL') return /.@./.test(key) && !isRoleMailbox(key.slice(0, key.lastIndexOf('@')));
  return STRONG_KINDS.has(kind);
}

/** Of a valid number alone the key begins with a plus. */
function nationalOf(key: string): string {
  const base = key.replace(/;ext=.*/, '');
  return (parsePhoneNumberFromString(base)?.nationalNumber as string | undefined) ?? base.slice(1);
}
