import { indexDisagreements } from '@lethe/domain-kit';
import { isSearchable, type IdentifierKind } from '@lethe/identifiers';
import { naughtyStrings } from '@lethe/testing/naughty-strings';
import { newPrincipal, TestService } from '../../test/test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await TestService.start();
}, 60_000);
afterAll(() => service?.stop());

const UNKNOWN = '018f0000-0000-7000-8000-000000000000';
const WHOLE = {
  firstName: 'Marie',
  middleName: 'Eva',
  lastName: 'Hamanová',
  salutation: 'Ms.',
  title: 'Head of Sales',
  workPhone: { display: '21 265 247 1573' },
  cellPhone: { display: '912 345 678', acceptsSMS: true },
  homePhone: { display: '(212) 555-1234', normalizationCountryCode: 'US', extension: 12 },
  otherPhone: { display: 'call me maybe' },
  workEmail: 'marie@work.example',
  personalEmail: 'Marie@home.example',
  otherEmail: 'm@other.example',
  address: {
    address1: 'R Família Marques 19',
    address2: '2 esq',
    city: 'Montijo',
    state: 'SE',
    postalCode: '2870-021',
    countryCode: 'PT',
  },
  twitterId: { id: '4711', name: 'Marie', screenName: 'marieh', profileUrl: 'https://social.example/marieh' },
  lineId: { ids: [{ userId: 'U123' }], displayName: 'M' },
  whatsAppId: { phoneNumber: { display: '+351 912 345 678' }, displayName: 'M' },
  facebookId: { ids: [{ scopedId: 'fb-1' }], displayName: 'M' },
  instagramId: { ids: [{ scopedId: 'ig-1' }], displayName: 'M', handle: 'marie.h' },
  appleOpaqueIds: [{ value: 'urn:mbid:1' }],
  externalIds: [{ externalSource: { id: 'crm', name: 'CRM' }, value: 'C-1' }],
  externalOrganization: { id: 'o1', name: 'Acme' },
  surveyOptOut: false,
  externalSystemUrl: 'https://crm.example/1',
  customFields: { tier_text: 'gold', visits_number: 3 },
  schema: { id: 's1', version: 2 },
  division: { id: 'd1', name: 'Home' },
};

