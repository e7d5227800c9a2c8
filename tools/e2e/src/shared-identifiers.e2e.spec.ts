import { DECLARED_LIST, doubts, FreshStores, SDK_LIST } from './support/fresh-stores.ts';
import { Lethe } from './support/lethe.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

/** A number that several people carry is no proof of who somebody is (docs/matching.md, D9). */
describe.each([
  ['that declares its names', DECLARED_LIST],
  ['as the SDK makes it', SDK_LIST],
])('a request by id, with a contact list %s,', (_, list) => {
  let lethe: Lethe;
  let stores: FreshStores;
  beforeAll(async () => {
    lethe = await Lethe.start();
  }, 120_000);
  beforeEach(async () => {
    stores = await FreshStores.of(lethe);
    stores.rowsOf = list;
  });
  afterAll(() => lethe?.stop(), 60_000);

  it('erases its subject on the list and among the contacts, not who shares the number', async () => {
    const phone = { display: '+420 606 500 100' };
    const jana = await stores.contact({ firstName: 'Jana', lastName: 'Malá', cellPhone: phone });
    const petrToo = await stores.contact({ firstName: 'Petr', lastName: 'Malý', cellPhone: phone });
    const petr = await stores.row('Petr', 'Malý', { HomePhone: '+420606500100', Email: 'petr@example.org' });
    const { told } = await stores.erase({ dialerContactId: petr });
    expect(await stores.dataOf(petr)).toBeUndefined();
    expect(await stores.contactOf(petrToo)).toBeUndefined();
    expect(await stores.contactOf(jana)).toMatchObject({ firstName: 'Jana' });
    expect(doubts(told)).toEqual({ [jana]: 'other.name' });
  });

  it('exports its subject without the people of the same landline', async () => {
    const HomePhone = '222 333 444';
    const eva = await stores.contact({ firstName: 'Eva', lastName: 'Horská', homePhone: { display: HomePhone } });
    await stores.row('Eva', 'Horská', { HomePhone, Email: 'eva@example.org' });
    await stores.row('Karel', 'Horský', { HomePhone, Email: 'karel@example.org' });
    const text = await stores.exported({ externalContactId: eva });
    expect(text).toContain('eva@example.org');
    expect(text).not.toMatch(/Karel|karel@/);
  });

  it('corrects its subject alone', async () => {
    const HomePhone = '222 333 444';
    const eva = await stores.contact({ firstName: 'Eva', lastName: 'Horská', homePhone: { display: HomePhone } });
    const own = await stores.row('Eva', 'Horská', { HomePhone });
    const karels = await stores.row('Karel', 'Horský', { HomePhone });
    await stores.correct({ externalContactId: eva }, ['PHONE', HomePhone, '+420 222 333 555']);
    expect((await stores.dataOf(own))!['HomePhone']).toContain('222 333 555');
    expect((await stores.dataOf(karels))!['HomePhone']).toBe(HomePhone);
  });

  it('of somebody without a name leaves everybody of the switchboard alone, and says whom', async () => {
    const HomePhone = '+420 222 333 444';
    const rows = [];
    for (const [first, last] of [
      ['Jana', 'Malá'],
      ['Petr', 'Novák'],
      ['Eva', 'Horská'],
    ] as const)
      rows.push(await stores.row(first, last, { HomePhone }));
    const contact = await stores.contact({ workPhone: { display: HomePhone } });
    const { told } = await stores.erase({ externalContactId: contact });
    expect(await stores.contactOf(contact)).toBeUndefined();
    for (const row of rows) expect(await stores.dataOf(row)).toBeDefined();
    expect(doubts(told)).toEqual(Object.fromEntries(rows.map(({ id }) => [id, 'name.unknown'])));
    // Each can still be erased.
    await stores.erase({ dialerContactId: rows[0] });
    expect(await Promise.all(rows.map((row) => stores.dataOf(row).then(Boolean)))).toEqual([false, true, true]);
  });

  it.each(['112', '1234', '0000', '000000000', '123456789'])('is not linked by %s', async (HomePhone) => {
    const name = { firstName: 'Jana', lastName: 'Malá' };
    const contact = await stores.contact({
      ...name,
      homePhone: { display: HomePhone },
      personalEmail: 'jana@example.org',
    });
    const stranger = await stores.row('', '', { HomePhone });
    const own = await stores.row('Jana', 'Malá', { HomePhone, Email: 'jana@example.org' });
    const { told } = await stores.erase({ externalContactId: contact });
    expect(await stores.dataOf(stranger)).toMatchObject({ HomePhone });
    expect(await stores.dataOf(own)).toBeUndefined();
    expect(doubts(told)).toEqual({});
  });

  it.each([
    ['EXTERNAL_ID', 'N/A', { externalIds: [{ value: 'N/A' }] }],
    ['TWITTER', 'unknown', { twitterId: { screenName: 'unknown' } }],
    ['EMAIL', 'none@none.example', { workEmail: 'none@none.example' }],
    ['EMAIL', 'info2@company.example', { workEmail: 'info2@company.example' }],
  ])('is not linked by the %s %s', async (kind, value, fields) => {
    const contact = await stores.contact({
      firstName: 'Jana',
      lastName: 'Malá',
      personalEmail: 'j@example.org',
      ...fields,
    });
    const table = await stores.table({ value: kind, mail: 'EMAIL' });
    await stores.rowOfTable(table, { key: 'stranger', value, mail: '' });
    await stores.rowOfTable(table, { key: 'own', value: '', mail: 'j@example.org' });
    await stores.erase({ externalContactId: contact });
    expect((await stores.rowsOfTable(table)).map(({ key }) => key)).toEqual(['stranger']);
  });

  it.each([
    ['Jan Horák (syn)', { HomePhone: '+420 606 500 100' }],
    ['Jan Horák a Eva Horáková', { Email: 'horak@example.org' }],
  ])('leaves the record of %s alone, and says so', async (Name, carried) => {
    const columnNames = ['Name', 'HomePhone', 'Email'];
    const list = await stores.list({ ...SDK_LIST, columnNames });
    const fields = { HomePhone: '', Email: '', ...carried };
    const [row, own] = [
      await stores.rowIn(list, { ...fields, Name }),
      await stores.rowIn(list, { ...fields, Name: 'Ing. Jan Horák' }),
    ];
    const jan = {
      firstName: 'Jan',
      lastName: 'Horák',
      homePhone: { display: fields.HomePhone },
      workEmail: fields.Email,
    };
    const { told } = await stores.erase({ externalContactId: await stores.contact(jan) });
    expect(await stores.dataOf(row)).toMatchObject({ Name });
    expect(await stores.dataOf(own)).toBeUndefined();
    expect(doubts(told)).toEqual({ [row.id]: 'name.similar' });
  });

  it('takes a mailbox that two names carry for shared, and one without a second name for the person', async () => {
    const mail = (personalEmail: string, firstName: string) =>
      stores.contact({ firstName, lastName: 'Malá', personalEmail });
    const jana = await mail('family@example.org', 'Jana');
    await mail('family@example.org', 'Marta');
    const alone = await mail('own@example.org', 'Eva');
    const [shared, own] = [
      await stores.row('', '', { Email: 'family@example.org' }),
      await stores.row('', '', { Email: 'own@example.org' }),
    ];
    expect(doubts((await stores.erase({ externalContactId: jana })).told)).toEqual({ [shared.id]: 'name.unknown' });
    expect(await stores.dataOf(shared)).toBeDefined();
    await stores.erase({ externalContactId: alone });
    expect(await stores.dataOf(own)).toBeUndefined();
  });

  it('names a second contact that may be the same person, and leaves it', async () => {
    const jana = { firstName: 'Jana', lastName: 'Malá', personalEmail: 'jana@example.org' };
    const [first, second] = [await stores.contact(jana), await stores.contact(jana)];
    const other = await stores.contact({ ...jana, firstName: 'Zdeňka' });
    const { told } = await stores.erase({ externalContactId: first });
    expect(doubts(told)).toEqual({ [second]: 'possible.duplicate' });
    for (const id of [second, other]) expect(await stores.contactOf(id)).toBeDefined();
  });
});
