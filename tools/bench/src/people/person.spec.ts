import { parsePhone } from '@lethe/matching';
import { CONTACT, MERGED, People } from './person.ts';

describe('made people', () => {
  const people = new People().make(20_000, CONTACT);
  const distinct = (values: readonly string[]): number => new Set(values).size;

  it('share no name, no number and no address', () => {
    expect(distinct(people.map(({ family }) => family.toLowerCase()))).toBe(people.length);
    expect(distinct(people.map(({ phone }) => phone))).toBe(people.length);
    expect(distinct(people.flatMap(({ emails }) => emails))).toBe(people.length);
  });

  it('have numbers that a plan takes', () => {
    for (const { phone } of [people[0]!, people.at(-1)!])
      expect(parsePhone({ value: phone }, 'US')).toMatchObject({ e164: phone, countryCode: 'CZ' });
  });

  it('have what their shape says', () => {
    const [person] = new People().make(1, MERGED);
    expect(person!.contacts).toHaveLength(3);
    expect(person!.emails).toHaveLength(3);
    expect(person!.dialerContacts).toHaveLength(2);
    expect(person!.conversations).toHaveLength(5);
  });
});
