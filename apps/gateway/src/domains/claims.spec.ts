import { claimantsOf, conflictsIn, isClaimable } from './claims.ts';

const CONTACTS = '/api/v2/externalcontacts';
const SESSIONS = '/api/v2/externalcontacts/contacts/{contactId}/journey/sessions';
const claims = [
  { pattern: CONTACTS, owner: 'external-contacts' },
  { pattern: SESSIONS, owner: 'journey' },
  { pattern: '/api/v2/externalcontacts/{kind}/recent', owner: 'named' },
  { pattern: '/api/v2/externalcontacts/notes/recent', owner: 'literal' },
];

it.each([
  [`${CONTACTS}`, 'external-contacts'],
  [`${CONTACTS}/contacts/1`, 'external-contacts'],
  [`${CONTACTS}/contacts/1/journey`, 'external-contacts'],
  [`${CONTACTS}/contacts/1/journey/sessions`, 'journey'],
  [`${CONTACTS}/contacts/1/journey/sessions/2/events`, 'journey'],
  [`${CONTACTS}/contacts/{contactId}/journey/sessions`, 'journey'],
  [`${CONTACTS}/contacts/1/journey/sessionsandmore`, 'external-contacts'],
  [`${CONTACTS}/contacts//journey/sessions`, 'external-contacts'],
  [`${CONTACTS}/contacts/1/2/journey/sessions`, 'external-contacts'],
  [`${CONTACTS}/organizations/recent`, 'named'],
  [`${CONTACTS}/notes/recent`, 'literal'],
])('%s is claimed by %s', (path, owner) => {
  for (const order of [claims, [...claims].reverse()])
    expect(claimantsOf(path, order).map((claim) => claim.owner)).toEqual([owner]);
});

it('has no claimant for what lies below no claim', () => {
  expect(claimantsOf('/api/v2/externalcontactsandmore', claims)).toEqual([]);
});

it('knows the same path by other names of its segments', () => {
  const twice = [...claims, { pattern: SESSIONS.replace('contactId', 'id'), owner: 'visits' }];
  expect(conflictsIn(claims)).toEqual([]);
  expect(conflictsIn(twice)).toEqual([{ pattern: SESSIONS, owners: ['journey', 'visits'] }]);
  expect(claimantsOf(`${CONTACTS}/contacts/1/journey/sessions`, twice).map(({ owner }) => owner)).toEqual([
    'journey',
    'visits',
  ]);
});

it.each([
  ['/api/v2/users', true],
  [SESSIONS, true],
  ['/api/v2/{anything}', false],
  ['/api/v2/users/', false],
  ['/api/v2', false],
  ['/oauth/token', false],
  ['/api/v2/gdpr', false],
  ['/api/v2/gdpr/steal', false],
  ['/api/v2/downloads/{id}', false],
])('%s may be claimed: %s', (pattern, may) => expect(isClaimable(pattern)).toBe(may));
