import { domainToASCII } from 'node:url';

import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { caseFold } from 'unicode-case-folding';

import { foldCase } from './fold-case.ts';
import { handleKey } from './handle.ts';
import type { Term } from './identifier.ts';
import { indexKey } from './index-key.ts';
import { dropInvisible } from './invisible.ts';
import { indexKind, type IdentifierKind } from './kinds.ts';
import { digitsOf } from './phone-text.ts';

/*
 * The rules before version 2, as far as they differ: only what a term needs, for nothing is stored under them any more.
 * Whoever raises MATCHING_VERSION adds the former functions here in the same way, and takes out those of versions from
 * which nobody upgrades any more.
 */

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const APOSTROPHES = /[`´‘’‛′＇ʹʻʼʽʾʿ]/g;
const HYPHENS = /[\p{Pd}−]/gu;
const DIACRITICS =
  /([[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]&&\p{L}])\p{M}+|(?<![\p{L}\p{M}])[\p{M}&&\p{Script=Inherited}]+/gv;
const [FROM, TO] = ['øłđðıħŧŋĸæœþ', ['o', 'l', 'd', 'd', 'i', 'h', 't', 'n', 'k', 'ae', 'oe', 'th']];

const withoutDiacritics = (value: string): string => value.normalize('NFKD').replace(DIACRITICS, '$1');

function foldUnicode(value: string): string {
  return withoutDiacritics(caseFold(withoutDiacritics(dropInvisible(value.normalize('NFKD')))))
    .replace(new RegExp(`[${FROM}]`, 'g'), (letter) => TO[FROM.indexOf(letter)] ?? letter)
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, '-')
    .normalize('NFC');
}

function fold(value: string): string {
  const plain = value.normalize('NFC').replace(APOSTROPHES, "'");
  return (PRINTABLE_ASCII.test(plain) ? plain.toLowerCase() : foldUnicode(plain)).replace(/[\s\u0085]+/g, ' ').trim();
}

/** Words in any order. */
const wordsKey = (text: string, otherwise: string): string =>
  text.split(' ').filter(Boolean).toSorted().join(' ') || otherwise;

function nameKey(value: string): string {
  const folded = fold(value);
  return wordsKey(folded.replace(/[.,;]+/g, ' '), folded);
}

/** Punctuation as a gap, and left out. */
function addressKeys(value: string): string[] {
  const folded = fold(value);
  const gaps = folded.replaceAll("'", '').replace(/[\p{P}\p{S}]+/gu, ' ');
  return [wordsKey(gaps, folded), wordsKey(fold(folded.replace(/[\p{P}\p{S}]+/gu, '')), folded)];
}

const INTERNATIONAL_DOMAIN = /^(?=.*[^\x00-\x7f])[\p{L}\p{M}\p{N}._\-。．｡]+$/u;

function emailKey(value: string): string {
  const address = dropInvisible(value).trim();
  const at = address.lastIndexOf('@') + 1;
  if (at === 0) return foldCase(address);
  const domain = address.slice(at);
  return (
    foldCase(address.slice(0, at)) + ((INTERNATIONAL_DOMAIN.test(domain) && domainToASCII(domain)) || foldCase(domain))
  );
}

const EXTENSION =
  /(?:;\s*ext=|(?<!\p{L})(?:e?xt(?:ensi[oó]n|n)?|x|int|anexo|доб)(?!\p{L})|[#~]|,,?(?=\d{1,6}$))[\s:.=]*(\d{1,20})[\s#]*(?:;.*)?$/iu;
const LONGEST_WITH_EXTENSION = 250;
const FEWEST_BEFORE_EXTENSION = 3;

function readText(value: string): { digits: string; international: boolean; extension?: string } {
  const text = dropInvisible(value.normalize('NFKC')).replace(/\p{Nd}/gu, digitsOf);
  const found = text.length <= LONGEST_WITH_EXTENSION ? EXTENSION.exec(text) : null;
  const before = found ? text.slice(0, found.index) : '';
  const extension = digitsOf(before).length >= FEWEST_BEFORE_EXTENSION ? found?.[1] : undefined;
  const [number = ''] = /^[^0-9]*[0-9][^@;]*/.exec(extension === undefined ? text : before) ?? [];
  return { digits: digitsOf(number), international: /^[^0-9]*\+/.test(number), extension };
}

/** A number and its own E.164 form had one key. */
function readInternational(digits: string): PhoneNumber | undefined {
  let number = parsePhoneNumberFromString(`+${digits}`.replace(/^\+52(?:01|04[45]|1)(?=\d{10}$)/, '+52'));
  for (let again = 0; number && again < 4; again += 1) {
    const next = parsePhoneNumberFromString(number.number);
    if (!next || next.number === number.number) break;
    number = next;
  }
  return number;
}

function readNational(digits: string, country: CountryCode | undefined): PhoneNumber | undefined {
  const read = country && parsePhoneNumberFromString(digits, country)?.number.slice(1);
  const home = country && readInternational(read ?? `${getCountryCallingCode(country)}${digits}`);
  if (!digits.startsWith('00')) return home;
  const abroad = readInternational(digits.slice(2));
  const isOwn = (number: PhoneNumber | undefined): boolean =>
    country !== undefined && number?.countryCallingCode === getCountryCallingCode(country);
  return abroad?.isValid() && (!home?.isValid() || (isOwn(abroad) && !isOwn(home))) ? abroad : home;
}

const startsWithCallingCode = (digits: string): boolean =>
  getCountries().some((country) => digits.startsWith(getCountryCallingCode(country)));

function phoneKey(value: string, defaultCountry?: string | null): string {
  const { digits: written, international, extension } = readText(value);
  const digits = international ? written.replace(/^0+/, '') : written;
  if (digits === '') return '';
  const code = defaultCountry?.trim().toUpperCase();
  const country = code !== undefined && isSupportedCountry(code) ? code : undefined;
  const number = international ? readInternational(digits) : readNational(digits, country);
  const plus = international ? startsWithCallingCode(digits) : country !== undefined;
  const prefix = plus ? `+${international ? '' : getCountryCallingCode(country!)}` : '';
  const base = number?.number ?? `${prefix}${digits}`;
  return extension === undefined ? base : `${base};ext=${extension}`;
}

/** What a number of today was called before its plan changed (phone-plans.ts), which these rules did not know. */
const FORMER_PLANS: readonly [RegExp, string][] = [
  [/^\+55(\d\d)9(\d{8})$/, '+55$1$2'],
  [/^\+54(\d{10})$/, '+549$1'],
  [/^\+225\d\d(\d{8})$/, '+225$1'],
  [/^\+22901(\d{8})$/, '+229$1'],
];
const formerNumbers = (key: string): string[] =>
  FORMER_PLANS.filter(([now]) => now.test(key)).map(([now, former]) => key.replace(now, former));

/** A WhatsApp id was a handle of its own; where it was known to be a number, its E.164 form. */
const whatsAppKeys = (value: string, phone: string): string[] =>
  [value, phone].map((written) => handleKey(written) ?? '');

function keysBefore2(kind: IdentifierKind, value: string, defaultCountry?: string | null): [IdentifierKind, string][] {
  switch (kind) {
    case 'NAME':
      return [[kind, nameKey(value)]];
    case 'ADDRESS':
      return addressKeys(value).map((key) => [kind, key]);
    case 'EMAIL':
      return [[kind, emailKey(value)]];
    case 'PHONE':
    case 'WHATSAPP': {
      const phone = phoneKey(value, defaultCountry);
      const of = (one: IdentifierKind, keys: string[]) => keys.map((key): [IdentifierKind, string] => [one, key]);
      return [...of('PHONE', [phone, ...formerNumbers(phone)]), ...of('WHATSAPP', whatsAppKeys(value, phone))];
    }
    default:
      return [];
  }
}

/**
 * Under which kinds and keys records may stand that were keyed under earlier rules, where these differ from those of
 * `today`, the term's. They only find candidates: whether one matches is for the keys of today to say, of the term and of the record.
 */
export function earlierTermKeys(
  { kind, value, defaultCountry }: Term,
  today: readonly string[],
): { kind: IdentifierKind; key: string }[] {
  return keysBefore2(kind, value, defaultCountry)
    .filter(([, key]) => key !== '')
    .map(([of, key]) => ({ kind: of, key: indexKey(key) }))
    .filter(
      ({ kind: of, key }, at, all) =>
        (of !== indexKind(kind) || !today.includes(key)) &&
        all.findIndex((one) => one.kind === of && one.key === key) === at,
    );
}
