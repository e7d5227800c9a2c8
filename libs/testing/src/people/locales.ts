import type { Faker } from '@faker-js/faker';
import { faker as ar } from '@faker-js/faker/locale/ar';
import { faker as cs } from '@faker-js/faker/locale/cs_CZ';
import { faker as da } from '@faker-js/faker/locale/da';
import { faker as de } from '@faker-js/faker/locale/de';
import { faker as deAt } from '@faker-js/faker/locale/de_AT';
import { faker as dv } from '@faker-js/faker/locale/dv';
import { faker as el } from '@faker-js/faker/locale/el';
import { faker as en } from '@faker-js/faker/locale/en';
import { faker as enGb } from '@faker-js/faker/locale/en_GB';
import { faker as enUs } from '@faker-js/faker/locale/en_US';
import { faker as es } from '@faker-js/faker/locale/es';
import { faker as esMx } from '@faker-js/faker/locale/es_MX';
import { faker as fa } from '@faker-js/faker/locale/fa';
import { faker as fi } from '@faker-js/faker/locale/fi';
import { faker as fr } from '@faker-js/faker/locale/fr';
import { faker as frCh } from '@faker-js/faker/locale/fr_CH';
import { faker as he } from '@faker-js/faker/locale/he';
import { faker as hu } from '@faker-js/faker/locale/hu';
import { faker as hy } from '@faker-js/faker/locale/hy';
import { faker as id } from '@faker-js/faker/locale/id_ID';
import { faker as it } from '@faker-js/faker/locale/it';
import { faker as ja } from '@faker-js/faker/locale/ja';
import { faker as ka } from '@faker-js/faker/locale/ka_GE';
import { faker as ko } from '@faker-js/faker/locale/ko';
import { faker as nb } from '@faker-js/faker/locale/nb_NO';
import { faker as ne } from '@faker-js/faker/locale/ne';
import { faker as nl } from '@faker-js/faker/locale/nl';
import { faker as nlBe } from '@faker-js/faker/locale/nl_BE';
import { faker as pl } from '@faker-js/faker/locale/pl';
import { faker as ptBr } from '@faker-js/faker/locale/pt_BR';
import { faker as ptPt } from '@faker-js/faker/locale/pt_PT';
import { faker as ro } from '@faker-js/faker/locale/ro';
import { faker as ru } from '@faker-js/faker/locale/ru';
import { faker as sv } from '@faker-js/faker/locale/sv';
import { faker as th } from '@faker-js/faker/locale/th';
import { faker as tr } from '@faker-js/faker/locale/tr';
import { faker as uk } from '@faker-js/faker/locale/uk';
import { faker as ur } from '@faker-js/faker/locale/ur';
import { faker as vi } from '@faker-js/faker/locale/vi';
import { faker as zhCn } from '@faker-js/faker/locale/zh_CN';
import { faker as zhTw } from '@faker-js/faker/locale/zh_TW';
import type { CountryCode } from 'libphonenumber-js/max';
import { BENGALI, ICELANDIC, MALAY, type NameLists } from './name-lists.ts';

export interface Locale {
  nameSet: string;
  faker: Faker;
  country: CountryCode;
  countryName: string;
  /** Form of the country's postal codes. */
  postalCode: RegExp;
  /** In place of what faker would make up. */
  lists?: NameLists;
}

const FOUR = /[1-9][0-9]{3}/;
const FIVE = /[1-9][0-9]{4}/;
const SIX = /[1-9][0-9]{5}/;

type LocaleRow = readonly [string, Faker, CountryCode, countryName: string, postalCode: RegExp, lists?: NameLists];

