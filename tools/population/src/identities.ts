import { peopleSources, type Person } from '@lethe/testing/people';
import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max';
import type { Identity } from './population.ts';

/** A household shares numbers; its members need names that are told apart. */
interface Household {
  members: number;
  /** Of a family: one family name. */
  isFamily: boolean;
  /** Of a family: the second is called like the first but for one letter. */
  hasNear: boolean;
}

/** People of a population, in the order of its households, and what is left for what they share. */
export interface Cast {
  people: Identity[];
  /** For each household a valid number that nobody of them has, of the country of its first member where one is near. */
  landlines: string[];
}

/** So many further people are looked at for a number of a country. */
const NEAR = 200;
/** Letters that differ between the given names of two people who share something. */
const APART = 3;
/** One token says too little to tell people by; two stand in every list. */
const PLAIN = /^[\p{L}'’-]{2,}$/u;

let pool: Identity[] | undefined;
const everybody = (): Identity[] => (pool ??= peopleSources('')[0]!.people.flatMap(identityOf));

function identityOf(person: Person): Identity[] {
  if (!PLAIN.test(person.GivenName) || !PLAIN.test(person.Surname)) return [];
  const number = parsePhoneNumber(person.TelephoneNumber, person.Country as CountryCode);
  if (number?.isValid() !== true) return [];
  const phone = number.number;
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
  const homes = households.map(({ members, isFamily, hasNear }) => {
    const household: Identity[] = [];
    while (household.length < members) {
      const [first] = household;
      const drawn = take();
      // In a family all write in one script: one name in two scripts would be one name.
      if (isFamily && first !== undefined && isLatin(drawn.given) !== isLatin(first.given)) continue;
      const one = isFamily && first !== undefined ? { ...drawn, family: first.family } : drawn;
      const near = isFamily && hasNear && household.length === 1 ? nearName(first!.given) : undefined;
      if (near !== undefined) household.push({ ...one, given: near });
      else if (household.every((other) => areApart(one.given, other.given))) household.push(one);
    }
    return household;
  });
  const people = homes.flat();
  const taken = new Set(people.map(({ phone }) => phone));
  const landlines = homes.map(([first]) => {
    const ahead = Array.from({ length: NEAR }, take).filter(({ phone }) => !taken.has(phone));
    const { phone } = ahead.find(({ country }) => country === first!.country) ?? ahead[0]!;
    taken.add(phone);
    return phone;
  });
  return { people, landlines };
}

/** Mario for Maria: two people, of whom no name test may make one. */
function nearName(given: string): string | undefined {
  if (!/^[\p{Script=Latin}]{5,}$/u.test(given)) return undefined;
  return given.slice(0, -1) + (/[ao]$/.test(given) ? (given.endsWith('a') ? 'o' : 'a') : 'a');
}

const isLatin = (text: string): boolean => /^\p{Script=Latin}/u.test(text);

/** Names of the pool that one person may go by, and that letters do not show to be one. */
const ONE_PERSON = ['alexander sander xander', 'johann johannes hans', 'marie anne-marie'].map((names) =>
  names.split(' '),
);

/**
 * Beyond doubt two given names, by a rule that owes nothing to what is tested: other first letters, several letters
 * apart.
 */
export function areApart(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()) as [
    string,
    string,
  ];
  if (ONE_PERSON.some((names) => names.includes(a) && names.includes(b))) return false;
  return a[0] !== b[0] && distance([...a], [...b]) >= APART;
}

function distance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, letter] of a.entries()) {
    const next = [index + 1];
    for (const [at, other] of b.entries())
      next.push(Math.min(row[at]! + (letter === other ? 0 : 1), row[at + 1]! + 1, next[at]! + 1));
    row = next;
  }
  return row.at(-1)!;
}
