import { identifierKeys, possibleKeys, possibleTermKeys, termKeys, type StoredIdentifier } from './index.ts';

/** Texts of 10,000 characters, made so that whatever is tried in every combination would show. */
const LONG: Readonly<Record<string, string>> = {
  words: Array.from({ length: 2000 }, (_, at) => `ab${at}`).join(' '),
  umlauts: Array.from({ length: 1200 }, (_, at) => `äöü${at}x`).join(' '),
  initials: 'a.'.repeat(5000),
  titles: `${'Dr. '.repeat(2490)}Eva Malá`,
  'birth names': 'a roz. B '.repeat(1100),
  brackets: '(a)'.repeat(3333),
  quotes: '"a '.repeat(3333),
  digits: '6'.repeat(10_000),
  'groups of digits': '605 318 274 '.repeat(830),
  numbers: '605318274,'.repeat(1000),
  'postal codes': '10000 '.repeat(1660),
  streets: 'Main Street 5, '.repeat(660),
  commas: ','.repeat(10_000),
  'at signs': '@'.repeat(10_000),
  Chinese: '王 '.repeat(5000),
};
/** Keys of one field, and those by which what is possible is found. */
const MOST = 100;
const KINDS = ['NAME', 'ADDRESS', 'PHONE', 'WHATSAPP', 'EMAIL'] as const;

describe.each(KINDS)('%s of 10,000 characters', (kind) => {
  it.each(Object.keys(LONG))('%s has few keys', (id) => {
    const value = LONG[id] ?? '';
    const whole = { whole: value };
    const stored: StoredIdentifier =
      kind === 'NAME' ? { kind, name: whole } : kind === 'ADDRESS' ? { kind, address: whole } : { kind, value };
    const term = { kind, value, defaultCountry: 'CZ' };
    const sets = [
      identifierKeys(stored, 'CZ'),
      possibleKeys(stored, 'CZ'),
      termKeys(kind, value, 'CZ'),
      possibleTermKeys(term),
    ];
    expect(Math.max(...sets.map(({ length }) => length))).toBeLessThanOrEqual(MOST);
  });
});
