import { newPrincipal, TestService } from '../../test/test-service.ts';
import { WHOLE } from '../../test/whole-contact.ts';

let service: TestService;
beforeAll(async () => {
  service = await TestService.start();
}, 60_000);
afterAll(() => service?.stop());

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