describe('a contact', () => {
  it('is answered as it was written, with what is known of its phone numbers', async () => {
    const created = await service.create({ ...WHOLE, id: UNKNOWN, createDate: 'yesterday', unknown: [1] });
    const expected = {
      ...WHOLE,
      workPhone: { display: '21 265 247 1573', userInput: '21 265 247 1573' },
      cellPhone: {
        display: '912 345 678',
        userInput: '912 345 678',
        acceptsSMS: true,
        e164: '+351912345678',
        countryCode: 'PT',
      },
      homePhone: {
        display: '(212) 555-1234',
        userInput: '(212) 555-1234',
        extension: 12,
        normalizationCountryCode: 'US',
        e164: '+12125551234',
        countryCode: 'US',
      },
      otherPhone: { display: 'call me maybe', userInput: 'call me maybe' },
      whatsAppId: {
        phoneNumber: {
          display: '+351 912 345 678',
          userInput: '+351 912 345 678',
          e164: '+351912345678',
          countryCode: 'PT',
        },
        displayName: 'M',
      },
      type: 'Curated',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      createDate: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      modifyDate: created.createDate as string,
      selfUri: `/api/v2/externalcontacts/contacts/${created.id}`,
    };
    expect(created).toEqual(expected);
    expect(created.id).not.toBe(UNKNOWN);
    expect(await service.ok('GET', `/contacts/${created.id}`)).toEqual(created);
    expect(await service.ok('GET', `/contacts/${created.id}/unresolved`)).toEqual(created);
    expect(await service.ok('GET', `/contacts/${created.id.toUpperCase()}`)).toEqual(created);
  });

  it('may be empty', async () => {
    const created = await service.create({});
    expect(Object.keys(created).sort()).toEqual(['createDate', 'id', 'modifyDate', 'selfUri', 'type']);
  });

  it('is replaced whole: what is left out becomes empty', async () => {
    const { id, createDate } = await service.create(WHOLE);
    const replaced = await service.ok('PUT', `/contacts/${id}`, {
      lastName: 'Nováková',
      workEmail: null,
      cellPhone: { display: '911 111 111' },
      address: { countryCode: 'PT' },
    });
    expect(replaced).toEqual({
      id,
      type: 'Curated',
      lastName: 'Nováková',
      cellPhone: { display: '911 111 111', userInput: '911 111 111', e164: '+351911111111', countryCode: 'PT' },
      address: { countryCode: 'PT' },
      createDate,
      modifyDate: expect.any(String),
      selfUri: `/api/v2/externalcontacts/contacts/${id}`,
    });
    expect(Date.parse(replaced.modifyDate)).toBeGreaterThan(Date.parse(createDate));
    expect(await service.ok('GET', `/contacts/${id}`)).toEqual(replaced);
  });

  it('may be put back as it was answered', async () => {
    const created = await service.create(WHOLE);
    const { modifyDate: _, ...same } = created;
    expect(await service.ok('PUT', `/contacts/${created.id}`, created)).toMatchObject(same);
  });

  it('is found by its identifiers after every change, and not by old ones', async () => {
    const principal = newPrincipal();
    const find = async (kind: IdentifierKind, value: string) => {
      const subjects = await service.domain.search(principal, kind, value);
      return subjects.map((subject) => subject.externalContactId);
    };
    const { id } = await service.create(WHOLE, principal);
    const terms: [IdentifierKind, string][] = [
      ['NAME', 'hamanova marie'],
      ['NAME', 'Marie Eva Hamanová'],
      ['PHONE', '+351 912345678'],
      ['PHONE', '212 555 1234 ext. 12'],
      ['EMAIL', 'M@OTHER.example'],
      ['ADDRESS', 'R Família Marques 19, 2 esq, 2870-021 Montijo'],
      ['TWITTER', '@MarieH'],
      ['TWITTER', '4711'],
      ['WHATSAPP', '+351912345678'],
      ['FACEBOOK', 'fb-1'],
      ['INSTAGRAM', 'Marie.H'],
      ['INSTAGRAM', 'ig-1'],
      ['APPLE_MESSAGES', 'urn:mbid:1'],
      ['EXTERNAL_ID', 'C-1'],
    ];
    for (const [kind, value] of terms) expect([kind, value, await find(kind, value)]).toEqual([kind, value, [id]]);
    await service.ok('PUT', `/contacts/${id}`, { lastName: 'Else', workEmail: 'new@work.example' }, principal);
    for (const [kind, value] of terms) expect([kind, value, await find(kind, value)]).toEqual([kind, value, []]);
    expect(await find('EMAIL', 'new@work.example')).toEqual([id]);
    await service.ok('DELETE', `/contacts/${id}`, undefined, principal);
    expect(await find('EMAIL', 'new@work.example')).toEqual([]);
    expect(await indexDisagreements(service.domain.store, principal)).toEqual([]);
  });

  it('is gone after DELETE', async () => {
    const { id } = await service.create(WHOLE);
    expect(await service.ok('DELETE', `/contacts/${id}`)).toEqual({});
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      expect(await service.refusal(method, `/contacts/${id}`, method === 'PUT' ? {} : undefined)).toEqual([
        404,
        'contact.not.found',
      ]);
    }
  });

  it('exists for its own organisation only', async () => {
    const { id } = await service.create(WHOLE);
    const other = newPrincipal();
    for (const path of [`/contacts/${id}`, `/contacts/${id}/unresolved`, `/contacts/${id}/notes`]) {
      expect(await service.refusal('GET', path, undefined, other)).toEqual([404, 'contact.not.found']);
    }
    expect(await service.refusal('DELETE', `/contacts/${id}`, undefined, other)).toEqual([404, 'contact.not.found']);
    expect((await service.ok('GET', '/contacts', undefined, other)).total).toBe(0);
  });
});

describe('a call is refused', () => {
  it.each([
    ['GET', '/contacts/nonsense', undefined, 404, 'not.found'],
    ['GET', `/contacts/${UNKNOWN}`, undefined, 404, 'contact.not.found'],
    ['GET', '/elsewhere', undefined, 404, 'not.found'],
    ['GET', '/contacts?pageSize=101', undefined, 400, 'bad.request'],
    ['GET', '/contacts?pageSize=100&pageNumber=11', undefined, 400, 'bad.request'],
    ['GET', '/reversewhitepageslookup', undefined, 400, 'bad.request'],
    ['POST', '/contacts', [], 400, 'bad.request'],
    ['POST', '/contacts', { firstName: 7 }, 400, 'bad.request'],
    ['POST', '/contacts', { firstName: 'x'.repeat(10_000) }, 400, 'bad.request'],
    ['POST', '/contacts', { workEmail: 'x'.repeat(257) }, 400, 'bad.request'],
    [
      'POST',
      '/contacts',
      { appleOpaqueIds: Array.from({ length: 11 }, (_, n) => ({ value: String(n) })) },
      400,
      'bad.request',
    ],
    ['POST', '/identifierlookup', { type: 'Shoe', value: '42' }, 400, 'invalid.value'],
    ['POST', '/identifierlookup', { type: 'Cookie', value: '42' }, 404, 'contact.not.found'],
  ] as const)('%s %s', async (method, path, body, status, code) => {
    expect(await service.refusal(method, path, body)).toEqual([status, code]);
  });

  it('with the name of the field, not its value', async () => {
    const { body } = await service.call('POST', '/contacts', { address: { city: 'Secret'.repeat(1000) } });
    expect(body.details).toEqual([{ errorCode: 'constraint.validation', fieldName: 'address.city' }]);
    expect(JSON.stringify(body)).not.toContain('Secret');
  });

  it('without its permission', async () => {
    const { id } = await service.create();
    const calls = [
      ['POST', '/contacts', {}, 'contact:add'],
      ['GET', `/contacts/${id}`, undefined, 'contact:view'],
      ['PUT', `/contacts/${id}`, {}, 'contact:edit'],
      ['DELETE', `/contacts/${id}`, undefined, 'contact:delete'],
      ['POST', '/contacts/merge', {}, 'identity:merge'],
      ['POST', '/merge/contacts', {}, 'identity:merge'],
      ['POST', '/identifierlookup', {}, 'contact:view'],
    ] as const;
    const all = [...new Set(calls.map((call) => `externalContacts:${call[3]}`))];
    for (const [method, path, body, needed] of calls) {
      const permissions = all.filter((permission) => permission !== `externalContacts:${needed}`);
      const reply = await service.call(method, path, body, { ...service.principal, permissions });
      expect([reply.status, reply.body.code, reply.body.messageParams]).toEqual([
        403,
        'missing.any.permissions',
        { permissions: `externalContacts:${needed}` },
      ]);
    }
  });
});

