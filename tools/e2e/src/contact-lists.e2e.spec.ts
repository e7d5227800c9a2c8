import { doubts, FreshStores } from './support/fresh-stores.ts';
import { Lethe } from './support/lethe.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

/** Contact lists as the SDK makes them: without a word about names and addresses. */
describe('a contact list that declares no names and addresses', () => {
  let lethe: Lethe;
  let stores: FreshStores;
  beforeAll(async () => {
    lethe = await Lethe.start();
  }, 120_000);
  beforeEach(async () => {
    stores = await FreshStores.of(lethe);
  });
  afterAll(() => lethe?.stop(), 60_000);

  const phoneColumns = [{ columnName: 'Tel', type: 'cell' }];

  it.each([
    [['Vorname', 'Nachname', 'Tel'], { Vorname: 'Anke', Nachname: 'Weiß' }, 'Anke Weiss'],
    [['Jméno', 'Příjmení', 'Tel'], { Jméno: 'Jana', Příjmení: 'Malá' }, 'mala jana'],
    [['FirstName', 'LastName', 'Tel'], { FirstName: 'Piet', LastName: 'Jansen' }, 'PIET JANSEN'],
    [['Name', 'Tel'], { Name: 'Eva Horská' }, 'Eva Horska'],
  ])('of %j has its names found, corrected, exported and erased', async (columnNames, name, query) => {
    const list = await stores.list({ columnNames, phoneColumns });
    const fill = (data: object) => ({ ...Object.fromEntries(columnNames.map((column) => [column, ''])), ...data });
    const row = await stores.rowIn(list, fill({ ...name, Tel: '+420 604 111 221' }));
    const others = await stores.rowIn(list, fill({ Tel: '+420 604 111 222' }));
    expect(await stores.found('NAME', query)).toEqual([row.id]);
    expect(await stores.exported({ dialerContactId: row })).toContain(Object.values(name)[0]);
    await stores.correct({ name: query }, ['NAME', query, 'Olga Krátká']);
    expect(Object.values((await stores.dataOf(row))!).join(' ')).toContain('Olga');
    await stores.erase({ name: 'Olga Krátká' });
    expect(await stores.dataOf(row)).toBeUndefined();
    expect(await stores.dataOf(others)).toBeDefined();
  });

  it('has its addresses found', async () => {
    const columnNames = ['Name', 'Street', 'City', 'ZIP', 'Country', 'Tel'];
    const list = await stores.list({ columnNames, phoneColumns });
    const home = { Name: 'Jana Malá', Street: 'Lipová 12a', City: 'Brno', ZIP: '602 00', Country: 'CZ', Tel: '' };
    const row = await stores.rowIn(list, home);
    await stores.rowIn(list, { ...home, Street: 'Lipová 14a' });
    expect(await stores.found('ADDRESS', 'Lipová 12a, 60200 Brno')).toEqual([row.id]);
  });

  it('tells people apart who share a number', async () => {
    const HomePhone = '+420 222 333 444';
    const [own, karels] = [
      await stores.row('Eva', 'Horská', { HomePhone }),
      await stores.row('Karel', 'Horský', { HomePhone }),
    ];
    const eva = await stores.contact({ firstName: 'Eva', lastName: 'Horská', homePhone: { display: HomePhone } });
    expect(doubts((await stores.erase({ externalContactId: eva })).told)).toEqual({ [karels.id]: 'other.name' });
    expect(await stores.dataOf(own)).toBeUndefined();
    expect(await stores.dataOf(karels)).toBeDefined();
  });

  it('counts as one of people whose names are unknown where no heading tells', async () => {
    const HomePhone = '+420 222 333 444';
    const list = await stores.list({ columnNames: ['x1', 'Tel'], phoneColumns });
    const row = await stores.rowIn(list, { x1: 'Karel Horský', Tel: HomePhone });
    const eva = await stores.contact({ firstName: 'Eva', lastName: 'Horská', homePhone: { display: HomePhone } });
    expect(doubts((await stores.erase({ externalContactId: eva })).told)).toEqual({ [row.id]: 'name.unknown' });
    expect(await stores.dataOf(row)).toBeDefined();
  });
});
