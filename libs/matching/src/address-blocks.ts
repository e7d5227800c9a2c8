import { isSide, isUnit, isUnitWord, isUnitWordBehind } from './address-abbreviations.ts';
import { foldAddress, withoutOrdinals } from './address-fold.ts';

/** One part of an address between commas: words in any order, numbers in theirs, units with what they number. */
export interface AddressBlock {
  words: string[];
  numbers: string[];
  /** 'apt 4b'. */
  units: string[];
}

const INITIALS = /(?<![\p{L}\p{N}])(\p{L})\.\s?(?=\p{L}\.)/gu;
const NUMBER = /^\p{N}/u;
const LETTER = /^\p{L}$/u;
/** 63rd is the name of a street. */
const ORDINAL = /^\p{N}+(?:st|nd|rd|th)$/u;
const BOX = /(?<!\p{L})p\s?o\s?box(?!\p{L})/gu;
/** '12 bis' is '12bis', as '12 a' is '12a'. */
const BEHIND_NUMBER = new Set(['bis', 'quater', 'ter']);
const COMPASS = new Set(['n', 's', 'e', 'w']);

/** Takes a text apart. `compass`: the S of '111 S Michigan' is a word, not the letter of house 111. */
export function addressBlocks(text: string, compass = false): AddressBlock[] {
  const blocks: AddressBlock[] = [];
  for (const segment of withoutOrdinals(text)
    .replace(INITIALS, '$1')
    .split(/[,;\n\r|]+/)) {
    const block = blockOf(joinLetters(tokensOf(segment), compass));
    const last = blocks.at(-1);
    const more = block.words.length + block.units.length > 0 || block.numbers.length > 1;
    if (more || last === undefined) blocks.push(block);
    // A number alone belongs to the street in front of it: 'Calle Mayor, 4, 2º B'.
    else last.numbers.push(...block.numbers);
  }
  return blocks.filter(({ words, numbers, units }) => words.length + numbers.length + units.length > 0);
}

/** Numbers keep what joins them (5/7, 12-14); other signs part words, an apostrophe vanishes. */
const tokensOf = (segment: string): string[] =>
  foldAddress(segment)
    .replace(/(?<=\p{N}\p{L}?)\s*[/\\-]\s*(?=\p{N})/gu, '\u0001')
    .replace(/(?<=\p{N})-(?=\p{L}(?!\p{L}))/gu, '')
    .replace(/#/g, ' # ')
    .replace(/[^\p{L}\p{M}\p{N}#\u0001]+/gu, ' ')
    .replace(BOX, 'pobox')
    .replaceAll('\u0001', '/')
    .split(' ')
    .filter(Boolean);

/** '12 a' is '12a'. */
function joinLetters(tokens: string[], compass: boolean): string[] {
  const joined: string[] = [];
  for (const [at, token] of tokens.entries()) {
    const last = joined.at(-1) ?? '';
    const letter = (LETTER.test(token) || BEHIND_NUMBER.has(token)) && /\p{N}$/u.test(last) && NUMBER.test(last);
    const direction = compass && COMPASS.has(token) && at < tokens.length - 1;
    const unit = isUnitWord(token) && NUMBER.test(tokens[at + 1] ?? '');
    if (letter && !direction && !unit) joined[joined.length - 1] = last + token;
    else joined.push(token);
  }
  return joined;
}

function blockOf(tokens: readonly string[]): AddressBlock {
  const block: AddressBlock = { words: [], numbers: [], units: [] };
  for (let at = 0; at < tokens.length; at += 1) {
    const [token = '', next = ''] = tokens.slice(at, at + 2);
    const unit = isUnit(token, next);
    const side = NUMBER.test(token) && isSide(next);
    const behind = NUMBER.test(token) && isUnitWordBehind(next);
    if (unit || behind || side) at += 1;
    if (unit) block.units.push(`${token} ${next}`);
    else if (side) block.units.push(`# ${token}${next}`);
    else if (behind) block.units.push(`${next} ${token}`);
    else if (NUMBER.test(token) && !ORDINAL.test(token)) block.numbers.push(token);
    else if (token !== '#') block.words.push(token);
  }
  return block;
}
