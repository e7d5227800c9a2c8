import { indexDisagreements } from '@lethe/domain-kit';
import { isSearchable, type IdentifierKind } from '@lethe/matching';
import { naughtyStrings } from '@lethe/testing/naughty-strings';
import { newPrincipal, TestService } from '../../test/test-service.ts';
import { WHOLE } from '../../test/whole-contact.ts';

let service: TestService;
beforeAll(async () => {
  service = await TestService.start();
}, 60_000);
afterAll(() => service?.stop());

const UNKNOWN = '018f0000-0000-7000-8000-000000000000';
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
