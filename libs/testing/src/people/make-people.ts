import type { CountryCode } from 'libphonenumber-js/max';
import { HARD_NAMES } from './hard-names.ts';
import { LOCALES, type Locale } from './locales.ts';
import type { Person } from './person.ts';
import { newPhoneNumber } from './phone-number.ts';

const SEED = 2016_679;
const FIRST_NUMBER = 1_000;
/** Ages are counted from here, not from today. */
const TODAY = '2026-01-01T00:00:00Z';
/** Countries in whose addresses a state or province is written. */
const WITH_STATE: ReadonlySet<string> = new Set(['BR', 'CN', 'IT', 'JP', 'MX', 'TH', 'US']);
const MAIL_DOMAINS = ['example.com', 'example.net', 'example.org', 'mail.example.org'] as const;
const TITLES = { female: ['Ms.', 'Mrs.', 'Dr.', ''], male: ['Mr.', 'Mr.', 'Dr.', ''] } as const;

type Name = Pick<Person, 'Title' | 'GivenName' | 'MiddleInitial' | 'Surname'>;
type Place = Pick<Person, 'StreetAddress' | 'City' | 'State' | 'ZipCode' | 'Country' | 'CountryFull'>;

/**
 * The same people at every call, the locales in turns; one in seven lives in the country of another. Nobody shares an
 * e-mail address or a phone number. One in 50 has surname and address of somebody before, one in 100 the whole name.
 */
export function makePeople(count: number): Person[] {
  for (const [index, { faker }] of LOCALES.entries()) faker.seed(SEED + index);
  const hardNames = Map.groupBy(HARD_NAMES, ([nameSet]) => nameSet);
  const phoneNumbers = new Set<string>();
  const people: Person[] = [];
  for (let index = 0; index < count; index += 1) {
    const locale = LOCALES[index % LOCALES.length]!;
    const home = index % 7 === 3 ? LOCALES[(index * 11) % LOCALES.length]! : locale;
    const [, GivenName, Surname] = hardNames.get(locale.nameSet)?.shift() ?? [];
    const person = {
      ...nameOf(locale, index),
      ...placeOf(home, index),
      ...sharedBy(people[index - LOCALES.length], index),
      ...(GivenName !== undefined && { GivenName, Surname }),
    };
    people.push({
      Number: String(FIRST_NUMBER + index),
      NameSet: locale.nameSet,
      ...person,
      ...onlineOf(person, index),
      ...phoneOf(locale, { country: person.Country as CountryCode, anyKind: index % 4 === 1 }, phoneNumbers),
      ...workOf(locale, index),
    });
  }
  return people;
}

function nameOf({ faker, lists }: Locale, index: number): Name {
  const sex = faker.helpers.arrayElement(['female', 'male'] as const);
  const family = lists && ('female' in lists.family ? lists.family[sex] : lists.family);
  return {
    Title: faker.helpers.arrayElement(TITLES[sex]),
    GivenName: lists ? faker.helpers.arrayElement(lists[sex]) : faker.person.firstName(sex),
    MiddleInitial: index % 2 === 0 ? faker.string.alpha({ length: 1, casing: 'upper' }) : '',
    Surname: family ? faker.helpers.arrayElement(family) : faker.person.lastName(sex),
  };
}

function placeOf({ faker, lists, country, countryName, postalCode }: Locale, index: number): Place {
  const street = lists
    ? `${faker.helpers.arrayElement(lists.streets)} ${faker.number.int({ min: 1, max: 300 })}`
    : faker.location.streetAddress();
  return {
    // Commas and quotes, which a CSV file must quote.
    StreetAddress: index % 30 === 7 ? `${street}, "${faker.string.alpha({ length: 1, casing: 'upper' })}"` : street,
    City: lists ? faker.helpers.arrayElement(lists.cities) : faker.location.city(),
    State: WITH_STATE.has(country) ? faker.location.state({ abbreviated: country === 'US' }) : '',
    ZipCode: faker.helpers.fromRegExp(postalCode),
    Country: country,
    CountryFull: countryName,
  };
}

/** What somebody has of a person of the same locale. */
function sharedBy(before: Person | undefined, index: number): Partial<Person> {
  if (before === undefined) return {};
  const { GivenName, Surname, StreetAddress, City, State, ZipCode, Country, CountryFull } = before;
  if (index % 50 === 49) return { Surname, StreetAddress, City, State, ZipCode, Country, CountryFull };
  return index % 100 === 98 ? { GivenName, Surname } : {};
}

function onlineOf({ GivenName, Surname }: Name, index: number): Pick<Person, 'EmailAddress' | 'Username'> {
  const letters = `${GivenName}${Surname}`.normalize('NFD').replace(/[^A-Za-z]/g, '') || 'mail';
  const tag = index % 20 === 11 ? '+shop' : '';
  return {
    EmailAddress: `${letters}.${FIRST_NUMBER + index}${tag}@${MAIL_DOMAINS[index % MAIL_DOMAINS.length]}`,
    Username: `${letters.toLowerCase()}${index % 90}`,
  };
}

function phoneOf(
  { faker }: Locale,
  wanted: { country: CountryCode; anyKind: boolean },
  taken: Set<string>,
): Pick<Person, 'TelephoneNumber' | 'TelephoneCountryCode'> {
  const number = newPhoneNumber(faker, wanted, taken);
  return { TelephoneNumber: number.formatNational(), TelephoneCountryCode: number.countryCallingCode };
}

function workOf({ faker }: Locale, index: number): Pick<Person, 'Birthday' | 'Occupation' | 'Company'> {
  const born = faker.date.birthdate({ refDate: TODAY });
  return {
    Birthday: `${born.getUTCMonth() + 1}/${born.getUTCDate()}/${born.getUTCFullYear()}`,
    Occupation: faker.person.jobTitle(),
    Company: index % 200 === 150 ? '' : faker.company.name(),
  };
}
