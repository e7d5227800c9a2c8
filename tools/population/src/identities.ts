import { compareNames } from '@lethe/matching';
import { peopleSources, type Person } from '@lethe/testing/people';
import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max';
import type { Identity } from './population.ts';

/** A household shares numbers; its members need names that are told apart. */
interface Household {
  members: number;
  /** Of a family: one family name. */
  isFamily: boolean;
}

/** People of a population, in the order of its households, and what is left for what they share. */
export interface Cast {
  people: Identity[];
  /** Valid numbers that nobody of them has. */
  spareNumbers: string[];
}

const SPARE = 12;
/** One token says too little to tell people by; two stand in every list. */
const PLAIN = /^[\p{L}'’-]{2,}$/u;

let pool: Identity[] | undefined;
const everybody = (): Identity[] => (pool ??= peopleSources('')[0]!.people.flatMap(identityOf));

function identityOf(person: Person): Identity[] {
  if (!PLAIN.test(person.GivenName) || !PLAIN.test(person.Surname)) return [];
  const phone = parsePhoneNumber(person.TelephoneNumber, person.Country as CountryCode)?.number;
  if (phone === undefined) return [];
  return [
    {
      given: person.GivenName,
      family: person.Surname,
      phone,
      email: person.EmailAddress,
      handle: `${person.Username}_${person.Number}`,
      externalId: `CRM-${person.Number}`,
      street: person.StreetAddress,
      city: person.City,
      postalCode: person.ZipCode,
      country: person.Country,
    },
  ];
}

/** Takes people from the pool at `start`, so that no two of a household could be one by their names. */
export function castOf(households: readonly Household[], start: number): Cast {
  const all = everybody();
  let next = start;
  const take = () => all[next++ % all.length]!;
  const people = households.flatMap(({ members, isFamily }) => {
    const household: Identity[] = [];
    while (household.length < members) {
      const drawn = take();
      const family = isFamily && household[0] !== undefined ? household[0].family : drawn.family;
      const one = { ...drawn, family };
      if (household.every((other) => areApart(one, other))) household.push(one);
    }
    return household;
  });
  return { people, spareNumbers: Array.from({ length: SPARE }, () => take().phone) };
}

/** Their names are other, or one edit apart: two people, as far as names go. */
export function areApart(one: Identity, other: Identity): boolean {
  const found = compareNames(one, other);
  return found.answer === 'other' || (found.answer === 'possible' && found.by === 'oneEdit');
}
