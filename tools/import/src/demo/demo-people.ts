import type { Faker } from '@faker-js/faker';
import { faker as cs } from '@faker-js/faker/locale/cs_CZ';
import { faker as de } from '@faker-js/faker/locale/de';
import { faker as el } from '@faker-js/faker/locale/el';
import { faker as gb } from '@faker-js/faker/locale/en_GB';
import { faker as us } from '@faker-js/faker/locale/en_US';
import { faker as es } from '@faker-js/faker/locale/es';
import { faker as fr } from '@faker-js/faker/locale/fr';
import { faker as ja } from '@faker-js/faker/locale/ja';
import { faker as nl } from '@faker-js/faker/locale/nl';
import { faker as pl } from '@faker-js/faker/locale/pl';
import { faker as pt } from '@faker-js/faker/locale/pt_PT';
import { faker as uk } from '@faker-js/faker/locale/uk';
import type { Identity, Row } from '../rows/identity.ts';

const PEOPLE = 200;
const SEED = 20180525;

/** ISO 3166 country and calling code of the people of each locale. */
const LOCALES: readonly (readonly [Faker, country: string, callingCode: string])[] = [
  [us, 'US', '1'],
  [de, 'DE', '49'],
  [gb, 'GB', '44'],
  [fr, 'FR', '33'],
  [pt, 'PT', '351'],
  [es, 'ES', '34'],
  [cs, 'CZ', '420'],
  [nl, 'NL', '31'],
  [pl, 'PL', '48'],
  [el, 'GR', '30'],
  [uk, 'UA', '380'],
  [ja, 'JP', '81'],
];

/**
 * The people of the demo organisation: the same at every call, none of them real, e-mail under example.com and its kin
 * (RFC 2606).
 */
export function demoPeople(): Row[] {
  for (const [index, [faker]] of LOCALES.entries()) faker.seed(SEED + index);
  return Array.from({ length: PEOPLE }, (_, index) => {
    const [faker, country, callingCode] = LOCALES[index % LOCALES.length]!;
    return { line: index + 1, index, identity: person(faker, { number: `demo-${index + 1}`, country, callingCode }) };
  });
}

function person(
  faker: Faker,
  { number, country, callingCode }: { number: string; country: string; callingCode: string },
): Identity {
  const sex = faker.person.sexType();
  const [firstName, lastName] = [faker.person.firstName(sex), faker.person.lastName(sex)];
  return {
    Number: number,
    Title: '',
    GivenName: firstName,
    MiddleInitial: '',
    Surname: lastName,
    StreetAddress: faker.location.streetAddress(),
    City: faker.location.city(),
    State: country === 'US' ? faker.location.state({ abbreviated: true }) : '',
    ZipCode: faker.location.zipCode(),
    Country: country,
    EmailAddress: faker.internet.exampleEmail({ firstName, lastName }).toLowerCase(),
    TelephoneNumber: faker.phone.number({ style: 'national' }),
    TelephoneCountryCode: callingCode,
    Occupation: faker.person.jobTitle(),
    Company: faker.company.name(),
  };
}
