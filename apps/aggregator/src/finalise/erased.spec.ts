import { pseudonym } from '@lethe/platform';
import { erasedSubject, erasedTerms } from './erased.ts';

const SECRET = 's'.repeat(32);
const ORGANISATION = '0b0b0b0b-0000-4000-8000-000000000000';
const HASHING = { secret: SECRET, organisationId: ORGANISATION, defaultCountry: 'US' };
const hash = (kind: string, key: string) => `erased:${pseudonym(SECRET, ORGANISATION, kind, key)}`;

test('an id stays, everything beside it goes', () => {
  const id = '11111111-1111-4111-8111-111111111111';
  expect(erasedSubject(HASHING, { externalContactId: id, name: 'Ada', emailAddresses: ['a@b.org'] })).toEqual({
    externalContactId: id,
  });
  const dialerContactId = { id, contactListId: id };
  expect(erasedSubject(HASHING, { dialerContactId })).toEqual({ dialerContactId });
});

test('a term becomes the keyed hash of its key, in its own field', () => {
  expect(erasedSubject(HASHING, { emailAddresses: ['Ada@Example.org'] })).toEqual({
    emailAddresses: [hash('EMAIL', 'ada@example.org')],
  });
  expect(erasedSubject(HASHING, { name: 'Ada L' })).toEqual({ name: hash('NAME', 'ada l') });
  expect(erasedSubject(HASHING, { socialHandle: { type: 'TWITTER', value: '@Ada' } })).toEqual({
    socialHandle: { type: 'TWITTER', value: hash('TWITTER', 'ada') },
  });
  expect(erasedSubject(HASHING, { externalId: 'C-7' })).toEqual({ externalId: hash('EXTERNAL_ID', 'C-7') });
});

test('a national phone number has the hash of its international form', () => {
  expect(erasedSubject(HASHING, { phoneNumbers: ['(202) 555-0100'] })).toEqual({
    phoneNumbers: [hash('PHONE', '+12025550100')],
  });
});

test('twice is once', () => {
  const once = erasedSubject(HASHING, { phoneNumbers: ['+1 202 555 0100'] });
  expect(erasedSubject(HASHING, once)).toEqual(once);
  const terms = erasedTerms(HASHING, [{ type: 'EMAIL', existingValue: 'a@b.org', updatedValue: 'c@d.org' }]);
  expect(terms).toEqual([
    { type: 'EMAIL', existingValue: hash('EMAIL', 'a@b.org'), updatedValue: hash('EMAIL', 'c@d.org') },
  ]);
  expect(erasedTerms(HASHING, terms)).toEqual(terms);
});
