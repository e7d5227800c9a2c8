import { findPhoneNumbersInText, type CountryCode } from 'libphonenumber-js/max';
import { emailKey } from '../email.ts';
import { isStrong } from '../kinds.ts';
import { phoneKey } from '../phone.ts';
import type { TextMark } from './text-mark.ts';

/** A longer one is no mailbox (RFC 5321 4.5.3.1). */
const LONGEST_MAILBOX = 320;
const MAILBOX = /^[^\s@]+@[^\s@]+\.[\p{L}\p{N}-]{2,}$/u;

/** Mailboxes. One of a department (info@) is nobody's, unless a record carries it. */
export function emailsInText(text: string): TextMark[] {
  if (!/[@＠﹫]/.test(text)) return [];
  const written = text
    .replace(/[＠﹫]/g, '@')
    .split(/[\s<>()[\]{},;|?"'“”„‘’«»]+|mailto:/iu)
    .map((word) => word.replace(/^[.:!/=]+|[.:!/\\]+$/g, ''))
    .filter((word) => word.length <= LONGEST_MAILBOX && MAILBOX.test(word));
  const keys = new Set(written.map(emailKey).filter((key) => key !== undefined));
  return [...keys].map((key) => ({
    what: 'EMAIL',
    ...(isStrong('EMAIL', key) && { base: 'likely' }),
    ifKnown: 'known',
    keys: [{ kind: 'EMAIL', key }],
  }));
}

const FEWEST_DIGITS = /(?:\p{Nd}\P{Nd}{0,3}){7}/u;
/** Numbers of somebody's own; of a fixed line nobody can tell whether it is a company's. */
const OWN = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE', 'PERSONAL_NUMBER', 'PAGER']);
const FIXED = new Set(['FIXED_LINE', 'VOIP']);

/** Phone numbers that their plan takes. Hotlines are nobody's, unless a record carries them. */
export function phonesInText(text: string, country: CountryCode | undefined): TextMark[] {
  if (!FEWEST_DIGITS.test(text)) return [];
  const marks = new Map<string, TextMark>();
  for (const { number } of findPhoneNumbersInText(text, country)) {
    const key = phoneKey({ value: number.number });
    if (key === undefined || !isStrong('PHONE', key)) continue;
    const type = number.getType() ?? '';
    const base = OWN.has(type) ? 'likely' : FIXED.has(type) ? 'possible' : undefined;
    marks.set(key, { what: 'PHONE', ...(base && { base }), ifKnown: 'known', keys: [{ kind: 'PHONE', key }] });
  }
  return [...marks.values()];
}
