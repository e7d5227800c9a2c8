import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import { foldText } from './fold-text.ts';
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

/** What people and programs write for a handle or an id that nobody knows. */
const NOTHING = new Set(
  `na nan null nil none unknown undefined tbd test noid neznamy nezname neuvedeno unbekannt inconnu desconocido sconosciuto
   nieznany desconhecido onbekend`.split(/\s+/),
);
const NO_MAILBOX = new Set('none nomail noemail nemail noname nobody unknown neznamy nemam xxx'.split(' '));

/** 'N/A', '0', '---', 'xxx', 'unknown'. */
function isNothing(text: string): boolean {
  const plain = foldText(text).replace(/[^\p{L}\p{N}]+/gu, '');
  return /^(?:0*|x*)$/.test(plain) || NOTHING.has(plain);
}

/**
 * Whether a key is fit to link two records (requirements D9, matching.md). A phone number is when its plan takes it and
 * it is no placeholder; a mailbox when it is no department's. What people type into obligatory fields ("n/a", "0", 112)
 * is found when asked for, and links nothing.
 */
export function isStrong(kind: IdentifierKind, key: string): boolean {
  if (indexKind(kind) === 'PHONE') return key.startsWith('+') && !isPlaceholder(nationalOf(key));
  if (kind !== 'EMAIL') return STRONG_KINDS.has(kind) && !isNothing(key);
  const local = key.slice(0, key.lastIndexOf('@'));
  return /.@./.test(key) && !isRoleMailbox(local) && !NO_MAILBOX.has(local.replace(/[._-]/g, ''));
}

/** Of a valid number alone the key begins with a plus. */
function nationalOf(key: string): string {
  const base = key.replace(/;ext=.*/, '');
  return (parsePhoneNumberFromString(base)?.nationalNumber as string | undefined) ?? base.slice(1);
}
