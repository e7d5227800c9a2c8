import { ResolveReply, SUBJECTS } from '@lethe/contracts';
import { newPrincipal, TestService } from '../../test/test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await TestService.start();
}, 60_000);
afterAll(() => service?.stop());

interface Contact {
  id: string;
  [field: string]: unknown;
}
const UNKNOWN = '018f0000-0000-7000-8000-000000000000';
const refs = (...contacts: Contact[]) =>
  contacts.map(({ id }) => ({ id, selfUri: `/api/v2/externalcontacts/contacts/${id}` }));
const ref = (contact: Contact) => refs(contact)[0];
const get = (contact: Contact, unresolved = ''): Promise<Contact> =>
  service.ok('GET', `/contacts/${contact.id}${unresolved}`);
const merge = (contacts: Contact[], valueOverride?: object): Promise<Contact> =>
  service.ok('POST', '/contacts/merge', { contactIds: contacts.map(({ id }) => id), valueOverride });
const refused = (contactIds: string[], valueOverride?: object) =>
  service.refusal('POST', '/contacts/merge', { contactIds, valueOverride });
const create = (body: object = {}): Promise<Contact> => service.create(body);
const membersOf = async (contact: Contact) => {
  const call = { context: service.principal, id: { type: 'externalContactId', id: contact.id } };
  const { subject, others } = await service.domain.messaging.call(
    SUBJECTS.domain('external-contacts', 'resolve'),
    call,
    ResolveReply,
  );
  return [subject, ...others].map(({ id }) => id.id);
};

