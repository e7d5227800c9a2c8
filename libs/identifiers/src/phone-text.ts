import { dropInvisible } from './invisible.ts';

/** What a written number says by itself, before any country's rules. */
export interface PhoneText {
  /** ASCII digits of the number, without the extension; '' when there are none. */
  digits: string;
  /** Written with a leading '+'. */
  international: boolean;
  extension?: string;
}

/** RFC 3966 ';ext=', the markers that libphonenumber reads, or a dial pause; behind a number, at the end. */
const EXTENSION =
  /(?:;\s*ext=|(?<!\p{L})(?:e?xt(?:ensi[oó]n|n)?|x|int|anexo|доб)(?!\p{L})|[#~]|,,?(?=\d{1,6}$))[\s:.=]*(\d{1,20})[\s#]*(?:;.*)?$/iu;
/** A longer text is no phone number with an extension; bounds the work of the expression above. */
const LONGEST_WITH_EXTENSION = 250;
/** Fewer digits in front are no number that could have an extension ('ext 12', '#5'). */
const FEWEST_BEFORE_EXTENSION = 3;
/** Leaves out what follows: 'sip:15551234567@10.0.0.1;user=phone', 'tel:5551234;phone-context=...' */
const NUMBER = /^[^0-9]*[0-9][^@;]*/;

/** The value of a decimal digit of any script: its distance from the zero of its run of ten (Unicode 4.6). */
function asciiDigit(digit: string): string {
  let zero = digit.codePointAt(0) ?? 0;
  const own = zero;
  while (own - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(own - zero);
}

/** The ASCII digits of a text, digits of every script included; separators are dropped. */
export function digitsOf(value: string): string {
  return value.replace(/[^\p{Nd}]+/gu, '').replace(/[^0-9]/gu, asciiDigit);
}

/** Takes a written number apart: '+1 (555) 123-4567 ext. 12' is 15551234567, international, extension 12. */
export function readPhoneText(value: string): PhoneText {
  const text = dropInvisible(value.normalize('NFKC')).replace(/[^\P{Nd}0-9]/gu, asciiDigit);
  const found = text.length <= LONGEST_WITH_EXTENSION ? EXTENSION.exec(text) : null;
  const before = found ? text.slice(0, found.index) : '';
  const extension = digitsOf(before).length >= FEWEST_BEFORE_EXTENSION ? found?.[1] : undefined;
  const [number = ''] = NUMBER.exec(extension === undefined ? text : before) ?? [];
  return { digits: digitsOf(number), international: /^[^0-9]*\+/.test(number), extension };
}
