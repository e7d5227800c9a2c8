import countries from 'i18n-iso-countries';
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';

import { foldText } from './fold-text.ts';

export type { CountryCode };

/** In daily use, and in neither of the two lists of names below. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  GB: ['UK', 'U.K.', 'GBR', 'England', 'Scotland', 'Wales', 'Northern Ireland', 'Great Britain', 'Britain', 'Anglie'],
  NL: ['Holland', 'The Netherlands', 'Holandsko', 'Nizozemí', 'NED'],
  US: ['U.S.A.', 'U.S.', 'America', 'Amerika', 'EE. UU.', 'EEUU', 'EUA', 'Estados Unidos de América'],
  CZ: ['ČR', 'Czech Rep.', 'Česká rep.'],
  SK: ['SR', 'Slovak Rep.'],
  DE: ['BRD', 'GER'],
  KR: ['Korea', '한국'],
  GR: ['Hellas', 'GRE'],
  AE: ['Emirates'],
  BA: ['Bosnia'],
  CD: ['DR Congo', 'DRC'],
  CH: ['SUI', 'Confoederatio Helvetica'],
  CN: ['PRC'],
  DK: ['DEN'],
  HR: ['CRO'],
  IN: ['Bharat'],
  LI: ['Lichtenstein'],
  LU: ['Lëtzebuerg'],
  MK: ['Makedonie'],
  MX: ['Mejico'],
  PT: ['POR'],
  RU: ['RF', 'РФ'],
  SA: ['KSA'],
  VA: ['Vatican'],
};
/** Formal names (EU Publications Office, Interinstitutional style guide, annex A5; own, English, German, Czech). */
const FORMAL_NAMES: Readonly<Record<string, string>> = {
  AT: 'Republik Österreich|Republic of Austria|Rakouská republika',
  BE: 'Kingdom of Belgium|Royaume de Belgique|Koninkrijk België|Königreich Belgien',
  BG: 'Republic of Bulgaria|Република България',
  CH: 'Swiss Confederation|Schweizerische Eidgenossenschaft|Confédération suisse|Confederazione svizzera',
  CN: "People's Republic of China|中华人民共和国",
  CY: 'Republic of Cyprus|Κυπριακή Δημοκρατία',
  DE: 'Federal Republic of Germany|Bundesrepublik Deutschland|Spolková republika Německo',
  DK: 'Kingdom of Denmark|Kongeriget Danmark',
  EE: 'Republic of Estonia|Eesti Vabariik',
  ES: 'Kingdom of Spain|Reino de España|Königreich Spanien|Španělské království',
  FI: 'Republic of Finland|Suomen tasavalta',
  FR: 'French Republic|République française|Französische Republik|Francouzská republika',
  GB: 'United Kingdom of Great Britain and Northern Ireland|Velká Británie|Veľká Británia|Großbritannien',
  GR: 'Hellenic Republic|Ελληνική Δημοκρατία',
  HR: 'Republic of Croatia|Republika Hrvatska',
  IE: 'Republic of Ireland|Poblacht na hÉireann|Republik Irland|Irská republika',
  IT: 'Italian Republic|Repubblica italiana|Italienische Republik|Italská republika',
  LT: 'Republic of Lithuania|Lietuvos Respublika',
  LU: 'Grand Duchy of Luxembourg|Grand-Duché de Luxembourg|Großherzogtum Luxemburg',
  LV: 'Republic of Latvia|Latvijas Republika',
  NL: 'Kingdom of the Netherlands|Koninkrijk der Nederlanden|Nizozemské království',
  NO: 'Kingdom of Norway|Kongeriket Norge',
  PL: 'Republic of Poland|Polish Republic|Rzeczpospolita Polska|Republik Polen|Polská republika',
  PT: 'Portuguese Republic|República Portuguesa',
  RS: 'Republic of Serbia|Republika Srbija|Република Србија',
  SE: 'Kingdom of Sweden|Konungariket Sverige',
  SI: 'Republic of Slovenia|Republika Slovenija',
  SK: 'Slovak Republic|Slovenská republika|Slowakische Republik',
};
/** Nowhere in a name of a country, and in most lines of an address. */
const HAS_DIGIT = /\d/;

/** Languages whose names win where two countries are called alike. */
const FIRST = ['en', 'cs', 'sk', 'de', 'fr', 'es', 'it', 'pl'];

const bare = (name: string): string => foldText(name.replace(/[.'’,()-]/g, ' '));

/**
 * Names of every country in these languages, folded: npm i18n-iso-countries, and the short names that Node has from CLDR
 * (Česko, Tschechien). Where two countries share one, the first keeps it.
 */
function addNames(names: Map<string, string>, languages: readonly string[]): void {
  for (const language of languages) {
    const short = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const [code, all] of Object.entries(countries.getNames(language, { select: 'all' }))) {
      for (const name of [short.of(code), ...all]) add(names, name, code);
    }
  }
}

function add(names: Map<string, string>, name: string | undefined, code: string): void {
  const folded = bare(name ?? '');
  if (folded !== '' && !names.has(folded)) names.set(folded, code);
}

function usualNames(): Map<string, string> {
  const names = new Map<string, string>();
  const codes = Object.entries(countries.getAlpha2Codes());
  for (const [alpha2, alpha3] of codes) for (const code of [alpha2, alpha3]) add(names, code, alpha2);
  for (const [code, others] of Object.entries(OTHER_NAMES)) for (const other of others) add(names, other, code);
  for (const [code, formal] of Object.entries(FORMAL_NAMES))
    for (const name of formal.split('|')) add(names, name, code);
  addNames(names, FIRST);
  return names;
}

let usual: ReadonlyMap<string, string> | undefined;
let all: ReadonlyMap<string, string> | undefined;

/** The names in all languages take a quarter of a second to read: they are, when the first text is none of the usual. */
function allNames(usualOnes: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const names = new Map(usualOnes);
  addNames(
    names,
    countries.langs().filter((language) => !FIRST.includes(language)),
  );
  return names;
}

/** ISO 3166 alpha-2 code of a country by any of its names or codes, in any case; undefined when it is something else. */
export function countryOf(value: string | null | undefined): string | undefined {
  const folded = bare(value ?? '');
  if (folded === '' || HAS_DIGIT.test(folded)) return undefined;
  usual ??= usualNames();
  return usual.get(folded) ?? (all ??= allNames(usual)).get(folded);
}

/** The same, of countries with a phone plan. */
export function countryCode(value: string | null | undefined): CountryCode | undefined {
  const plain = value?.trim().toUpperCase();
  if (plain !== undefined && isSupportedCountry(plain)) return plain;
  const code = countryOf(value);
  return code !== undefined && isSupportedCountry(code) ? code : undefined;
}
