/** Kinds of identifying term that a search or a request may carry (requirements R20, R24; ids of records are not terms). */
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