describe('merging', () => {
  it('makes a new canonical contact; the merged ones keep their ids and data', async () => {
    const a = await create({
      firstName: 'Marie',
      workEmail: 'a@x.example',
      externalIds: [{ value: '1' }],
      customFields: { tier: 'gold' },
    });
    const b = await create({
      firstName: 'M.',
      lastName: 'Hamanová',
      externalIds: [{ value: '1' }, { value: '2' }],
      customFields: { tier: 'tin', since: 2001 },
      address: { city: 'Brno', countryCode: 'CZ' },
    });
    const canonical = await merge([a, b], { title: 'Dr.' });
    expect([a.id, b.id]).not.toContain(canonical.id);
    expect(canonical).toMatchObject({
      firstName: 'Marie',
      lastName: 'Hamanová',
      title: 'Dr.',
      workEmail: 'a@x.example',
      address: { city: 'Brno', countryCode: 'CZ' },
      externalIds: [{ value: '1' }, { value: '2' }],
      customFields: { tier: 'gold', since: 2001 },
      canonicalContact: ref(canonical),
      mergeSet: refs(a, b, canonical),
      mergedFrom: refs(a, b),
    });
    expect(canonical['mergedTo']).toBeUndefined();
    for (const member of [a, b]) {
      const links = { canonicalContact: ref(canonical), mergeSet: refs(a, b, canonical), mergedTo: ref(canonical) };
      const { modifyDate: _, ...own } = member;
      expect(await get(member, '/unresolved')).toMatchObject({ ...own, ...links });
      expect(await get(member)).toMatchObject({ id: member.id, firstName: 'Marie', lastName: 'Hamanová', ...links });
    }
    expect(await get(canonical)).toEqual(canonical);
    for (const member of [a, b, canonical])
      expect((await membersOf(member)).sort()).toEqual([a.id, b.id, canonical.id].sort());
  });

  it('by the deprecated operation lets the target win', async () => {
    const [source, target] = [await create({ firstName: 'S', title: 'Dr.' }), await create({ firstName: 'T' })];
    const canonical = await service.ok('POST', '/merge/contacts', {
      sourceContactId: source.id,
      targetContactId: target.id,
    });
    expect(canonical).toMatchObject({
      firstName: 'T',
      title: 'Dr.',
      canonicalContact: ref(canonical),
      mergeSet: refs(source, target, canonical),
    });
  });

  it('changes what GET shows by PUT on any member', async () => {
    const [a, b] = [await create({ firstName: 'A' }), await create({ firstName: 'B' })];
    const canonical = await merge([a, b]);
    expect(await service.ok('PUT', `/contacts/${b.id}`, { firstName: 'New' })).toMatchObject({
      id: b.id,
      firstName: 'New',
      canonicalContact: ref(canonical),
    });
    expect(
      [await get(a), await get(canonical), await get(b, '/unresolved')].map((contact) => contact['firstName']),
    ).toEqual(['New', 'New', 'B']);
  });

  it('joins the sets that the contacts are in', async () => {
    const [a, b, c, d] = [
      await create({ title: 'a' }),
      await create(),
      await create(),
      await create({ salutation: 'd' }),
    ];
    const [first, second] = [await merge([a, b]), await merge([c, d])];
    const top = await merge([b, second]);
    const everyone = [a, b, c, d, first, second, top];
    expect(top).toMatchObject({
      title: 'a',
      salutation: 'd',
      mergeSet: refs(...everyone),
      mergedFrom: refs(first, second),
    });
    for (const member of everyone)
      expect(await get(member)).toMatchObject({ title: 'a', canonicalContact: ref(top), mergeSet: refs(...everyone) });
    expect(await get(a)).toMatchObject({ mergedTo: ref(first) });
  });

  it('shows living members only', async () => {
    const [a, b, c] = [await create({ title: 'a' }), await create({ title: 'b' }), await create()];
    const canonical = await merge([a, b, c]);
    await service.ok('DELETE', `/contacts/${c.id}`);
    await expect(membersOf(c)).rejects.toMatchObject({ code: 'not.found' });
    expect((await get(a))['mergeSet']).toEqual(refs(a, b, canonical));
    await service.ok('DELETE', `/contacts/${canonical.id}`);
    const left = await get(b);
    expect(left).toMatchObject({ title: 'b', mergeSet: refs(a, b) });
    expect([left['canonicalContact'], left['mergedTo']]).toEqual([undefined, undefined]);
    expect((await membersOf(a)).sort()).toEqual([a.id, b.id].sort());
    const again = await merge([a, b]);
    expect(again['mergeSet']).toEqual(refs(a, b, again));
  });

  it('that is there as asked answers with what the first one made', async () => {
    const [a, b, c] = [
      await create({ firstName: 'A', customFields: { z: [1, { y: 2, x: 3 }], a: 'b' } }),
      await create({ lastName: 'B', cellPhone: { userInput: '+351 21 265 1573' } }),
      await create({ title: 'Dr.' }),
    ];
    const first = await merge([a, b], { salutation: 'Dear' });
    expect(await merge([a, b], { salutation: 'Dear' })).toEqual(first);
    // The sets that they were in then, whatever they are in now.
    const second = await merge([b, c]);
    expect(await merge([b, c])).toEqual(second);
    expect(await merge([a, c])).toEqual(second);
    expect(await merge([a, b], { salutation: 'Dear' })).toEqual(await get(first, '/unresolved'));
    const pair = { sourceContactId: (await create({ title: 'x' })).id, targetContactId: (await create()).id };
    expect(await service.ok('POST', '/merge/contacts', pair)).toEqual(
      await service.ok('POST', '/merge/contacts', pair),
    );
    // Erased later, it is nobody's to merge.
    await service.ok('DELETE', `/contacts/${c.id}`);
    expect(await refused([b.id, c.id])).toEqual([404, 'contact.not.found']);
  });

  it('of contacts that are in one set by another way is refused', async () => {
    const [a, b, c] = [await create({ firstName: 'A' }), await create({ firstName: 'B' }), await create()];
    const conflict = [409, 'request.conflict'];
    const three = await merge([a, b, c]);
    for (const some of [
      [a, b],
      [b, a, c],
      [a, three],
      [a, b, c, three],
    ])
      expect(await refused(some.map(({ id }) => id))).toEqual(conflict);
    expect(await refused([a.id, b.id, c.id], { title: 'Dr.' })).toEqual(conflict);
    await service.ok('PUT', `/contacts/${three.id}`, { firstName: 'Changed' });
    expect(await refused([a.id, b.id, c.id])).toEqual(conflict);

    const [source, target] = [await create({ title: 's' }), await create({ title: 't' })];
    await service.ok('POST', '/merge/contacts', { sourceContactId: source.id, targetContactId: target.id });
    const reverse = { sourceContactId: target.id, targetContactId: source.id };
    expect(await service.refusal('POST', '/merge/contacts', reverse)).toEqual(conflict);
  });

  it('is refused when it makes no sense', async () => {
    const [a, b] = [await create(), await create()];
    const foreign = await service.create({}, newPrincipal());
    expect(await refused([a.id, a.id.toUpperCase()])).toEqual([400, 'bad.request']);
    expect(await refused([a.id])).toEqual([400, 'bad.request']);
    expect(await refused(Array.from({ length: 26 }, () => a.id))).toEqual([400, 'bad.request']);
    expect(await refused([a.id, 'nonsense'])).toEqual([400, 'bad.request']);
    expect(await refused([a.id, UNKNOWN])).toEqual([404, 'contact.not.found']);
    expect(await refused([a.id, foreign.id])).toEqual([404, 'contact.not.found']);
    expect(await service.refusal('POST', '/merge/contacts', { sourceContactId: a.id, targetContactId: a.id })).toEqual([
      400,
      'bad.request',
    ]);
    const canonical = await merge([a, b]);
    expect(await refused([a.id, canonical.id])).toEqual([409, 'request.conflict']);
  });

  it('ends at 52 members', async () => {
    const set = async (size: number) => merge(await Promise.all(Array.from({ length: size - 1 }, () => create())));
    const [x, y] = [await set(26), await set(25)];
    const z = await create();
    const full = await merge([x, y]);
    expect(full['mergeSet']).toHaveLength(52);
    expect(await service.refusal('POST', '/contacts/merge', { contactIds: [full.id, z.id] })).toEqual([
      409,
      'mergeset.max.size',
    ]);
    expect((await get(z))['mergeSet']).toBeUndefined();
  });

  it('of one set at once leaves one set', async () => {
    const many = (count: number) => Promise.all(Array.from({ length: count }, () => create()));
    const [inSet, alone] = [await many(8), await many(8)];
    await merge(inSet);
    await Promise.all(inSet.map((contact, index) => merge([contact, alone[index]!])));
    const members = await Promise.all([...inSet, ...alone].map((contact) => get(contact)));
    expect(new Set(members.map((contact) => JSON.stringify(contact['canonicalContact']))).size).toBe(1);
    expect(members[0]!['mergeSet']).toHaveLength(25);
  });
});