/** A prime number of them: taken in turns, each meets every rule that goes by 'every second' or 'every tenth' person. */
const ROWS: readonly LocaleRow[] = [
  ['American', enUs, 'US', 'United States', FIVE],
  ['Arabic', ar, 'SA', 'Saudi Arabia', FIVE],
  ['Armenian', hy, 'AM', 'Armenia', /0[0-9]{3}/],
  ['Austrian', deAt, 'AT', 'Austria', FOUR],
  ['Bengali', en, 'BD', 'Bangladesh', FOUR, BENGALI],
  ['Brazilian', ptBr, 'BR', 'Brazil', /[0-9]{5}-[0-9]{3}/],
  ['British', enGb, 'GB', 'United Kingdom', /[A-Z]{2}[1-9][0-9]? [1-9][A-Z]{2}/],
  ['Chinese', zhCn, 'CN', 'China', SIX],
  ['Czech', cs, 'CZ', 'Czech Republic', /[1-7][0-9]{2} [0-9]{2}/],
  ['Danish', da, 'DK', 'Denmark', FOUR],
  ['Dhivehi', dv, 'MV', 'Maldives', FIVE],
  ['Dutch', nl, 'NL', 'Netherlands', /[1-9][0-9]{3} [A-Z]{2}/],
  ['Finnish', fi, 'FI', 'Finland', /[0-9]{5}/],
  ['Flemish', nlBe, 'BE', 'Belgium', FOUR],
  ['French', fr, 'FR', 'France', /[1-8][0-9]{4}/],
  ['Georgian', ka, 'GE', 'Georgia', /[0-4][0-9]{3}/],
  ['German', de, 'DE', 'Germany', FIVE],
  ['Greek', el, 'GR', 'Greece', /[1-8][0-9]{2} [0-9]{2}/],
  ['Hebrew', he, 'IL', 'Israel', /[1-9][0-9]{6}/],
  ['Hungarian', hu, 'HU', 'Hungary', FOUR],
  ['Icelandic', en, 'IS', 'Iceland', /[1-9][0-9]{2}/, ICELANDIC],
  ['Indonesian', id, 'ID', 'Indonesia', FIVE],
  ['Italian', it, 'IT', 'Italy', /[0-9]{5}/],
  ['Japanese', ja, 'JP', 'Japan', /[0-9]{3}-[0-9]{4}/],
  ['Korean', ko, 'KR', 'South Korea', /[0-6][0-9]{4}/],
  ['Malay', en, 'MY', 'Malaysia', FIVE, MALAY],
  ['Mexican', esMx, 'MX', 'Mexico', /[0-9]{5}/],
  ['Nepali', ne, 'NP', 'Nepal', FIVE],
  ['Norwegian', nb, 'NO', 'Norway', /[0-9]{4}/],
  ['Persian', fa, 'IR', 'Iran', /[1-9][0-9]{4}-[0-9]{5}/],
  ['Polish', pl, 'PL', 'Poland', /[0-9]{2}-[0-9]{3}/],
  ['Portuguese', ptPt, 'PT', 'Portugal', /[1-9][0-9]{3}-[0-9]{3}/],
  ['Romanian', ro, 'RO', 'Romania', /[0-9]{6}/],
  ['Russian', ru, 'RU', 'Russia', SIX],
  ['Spanish', es, 'ES', 'Spain', /[0-4][0-9]{4}/],
  ['Swedish', sv, 'SE', 'Sweden', /[1-9][0-9]{2} [0-9]{2}/],
  ['Swiss', frCh, 'CH', 'Switzerland', FOUR],
  ['Taiwanese', zhTw, 'TW', 'Taiwan', /[1-9][0-9]{2}/],
  ['Thai', th, 'TH', 'Thailand', FIVE],
  ['Turkish', tr, 'TR', 'Turkey', /[0-8][0-9]{4}/],
  ['Ukrainian', uk, 'UA', 'Ukraine', /[0-9]{5}/],
  ['Urdu', ur, 'PK', 'Pakistan', FIVE],
  ['Vietnamese', vi, 'VN', 'Vietnam', SIX],
];

export const LOCALES: readonly Locale[] = ROWS.map(([nameSet, faker, country, countryName, postalCode, lists]) => ({
  nameSet,
  faker,
  country,
  countryName,
  postalCode,
  lists,
}));
