import { randomUUID } from 'node:crypto';
import { FreshStores } from './support/fresh-stores.ts';
import { Lethe } from './support/lethe.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

const MARTA = { firstName: 'Marta', lastName: 'Krátká', personalEmail: 'marta@example.org' };
const NAME = 'Marta Krátká';

/** The whole person, and nothing out of reach (docs/requirements.md, D23 to D25). */
describe('what a request reaches', () => {
  let lethe: Lethe;
  let stores: FreshStores;
  beforeAll(async () => {
    lethe = await Lethe.start();
  }, 120_000);
  beforeEach(async () => {
    stores = await FreshStores.of(lethe);
  });
  afterAll(() => lethe?.stop(), 60_000);

  /** A contact who talked, and somebody else who did. */
  async function talked() {
    const contact = await stores.contact(MARTA);
    const other = await stores.contact({ firstName: 'Olga', lastName: 'Dlouhá' });
    const conversation = await stores.conversation({ externalContactId: contact, name: NAME });
    const others = await stores.conversation({ externalContactId: other, name: 'Olga Dlouhá' });
    const before = await stores.textOf(others);
    const untouched = async () => expect(await stores.textOf(others)).toBe(before);
    return { contact, conversation, untouched };
  }

  it('are the conversations of a contact that its own API has deleted', async () => {
    const { contact, conversation, untouched } = await talked();
    await stores.sdk.contacts.deleteExternalcontactsContact(contact);
    await stores.erase({ externalContactId: contact });
    expect(await stores.textOf(conversation)).not.toMatch(/Marta|Krátká/);
    await untouched();
    // Now nothing carries it any more.
    await expect(stores.erase({ externalContactId: contact })).rejects.toThrow('404');
  });

  it.each([
    ['e-mail', { emailAddresses: [MARTA.personalEmail] }],
    ['name', { name: NAME }],
    ['phone number', { phoneNumbers: ['+420 606 500 100'] }],
  ])('are, after an erasure by %s, the conversations that it said it leaves', async (_, term) => {
    const { contact, conversation, untouched } = await talked();
    await stores.sdk.contacts.putExternalcontactsContact(contact, {
      ...MARTA,
      cellPhone: { display: '+420 606 500 100' },
    } as never);
    const { told } = await stores.erase(term);
    expect(await stores.contactOf(contact)).toBeUndefined();
    expect(await stores.textOf(conversation)).toContain(NAME);
    expect(told.leftBehind).toContainEqual({ id: contact, recordType: 'participant', records: 1 });
    await stores.erase({ externalContactId: contact });
    expect(await stores.textOf(conversation)).not.toMatch(/Marta|Krátká/);
    await untouched();
  });

  it('are the conversations of the contact that a row of a list leads to', async () => {
    const { contact, conversation, untouched } = await talked();
    const row = await stores.row('Marta', 'Krátká', { Email: MARTA.personalEmail });
    const { told } = await stores.erase({ dialerContactId: row });
    expect(told.closure).toContain(contact);
    expect(await stores.contactOf(contact)).toBeUndefined();
    expect(await stores.textOf(conversation)).not.toMatch(/Marta|Krátká/);
    await untouched();
  });

  it('are the conversations of the contact that an account leads to', async () => {
    const { contact, conversation, untouched } = await talked();
    const userId = await stores.user(NAME, MARTA.personalEmail);
    await stores.erase({ userId });
    expect(await stores.contactOf(contact)).toBeUndefined();
    expect(await stores.textOf(conversation)).not.toMatch(/Marta|Krátká/);
    await untouched();
  });

  it('is a conversation imported for an id that was erased, or never was', async () => {
    const { contact } = await talked();
    await stores.erase({ externalContactId: contact });
    for (const externalContactId of [contact, randomUUID()]) {
      const late = await stores.conversation({ externalContactId, name: NAME });
      const { told } = await stores.completed('GDPR_GET', { externalContactId });
      expect(told.located.get('participant')).toBe(1);
      await stores.erase({ externalContactId });
      expect(await stores.textOf(late)).not.toMatch(/Marta|Krátká/);
    }
  });

  it('is a conversation that is associated with an id that no contact has', async () => {
    const [externalContactId, other] = [randomUUID(), randomUUID()];
    const conversation = await stores.conversation({ name: NAME });
    const untouched = await stores.conversation({ externalContactId: other, name: 'Olga Dlouhá' });
    const { body } = await stores.http.send<{ participants: { id: string }[] }>(
      'GET',
      `/api/v2/conversations/${conversation}`,
    );
    await stores.sdk.contacts.putExternalcontactsConversation(conversation, {
      conversationId: conversation,
      externalContactId,
      communicationId: body.participants[0]!.id,
      mediaType: 'EMAIL',
    } as never);
    await stores.erase({ externalContactId });
    expect(await stores.textOf(conversation)).not.toMatch(/Marta|Krátká/);
    expect(await stores.textOf(untouched)).toContain('Olga');
  });

  it('is nobody, where no record carries the id', async () => {
    await expect(stores.erase({ externalContactId: randomUUID() })).rejects.toThrow('404');
  });

  it('is nobody, where the id of a row has another list', async () => {
    const row = await stores.row('Marta', 'Krátká', { Email: MARTA.personalEmail });
    for (const contactListId of [await stores.list(), randomUUID()])
      await expect(stores.erase({ dialerContactId: { ...row, contactListId } })).rejects.toThrow('404');
    expect(await stores.dataOf(row)).toBeDefined();
    await stores.erase({ dialerContactId: row });
    expect(await stores.dataOf(row)).toBeUndefined();
  });

  it('is who has the id in any letter case, also where no contact has it', async () => {
    const [contact, id] = [await stores.contact(MARTA), randomUUID()];
    for (const externalContactId of [contact, id]) {
      const conversation = await stores.answered({ externalContactId, name: NAME });
      const others = await stores.answered({ externalContactId: randomUUID(), name: 'Olga Dlouhá' });
      await stores.erase({ externalContactId: externalContactId.toUpperCase() });
      expect(await stores.textOf(conversation)).not.toMatch(/Marta|Krátká/);
      expect(await stores.textOf(others)).toMatch(/Dear Olga Dlouhá/);
    }
  });

  it('is a row of a table by an external id that no contact has, and not the next row', async () => {
    const table = await stores.table({ ref: 'EXTERNAL_ID', mail: 'EMAIL' });
    const rows = () => stores.rowsOfTable(table).then((all) => all.map(({ key }) => key));
    for (const [key, ref] of [
      ['marta', 'M-1'],
      ['olga', 'O-1'],
    ])
      await stores.rowOfTable(table, { key: key!, ref: ref!, mail: `${key}@example.org` });
    expect(await stores.exported({ externalId: 'M-1' })).toContain('marta@example.org');
    await stores.erase({ externalId: 'M-1' });
    expect(await rows()).toEqual(['olga']);
    await expect(stores.erase({ externalId: 'M-1' })).rejects.toThrow('404');
    // A contact had it, which its own API has deleted.
    const olga = await stores.contact({ lastName: 'Dlouhá', externalIds: [{ value: 'O-1' }] });
    await stores.sdk.contacts.deleteExternalcontactsContact(olga);
    await stores.erase({ externalId: 'O-1' });
    expect(await rows()).toEqual([]);
  });

  it('is the person of an external id with all that is known of them, and no namesake', async () => {
    const contact = { firstName: 'Jan', lastName: 'Tichý', personalEmail: 'jt@example.org' };
    const id = await stores.contact({ ...contact, externalIds: [{ value: 'J-1' }] });
    const own = await stores.row('Jan', 'Tichý', { Email: 'jt@example.org' });
    const namesake = await stores.row('Jan', 'Tichý', { Email: 'other@example.org' });
    await stores.erase({ externalId: 'J-1' });
    expect(await stores.contactOf(id)).toBeUndefined();
    expect(await stores.dataOf(own)).toBeUndefined();
    expect(await stores.dataOf(namesake)).toBeDefined();
  });

  describe('of a merge set', () => {
    const A = { firstName: 'Anna', lastName: 'Bílá', personalEmail: 'a@example.org', externalIds: [{ value: 'A-1' }] };
    const set = async () => {
      const [a, b] = [
        await stores.contact(A),
        await stores.contact({ firstName: 'Anna', lastName: 'Černá', personalEmail: 'b@example.org' }),
      ];
      const stranger = await stores.contact({ firstName: 'Anna', lastName: 'Bílá', personalEmail: 'c@example.org' });
      const conversation = await stores.conversation({ externalContactId: b, name: 'Anna Černá' });
      return { members: [a, b, await stores.merged(a, b)], stranger, conversation };
    };

    it('is all of it, by the external id of one', async () => {
      const { members, stranger, conversation } = await set();
      const { request } = await stores.erase({ externalId: 'A-1' });
      expect(request.relatedRequests).toHaveLength(members.length - 1);
      for (const id of members) expect(await stores.contactOf(id)).toBeUndefined();
      expect(await stores.textOf(conversation)).not.toContain('Anna');
      expect(await stores.contactOf(stranger)).toBeDefined();
    });

    it('is all of it, by the e-mail address of one: within the request, as its search says', async () => {
      const { members, stranger } = await set();
      expect((await stores.found('EMAIL', A.personalEmail)).sort()).toEqual(members.toSorted());
      await stores.erase({ emailAddresses: [A.personalEmail] });
      for (const id of members) expect(await stores.contactOf(id)).toBeUndefined();
      expect(await stores.contactOf(stranger)).toBeDefined();
    });

    it('is the conversation of a canonical contact that is gone, by a member; by a term it is left behind', async () => {
      for (const subject of [undefined, { emailAddresses: [A.personalEmail] }]) {
        const { members } = await set();
        const [a, b, canonical] = members as [string, string, string];
        const conversation = await stores.conversation({ externalContactId: canonical, name: 'Anna Bílá' });
        const others = await stores.conversation({ externalContactId: randomUUID(), name: 'Olga Dlouhá' });
        await stores.sdk.contacts.deleteExternalcontactsContact(canonical);
        const { told } = await stores.erase(subject ?? { externalContactId: a });
        for (const id of [a, b]) expect(await stores.contactOf(id)).toBeUndefined();
        if (subject !== undefined) {
          expect(told.leftBehind).toContainEqual({ id: canonical, recordType: 'participant', records: 1 });
          await stores.erase({ externalContactId: canonical });
        }
        expect(await stores.textOf(conversation)).not.toContain('Anna');
        expect(await stores.textOf(others)).toContain('Olga');
      }
    });

    it('is all of it, by a row of a list that has the address of one', async () => {
      const { members, stranger, conversation } = await set();
      const row = await stores.row('Anna', 'Bílá', { Email: A.personalEmail });
      await stores.erase({ dialerContactId: row });
      for (const id of members) expect(await stores.contactOf(id)).toBeUndefined();
      expect(await stores.textOf(conversation)).not.toContain('Anna');
      expect(await stores.contactOf(stranger)).toBeDefined();
    });
  });

  it('asks nothing of a field that is null', async () => {
    const contact = await stores.contact(MARTA);
    const { request } = await stores.completed('GDPR_GET', {
      externalContactId: contact,
      name: null,
      userId: null,
      addresses: null,
    });
    expect(request.subject).toMatchObject({ externalContactId: contact });
  });
});
