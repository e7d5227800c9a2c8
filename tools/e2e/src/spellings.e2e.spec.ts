import { doubts, FreshStores } from './support/fresh-stores.ts';
import { Lethe } from './support/lethe.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

/** How people write numbers, addresses and names, and which of it is the same (docs/matching.md). */
describe('spellings', () => {
  let lethe: Lethe;
  let stores: FreshStores;
  beforeAll(async () => {
    lethe = await Lethe.start();
  }, 120_000);
  beforeEach(async () => {
    stores = await FreshStores.of(lethe);
  });
  afterAll(() => lethe?.stop(), 60_000);

  it('of a national number are read with the country of the record', async () => {
    const list = await stores.list({
      columnNames: ['Phone', 'Country'],
      phoneColumns: [{ columnName: 'Phone', type: 'home' }],
      addressColumns: [{ columnName: 'Country', part: 'country' }],
    });
    const Phone = '212 651 575';
    const [portuguese, czech] = [
      await stores.rowIn(list, { Phone, Country: 'PT' }),
      await stores.rowIn(list, { Phone, Country: '' }),
    ];
    expect(await stores.found('PHONE', '+351 212 651 575')).toEqual([portuguese.id]);
    await stores.erase({ phoneNumbers: ['+420 212 651 575'] });
    expect(await stores.dataOf(portuguese)).toMatchObject({ Phone });
    expect(await stores.dataOf(czech)).toBeUndefined();
  });

  it('of a WhatsApp number are those of the same phone number', async () => {
    const whatsApp = (display: string) => ({ whatsAppId: { phoneNumber: { display } } });
    const contact = await stores.contact(whatsApp('+420604111221'));
    const other = await stores.contact(whatsApp('+420604111222'));
    for (const type of ['PHONE', 'WHATSAPP'])
      for (const value of ['+420604111221', '420604111221', '604 111 221'])
        expect(await stores.found(type, value)).toEqual([contact]);
    await stores.correct({ externalContactId: contact }, ['PHONE', '604 111 221', '+420 604 111 333']);
    expect(await stores.found('WHATSAPP', '+420604111333')).toEqual([contact]);
    await stores.erase({ phoneNumbers: ['604 111 333'] });
    expect(await stores.contactOf(contact)).toBeUndefined();
    expect(await stores.found('PHONE', '604 111 222')).toEqual([other]);
  });

  it('of several WhatsApp numbers find each, and change one', async () => {
    const written = '+420604111221 / +420604111222';
    const contact = await stores.contact({ lastName: 'Malá', whatsAppId: { phoneNumber: { display: written } } });
    const whatsAppColumns = [{ columnName: 'W', type: 'cell' }];
    const list = await stores.list({ columnNames: ['W'], phoneColumns: [], whatsAppColumns });
    const row = await stores.rowIn(list, { W: written });
    const next = await stores.rowIn(list, { W: '+420604111223' });
    for (const value of ['+420604111221', '604 111 222'])
      expect((await stores.found('WHATSAPP', value)).sort()).toEqual([contact, row.id].sort());
    await stores.correct({ phoneNumbers: ['604 111 222'] }, ['PHONE', '604 111 222', '+420604111224']);
    for (const value of ['+420604111221', '+420604111224'])
      expect((await stores.found('PHONE', value)).sort()).toEqual([contact, row.id].sort());
    await stores.erase({ phoneNumbers: ['+420604111224'] });
    expect(await stores.found('PHONE', '+420604111221')).toEqual([]);
    expect(await stores.dataOf(next)).toBeDefined();
  });

  it('of an e-mail address are letter for letter: weiß is not weiss', async () => {
    const mail = (personalEmail: string) => stores.contact({ firstName: 'Anke', personalEmail });
    const [sharp, plain] = [await mail('weiß.anke@example.org'), await mail('weiss.anke@example.org')];
    await stores.erase({ emailAddresses: ['WEIß.anke@example.org'] });
    expect(await stores.contactOf(sharp)).toBeUndefined();
    expect(await stores.contactOf(plain)).toBeDefined();
  });

  it.each<['HomePhone' | 'Email', string, string[]]>([
    ['HomePhone', '601 234 563 / 602 345 673', ['+420601234563', '+420602345673']],
    ['HomePhone', '601 234 563; 602 345 673', ['+420601234563', '+420602345673']],
    ['Email', 'anna@example.org; bela@example.org', ['anna@example.org', 'bela@example.org']],
    ['Email', 'Jana <jana@example.org>', ['jana@example.org']],
    ['Email', 'mailto:jana@example.org', ['jana@example.org']],
  ])('of a %s in one field, "%s", find each that is in it', async (column, written, values) => {
    const row = await stores.row('Jana', 'Malá', { [column]: written });
    const other = await stores.row('Petr', 'Novák', { [column]: column === 'Email' ? 'x@example.org' : '601 234 564' });
    const type = column === 'Email' ? 'EMAIL' : 'PHONE';
    for (const value of values) expect(await stores.found(type, value)).toEqual([row.id]);
    await stores.erase(column === 'Email' ? { emailAddresses: [values.at(-1)] } : { phoneNumbers: [values.at(-1)] });
    expect(await stores.dataOf(row)).toBeUndefined();
    expect(await stores.dataOf(other)).toBeDefined();
  });

  it.each([
    ['491512345671', '+491512345671', '+420491512345671'],
    ['601 234 568 (po 17h)', '+420601234568', '+42060123456817'],
    ['420601234571.0', '+420601234571', '+4206012345710'],
  ])('of a number, "%s", invent none', async (HomePhone, real, invented) => {
    const row = await stores.row('Jana', 'Malá', { HomePhone });
    const next = await stores.row('Petr', 'Novák', { HomePhone: real.replace(/.$/, '9') });
    expect(await stores.found('PHONE', invented)).toEqual([]);
    expect(await stores.found('PHONE', real)).toEqual([row.id]);
    await stores.erase({ phoneNumbers: [real] });
    expect(await stores.dataOf(row)).toBeUndefined();
    expect(await stores.dataOf(next)).toBeDefined();
  });

  it.each([
    ['Radim', 'Vaňková', 'Ing. Radim Vaňková, Ph.D.', true],
    ['Radim', 'Vaňková', 'VANKOVA RADIM', true],
    ['Björn', 'Österlund', 'Bjoern Oesterlund', true],
    ['花子', '佐藤', '佐藤花子', true],
    ['Aoife', "O'Shea", 'Aoife O’Shea', true],
    ['Radim', 'Vaňková', 'Vaňková', false],
    ['Radim', 'Vaňková', 'R. Vaňková', false],
  ])('of %s %s: "%s" is the same person on a number of theirs: %s', async (firstName, lastName, Name, isSame) => {
    const list = await stores.list({
      columnNames: ['Name', 'Phone'],
      phoneColumns: [{ columnName: 'Phone', type: 'cell' }],
      nameColumns: [{ columnName: 'Name', part: 'whole' }],
    });
    const Phone = '+420 604 111 221';
    const contact = await stores.contact({ firstName, lastName, cellPhone: { display: Phone } });
    const [row, stranger] = [
      await stores.rowIn(list, { Name, Phone }),
      await stores.rowIn(list, { Name: 'Tomáš Jedno', Phone }),
    ];
    const { told } = await stores.erase({ externalContactId: contact });
    expect((await stores.dataOf(row)) === undefined).toBe(isSame);
    expect(await stores.dataOf(stranger)).toBeDefined();
    expect(doubts(told)).toEqual({ [stranger.id]: 'other.name', ...(!isSame && { [row.id]: 'name.similar' }) });
  });

  it('that a person would look twice at are offered with a reason, and never acted on', async () => {
    const phone = { personalEmail: 'k@example.org' };
    const katerina = await stores.contact({ firstName: 'Kateřina', lastName: 'Dubská', ...phone });
    const other = await stores.contact({ firstName: 'Tereza', lastName: 'Dubská' });
    expect(await stores.found('NAME', 'K. Dubská')).toEqual([]);
    expect(await stores.possible('NAME', 'K. Dubská')).toEqual({ [katerina]: 'initial' });
    const plain = await stores.http.send('GET', '/api/v2/gdpr/subjects?searchType=NAME&searchValue=K.+Dubsk%C3%A1');
    expect(plain.body).not.toHaveProperty('possibleMatches');
    await stores.erase({ name: 'K. Dubská' });
    for (const id of [katerina, other]) expect(await stores.contactOf(id)).toBeDefined();
  });

  it.each([
    ['Lipová 12 a, 60200 Brno', true],
    ['602 00 Brno, LIPOVA 12a, Česko', true],
    ['Lipová 12, 602 00 Brno', false],
    ['Lipová 12a, 603 00 Brno', false],
  ])('of an address: "%s" is the same: %s', async (query, isSame) => {
    const address = { address1: 'Lipová 12a', city: 'Brno', postalCode: '602 00', countryCode: 'CZ' };
    const contact = await stores.contact({ lastName: 'Malá', address });
    await stores.contact({ lastName: 'Nová', address: { ...address, address1: 'Lipová 14a' } });
    expect(await stores.found('ADDRESS', query)).toEqual(isSame ? [contact] : []);
  });

  it('of a number as the page of a contact shows it are offered', async () => {
    const italian = { firstName: 'Carla', lastName: 'Verdi', address: { countryCode: 'IT' } };
    const contact = await stores.contact({ ...italian, cellPhone: { display: '+39 06 1234 5999' } });
    await stores.contact({ ...italian, cellPhone: { display: '+39 06 1234 5998' } });
    expect(await stores.found('PHONE', '06 1234 5999')).toEqual([]);
    expect(await stores.possible('PHONE', '06 1234 5999')).toEqual({ [contact]: 'otherCountry' });
    expect(await stores.found('PHONE', '+39 06 1234 5999')).toEqual([contact]);
  });

  it('with a plus that arrives as a space are read as those with a plus, where that is valid', async () => {
    const contact = await stores.contact({ cellPhone: { display: '+351 912 345 678' } });
    const search = async (type: string, raw: string) => {
      const path = `/api/v2/gdpr/subjects?searchType=${type}&searchValue=${raw}`;
      const { body } = await stores.http.send<{ entities: { externalContactId: string }[] }>('GET', path);
      return body.entities.map(({ externalContactId }) => externalContactId);
    };
    for (const type of ['PHONE', 'WHATSAPP']) expect(await search(type, '+351912345678')).toEqual([contact]);
    // No number of any country begins like that.
    expect(await search('PHONE', '+912345678')).toEqual([]);
  });
});
