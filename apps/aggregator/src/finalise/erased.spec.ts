import { pseudonym } from '@lethe/platform';
import { erasedSubject, erasedTerms } from './erased.ts';

const SECRET = 's'.repeat(32);
const ORGANISATION = '0b0b0b0b-0000-4000-8000-000000000000';
const hash = (kind: string, key: string) => `erased:${pseudonym(SECRET, ORGANISATION, kind, key)}`;

test('an id stays, everything beside it goes', () => {
  const id = '11111111-1111-4111-8111-111111111111';
  expect(erasedSubject(SECRET, ORGANISATION, { externalContactId: id, name: 'Ada', emailAddresses: ['a@b.org'] })).toEqual({ externalContactId: id });
  const dialerContactId = { id, contactListId: id };
  expect(erasedSubject(SECRET, ORGANISATION, { dialerContactId })).toEqual({ dialerContactId });
});

test('a term becomes the keyed hash of its key, in its own field', () => {
  expect(erasedSubject(SECRET, ORGANISATION, { emailAddresses: ['Ada@Example.org'] })).toEqual({ emailAddresses: [hash('EMAIL', 'ada@example.org')] });
  expect(erasedSubject(SECRET, ORGANISATION, { name: 'Ada L' })).toEqual({ name: hash('NAME', 'ada l') });
  expect(erasedSubject(SECRET, ORGANISATION, { socialHandle: { type: 'TWITTER', value: '@Ada' } })).toEqual({ socialHandle: { type: 'TWITTER', value: hash('TWITTER', 'ada') } });
  expect(erasedSubject(SECRET, ORGANISATION, { externalId: 'C-7' })).toEqual({ externalId: hash('EXTERNAL_ID', 'C-7') });
});

test('twice is once', () => {
  const once = erasedSubject(SECRET, ORGANISATION, { phoneNumbers: ['+1 202 555 0100'] });
  expect(erasedSubject(SECRET, ORGANISATION, once)).toEqual(once);
  const terms = erasedTerms(SECRET, ORGANISATION, [{ type: 'EMAIL', existingValue: 'a@b.org', updatedValue: 'c@d.org' }]);
  expect(terms).toEqual([{ type: 'EMAIL', existingValue: hash('EMAIL', 'a@b.org'), updatedValue: hash('EMAIL', 'c@d.org') }]);
  expect(erasedTerms(SECRET, ORGANISATION, terms)).toEqual(terms);
});
