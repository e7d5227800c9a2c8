import { compareNames } from '@lethe/matching';
import { drawPopulation } from './draw.ts';
import { isStrong } from './reach.ts';
import type { PlannedRecord, Population } from './population.ts';

const drawn = Array.from({ length: 300 }, (_, seed) => drawPopulation(seed, 1 + (seed % 3)));
const identifiers = ({ phones, emails }: PlannedRecord) => [...phones, ...emails.filter(isStrong)];
const share = (a: PlannedRecord, b: PlannedRecord) => identifiers(a).some((one) => identifiers(b).includes(one));

/** Pairs of records of two people that share an identifier. */
const neighbours = ({ records }: Population) =>
  records.flatMap((a) => records.filter((b) => a.owner < b.owner && share(a, b)).map((b) => [a, b] as const));

describe('a population', () => {
  it('is the same for the same seed', () => {
    expect(drawPopulation(7, 3)).toEqual(drawPopulation(7, 3));
    expect(drawPopulation(7, 3)).not.toEqual(drawPopulation(8, 3));
  });

  it('has no two people who share both a name and an identifier', () => {
    for (const population of drawn)
      for (const [a, b] of neighbours(population)) {
        const found = compareNames(population.people[a.owner]!, population.people[b.owner]!);
        expect(found.answer === 'other' || (found.answer === 'possible' && found.by === 'oneEdit')).toBe(true);
      }
  });

  it('has a mailbox of several people under the full names of two, so that the stores know', () => {
    for (const { records } of drawn)
      for (const email of new Set(records.flatMap(({ emails }) => emails))) {
        const carriers = records.filter(({ emails }) => emails.includes(email));
        const named = carriers.filter(({ naming, isGone }) => naming === 'full' && !isGone);
        if (new Set(carriers.map(({ owner }) => owner)).size > 1)
          expect(new Set(named.map(({ owner }) => owner)).size).toBeGreaterThan(1);
      }
  });

  it.each<[string, (population: Population) => boolean]>([
    [
      'a landline of several people',
      (all) => neighbours(all).some(([a, b]) => a.phones.some((one) => b.phones.includes(one))),
    ],
    [
      'a mailbox of a family',
      ({ records }) => records.some(({ emails }) => emails.some((one) => one.startsWith('family'))),
    ],
    ['a mailbox of a department', ({ records }) => records.some(({ emails }) => emails.some((one) => !isStrong(one)))],
    [
      'namesakes',
      ({ people }) => new Set(people.map(({ given, family }) => `${given} ${family}`)).size < people.length,
    ],
    ['a merge set', ({ records }) => records.some(({ isMerged }) => isMerged)],
    ['rows of several lists', ({ records }) => new Set(records.map(({ list }) => list)).size > 3],
    [
      'two people whose given names are one letter apart',
      ({ people }) =>
        people.some((one) =>
          people.some((other) => one.given !== other.given && one.given.slice(0, -1) === other.given.slice(0, -1)),
        ),
    ],
    ['a number as it is written at home', ({ records }) => records.some(({ writing }) => writing.phone === 'national')],
    [
      'two numbers in one field',
      ({ records }) => records.some(({ list, phones, writing }) => list && phones.length > 1 && writing.isJoined),
    ],
    ['a messenger', ({ records }) => records.some(({ phones, writing }) => phones.length > 0 && writing.isWhatsApp)],
    ['records without a name', ({ records }) => records.some(({ naming }) => naming === 'none')],
    [
      'somebody who came back',
      ({ records }) => records.some(({ key, isActive }) => key.endsWith('.1') && isActive === true),
    ],
    [
      'a conversation of several customers',
      ({ conversations }) => conversations.some(({ customers }) => customers.length > 1),
    ],
    ['a conversation of several agents', ({ conversations }) => conversations.some(({ agents }) => agents.length > 1)],
    [
      'an id that no contact has',
      ({ conversations }) =>
        conversations.some(({ customers }) => customers.some(({ contact }) => contact === undefined)),
    ],
    ['an id whose contact is deleted', ({ records }) => records.some(({ isGone }) => isGone)],
    ['a visitor who is linked to a contact', ({ records }) => records.some(({ contact }) => contact !== undefined)],
    [
      'a visitor whom nobody has linked',
      ({ records }) => records.some(({ kind, contact }) => kind === 'visitor' && contact === undefined),
    ],
    ['a user who made a prompt', ({ authors }) => authors.length > 0],
  ])('has %s, often enough', (_, has) => {
    expect(drawn.filter(has).length).toBeGreaterThan(10);
  });
});
