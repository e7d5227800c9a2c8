import { RANDOM } from './random.ts';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * Text as it was meant: escapes of JSON, URLs and HTML undone, without case, in Unicode's composed form. Backslashes
 * are dropped altogether: text that was escaped several times over, as JSON within JSON is, then reads like text that
 * was escaped once.
 */
export function plainly(text: string): string {
  return unescaped(text).toLowerCase().normalize('NFC');
}

function unescaped(text: string): string {
  let plain = text;
  if (plain.includes('%'))
    plain = plain.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
      Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
    );
  if (plain.includes('&'))
    plain = plain.replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => entity(whole, decimal, hex, name),
    );
  if (plain.includes('\\'))
    plain = plain
      .replace(/\\+u([0-9a-f]{4})/gi, (_, unit: string) => String.fromCharCode(parseInt(unit, 16)))
      .replaceAll('\\', '');
  return plain;
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
  return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}

/** What people put between the digits of a phone number. */
const PUNCTUATION = /(?<=\d)[\s().\u00a0\u2010-\u2015/-]+(?=\d)/g;

/** Digits that belong together side by side: a phone number reads the same however it is punctuated. */
export const digitsTogether = (plain: string): string => plain.replace(PUNCTUATION, '');

/** Without ids, digests and times, whose digits would join those beside them. */
export const withoutRandom = (plain: string): string => plain.replace(RANDOM, ' ');

const PHONE = /^\+?[\d\s().\u00a0\u2010-\u2015/-]+$/;

/** The digits of a term that is a phone number; undefined for others. */
export function digitsOf(text: string): string | undefined {
  const digits = text.replace(/\D/g, '');
  return PHONE.test(text) && digits.length >= 6 ? digits : undefined;
}
