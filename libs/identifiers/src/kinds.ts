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

/** Fewer digits than this are an internal extension or a placeholder, not somebody's number. */
const LEAST_DIGITS = 5;

/**
 * Whether a key tells one person from another by itself. Placeholders that people type into obligatory fields ("n/a" as
 * e-mail address, "0" as phone number) are shared by strangers: they are found when asked for, but never link one
 * record to another (requirements D9).
 */
export function isStrong(kind: IdentifierKind, key: string): boolean {
  if (kind === 'PHONE') return key.replace(/;ext=.*/, '').replace(/\D/g, '').length >= LEAST_DIGITS;
  if (kind === 'EMAIL') return /.@./.test(key);
  return STRONG_KINDS.has(kind);
}
