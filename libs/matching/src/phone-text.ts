import { dropInvisible } from './invisible.ts';
import { partBehindExtensions, takeExtension, unbracketExtension } from './phone-extension.ts';

/** What one written number says by itself, before any country's rules. */
export interface PhoneText {
  /** ASCII digits of the number, without the extension; '' when there are none. */
  digits: string;
  /** The same without a trunk zero in brackets: '+49 (0) 30'. Only where it differs. */
  withoutTrunk?: string;
  /** Written with a leading '+'. */
  international: boolean;
  /** Nothing but digits, as messengers write their ids. */
  bare: boolean;
  /** Digits in front of the first space or sign. */
  firstGroup: string;
  extension?: string;
}

/** A longer text is no phone number with an extension; bounds the work of the expressions here. */
const LONGEST = 250;
/** Fewer digits beside a longer run are a note or the digit of a label. */
const FEWEST_OF_A_NUMBER = 5;
/** Numbers that spaces alone part have as many digits; so many groups are one number, and one field, at most. */
const FEWEST_IN_A_ROW = 8;
const MOST_OF_ONE = 7;
const MOST_GROUPS = 30;

/** '4.20601E+11': a spreadsheet lost the digits. */
const SCIENTIFIC = /^\s*\d+(?:[.,]\d+)?\s*e\s*\+?\s*\d+\s*$/i;
const DECIMAL_ZERO = /^(\s*\+?\d[\d ]{3,}\d)[.,]0+\s*$/;
/** Brackets that hold a word; '(0)' and '(415)' belong to the number. */
const NOTE = /[([{][^()[\]{}]*\p{L}[^()[\]{}]*[)\]}]/gu;
const PARAMETER = /;(?!\s*ext=)\s*[a-z-]+=[^;]*/gi;
const TIME = /(?<!\d)\d{1,2}:\d{2}(?!\d)|(?<![\d.-]\s?)\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d(?![\s.-]?\d)/g;
/** 'Tel 2: 601…', '1) 601…', '1. 601…'. */
const LABEL_DIGITS = /(?<!\d)\d{1,2}\s*:|(?<![\d(])\d\)|^\s*\d\.\s/g;
/** A plus between two numbers; one without a space behind it belongs to the second. */
const AND = /(?<=\d)\s+\+\s+(?=\d)/g;
/** A word with the digits that hang on it ('Tel2', '17h'); more digits are a number that hangs on a word. */
const WORD = /(?:(?<![\d])\d{1,4})?\p{L}[\p{L}\p{M}.'’]*(?:\d{1,4}(?!\d))?[\p{L}\p{M}.]*/gu;

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

/** A text that stands for no number, folded; undefined when it may hold one. */
export const lostNumber = (value: string): string | undefined =>
  SCIENTIFIC.test(value) ? value.replace(/\s/g, '').toLowerCase() : undefined;

/**
 * Takes a phone field apart: every number in it, with notes and labels cut off. `isNumber` says whether a text with a
 * slash or a comma is one number as it stands ('030/23125246'). Empty when there are no digits.
 */
export function readPhoneTexts(value: string, isNumber: (text: PhoneText) => boolean): PhoneText[] {
  const text = dropInvisible(value.normalize('NFKC'))
    .replace(/[^\P{Nd}0-9]/gu, asciiDigit)
    .replace(DECIMAL_ZERO, '$1');
  if (text.length > LONGEST) return [readOne(text)].filter(({ digits }) => digits !== '');
  const plain = unbracketExtension(text)
    .replace(NOTE, '  ')
    .replace(PARAMETER, '')
    .replace(TIME, ' ')
    .replace(AND, '|');
  const numbers = piecesOf(plain)
    .flatMap(partBehindExtensions)
    .flatMap((piece) => splitPiece(piece, isNumber));
  const long = numbers.filter(({ digits }) => digits.length >= FEWEST_OF_A_NUMBER);
  if (long.length > 0) return long;
  if (numbers.length > 0) return numbers;
  const whole = readOne(text);
  return whole.digits === '' ? [] : [whole];
}

const piecesOf = (text: string): string[] =>
  text.split(/;(?!\s*ext=)|[|\n\r]|(?<=\d[\s,/;.-]*)(?=\+)/i).map((piece) => piece.replace(/@.*$/s, ''));

/** One number with its extension, or several that words, slashes or commas part. */
function splitPiece(piece: string, isNumber: (text: PhoneText) => boolean): PhoneText[] {
  const { before, extension } = takeExtension(piece);
  const runs = before.replace(LABEL_DIGITS, '|').replace(WORD, '|').split('|');
  const numbers = runs.flatMap((run, at) => splitRun(at === 0 ? run : withoutLabelDigit(run, isNumber), isNumber));
  const read = numbers.map((run) => readOne(run)).filter(({ digits }) => digits !== '');
  const last = read.at(-1);
  if (last !== undefined && extension !== undefined) last.extension = extension;
  return read;
}

type IsNumber = (text: PhoneText) => boolean;

/** 'Mobil 2 601…': the digit belongs to the word in front. */
function withoutLabelDigit(run: string, isNumber: IsNumber): string {
  const rest = run.replace(/^\s*\d\s+(?=\d)/, '');
  return rest !== run && !isNumber(readOne(run)) && isNumber(readOne(rest)) ? rest : run;
}

/** Several numbers in a row: signs part them, or spaces where each is a number by itself. */
function splitRun(run: string, isNumber: IsNumber): string[] {
  if (isNumber(readOne(run))) return [run];
  const numbers = allNumbers(
    run.split(/[\s,、_/&\\()]+|(?<=\d)-(?=\s)|(?<=\d{9})-(?=\d{9})/).filter((part) => /\d/.test(part)),
    isNumber,
  );
  if (numbers !== undefined) return numbers;
  const parts = run.split(/[,、_/&\\\t]|\s-\s|(?<=\d)\s*(?=\()/);
  const several = parts.length > 1 && parts.every((part) => digitsOf(part).length >= FEWEST_OF_A_NUMBER);
  return several || (parts.length > 1 && parts.some((part) => isNumber(readOne(part)))) ? parts : [run];
}

/** Groups of digits put together so that each number is valid; undefined where that leaves some over. */
function allNumbers(groups: readonly string[], isNumber: IsNumber): string[] | undefined {
  if (groups.length > MOST_GROUPS) return undefined;
  const behind: (string[] | undefined)[] = [...groups.map(() => undefined), []];
  for (let from = groups.length - 1; from >= 0; from -= 1) {
    for (let end = from + 1; end <= from + MOST_OF_ONE && behind[from] === undefined; end += 1) {
      const text = groups.slice(from, end).join(' ');
      const others = behind[end];
      if (others === undefined || digitsOf(text).length < FEWEST_IN_A_ROW || !isNumber(readOne(text))) continue;
      behind[from] = [text, ...others];
    }
  }
  return behind[0];
}

function readOne(run: string): PhoneText {
  const digits = digitsOf(run);
  const withoutTrunk = digitsOf(run.replace(/(?<=\d\s*)\(\s*0\s*\)/, ' '));
  return {
    digits,
    ...(withoutTrunk !== digits && { withoutTrunk }),
    international: /^[^0-9]*\+/.test(run),
    bare: /^\s*[0-9]+\s*$/.test(run),
    firstGroup: /[0-9]+/.exec(run)?.[0] ?? '',
  };
}