describe('contacts are listed', () => {
  it('in pages, oldest first', async () => {
    const principal = newPrincipal();
    const ids: string[] = [];
    for (let n = 0; n < 21; n++) ids.push((await service.create({ lastName: `N${n}` }, principal)).id);
    const first = await service.ok('GET', '/contacts', undefined, principal);
    expect(first.entities.map((contact: { id: string }) => contact.id)).toEqual(ids.slice(0, 20));
    expect(first).toMatchObject({
      pageSize: 20,
      pageNumber: 1,
      total: 21,
      pageCount: 2,
      nextUri: '/api/v2/externalcontacts/contacts?pageSize=20&pageNumber=2',
    });
    const second = await service.ok('GET', '/contacts?pageNumber=2&sortOrder=x', undefined, principal);
    expect(second.entities.map((contact: { id: string }) => contact.id)).toEqual(ids.slice(20));
  });

  it.each([
    ['the start of a name, accents aside', 'ham', true],
    ['two words in any order', 'hamanova mar', true],
    ['an e-mail address', 'MARIE@work.example', true],
    ['a phone number', '+351912345678', true],
    ['an external id', 'C-1', true],
    ['a wildcard', '%', false],
    ['the middle of a name', 'amanova', false],
    ['half an e-mail address', 'marie@', false],
  ])('by %s', async (_, q, found) => {
    const principal = newPrincipal();
    const { id } = await service.create(WHOLE, principal);
    await service.create({ firstName: 'Zoë', workEmail: 'zoe@work.example' }, principal);
    const reply = await service.ok('GET', `/contacts?q=${encodeURIComponent(q)}`, undefined, principal);
    expect(reply.entities.map((contact: { id: string }) => contact.id)).toEqual(found ? [id] : []);
    expect(reply.total).toBe(found ? 1 : 0);
  });
});

describe('a contact is looked up', () => {
  it.each([['marie@WORK.example'], ['+351912345678'], ['@marieh']])('in reverse by %s', async (value) => {
    const principal = newPrincipal();
    const { id } = await service.create(WHOLE, principal);
    await service.create({ firstName: 'Marie' }, principal);
    const { contacts } = await service.ok(
      'GET',
      `/reversewhitepageslookup?lookupVal=${encodeURIComponent(value)}`,
      undefined,
      principal,
    );
    expect(contacts.map((contact: { id: string }) => contact.id)).toEqual([id]);
  });

  it('by its external id, of any source or of one', async () => {
    const principal = newPrincipal();
    const { id } = await service.create(WHOLE, principal);
    const second = await service.create({ externalIds: [{ externalSource: { id: 'erp' }, value: 'C-1' }] }, principal);
    const lookUp = (more: object) =>
      service.call('POST', '/identifierlookup', { type: 'ExternalId', value: 'C-1', ...more }, principal);
    expect((await lookUp({})).body.id).toBe(id);
    expect((await lookUp({ externalSource: { id: 'erp', name: 'ERP' } })).body.id).toBe(second.id);
    expect((await lookUp({ externalSource: { id: 'other' } })).status).toBe(404);
    expect((await lookUp({ value: 'c-1' })).status).toBe(404);
    expect(
      (
        await service.ok(
          'POST',
          '/identifierlookup/contacts',
          { type: 'SocialWhatsapp', value: '+351912345678' },
          principal,
        )
      ).id,
    ).toBe(id);
  });
});

it('keeps every text as it is', async () => {
  const principal = newPrincipal();
  const texts = [...new Set([...naughtyStrings(), '\u202eright to left', '👩‍👩‍👧', 'O\'Neil "x"; drop table'])].filter(
    (text) => text !== '' && !text.includes('\0'),
  );
  let searched = 0;
  for (const text of texts.filter((one) => one.length <= 1000)) {
    const { id } = await service.create({ lastName: text, externalIds: [{ value: text }] }, principal);
    const contact = await service.ok('GET', `/contacts/${id}`, undefined, principal);
    expect([contact.lastName, contact.externalIds[0].value]).toEqual([text, text]);
    if (!isSearchable('EXTERNAL_ID', text)) continue;
    const subjects = await service.domain.search(principal, 'EXTERNAL_ID', text);
    expect(subjects.map((subject) => subject.externalContactId)).toEqual([id]);
    searched += 1;
  }
  expect(searched).toBeGreaterThan(400);
}, 60_000);
