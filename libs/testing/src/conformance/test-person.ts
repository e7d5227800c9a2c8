import { randomBytes, randomInt } from 'node:crypto';
import { indexKind, termKeys, type IdentifierKind } from '@lethe/matching';
import type { IdentifierKey } from '@lethe/contracts';

/** A person with a value for everything a domain can hold; every value is found nowhere else. */
export interface TestPerson {
  given: string;
  family: string;
  /** E.164. */
  phone: string;
  email: string;
  street: string;
  city: string;
  postalCode: string;
  country: string;
  handle: string;
  externalId: string;
  /** Free text about the person. */
  note: string;
}

/** What seed functions may fill in where a domain requires a value that a person lacks. */
export function testPerson(values: Partial<TestPerson> = {}): TestPerson {
  const word = () =>
    randomBytes(6)
      .toString('hex')
      .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!);
  const given = values.given ?? `Zoë${word()}`;
  const family = values.family ?? `Núñez${word()}`;
  return {
    given,
    family,
    phone: `+35191${randomInt(1_000_000, 9_999_999)}`,
    email: `${word()}@${word()}.example`,
    street: `Rua ${word()} 12`,
    city: `Cidade${word()}`,
    postalCode: `2870-${randomInt(100, 999)}`,
    country: 'PT',
    handle: word(),
    externalId: `X-${word()}`,
    note: `note ${word()}`,
    ...values,
  };
}

/** The term of each kind under which a caller would look for the person. */
export function termOf(person: TestPerson, kind: IdentifierKind): string {
  switch (kind) {
    case 'NAME':
      return `${person.family.toUpperCase()}  ${person.given}`;
    case 'ADDRESS':
      return `${person.street}, ${person.postalCode} ${person.city}`;
    case 'PHONE':
      return person.phone;
    case 'EMAIL':
      return person.email.toUpperCase();
    case 'EXTERNAL_ID':
      return person.externalId;
    case 'WHATSAPP':
      return person.phone;
    default:
      return `@${person.handle}`;
  }
}

/** The keys by which the owner of a subject would describe the person to other domains. */
export function keysOfPerson(person: TestPerson, kinds: readonly IdentifierKind[]): IdentifierKey[] {
  return kinds.flatMap((kind) =>
    termKeys(kind, termOf(person, kind), 'US').map((key) => ({ kind: indexKind(kind), key })),
  );
}

/** The person as the owner of another domain's id would describe it; nothing is known to be shared. */
export const describedAs = (person: TestPerson, kinds: readonly IdentifierKind[]) => ({
  keys: keysOfPerson(person, kinds),
  names: [{ given: person.given, family: person.family }],
  shared: [] as IdentifierKey[],
});

/** Strings that must be nowhere after the person was erased. */
export const tracesOf = (person: TestPerson): string[] => [
  person.given,
  person.family,
  person.phone.slice(4),
  person.email,
  person.street,
  person.city,
  person.handle,
  person.externalId,
  person.note,
];
