import { FreshStores } from './support/fresh-stores.ts';
import { Lethe } from './support/lethe.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

/** Corrections (Article 16): what is written where (docs/matching.md, "Corrections"). */
describe('a correction', () => {
  let lethe: Lethe;
  let stores: FreshStores;
  beforeAll(async () => {
    lethe = await Lethe.start();
  }, 120_000);
  beforeEach(async () => {
    stores = await FreshStores.of(lethe);
  });
  afterAll(() => lethe?.stop(), 60_000);

  it.each([
    ['Nová 25/3, 602 00 Brno', { address1: 'Nová 25/3', city: 'Brno', postalCode: '602 00', countryCode: 'CZ' }],
    [
      'Hauptstraße 5, 10827 Berlin, Deutschland',
      { address1: 'Hauptstraße 5', city: 'Berlin', postalCode: '10827', countryCode: 'DE' },
    ],
  ])('of an address replaces its parts and drops none: %s', async (updated, parts) => {
    const address = { address1: 'Stará 1', city: 'Praha', postalCode: '110 00', countryCode: 'CZ' };
    const [contact, neighbour] = [
      await stores.contact({ lastName: 'Malá', address }),
      await stores.contact({ lastName: 'Nový', address }),
    ];
    await stores.correct({ externalContactId: contact }, ['ADDRESS', 'Stará 1, 110 00 Praha', updated]);
    expect((await stores.contactOf(contact))!['address']).toEqual(parts);
    expect((await stores.contactOf(neighbour))!['address']).toEqual(address);
  });

  it('of an address leaves the phone number what it is, whatever it is in the new country', async () => {
    const columnNames = ['Name', 'Street', 'City', 'ZIP', 'Country', 'Phone'];
    const list = await stores.list({ columnNames, phoneColumns: [{ columnName: 'Phone', type: 'home' }] });
    const home = { Name: 'Jana Malá', Street: 'Lipová 12', City: 'Brno', ZIP: '602 00', Country: 'CZ' };
    const row = await stores.rowIn(list, { ...home, Phone: '212 651 575' });
    const next = await stores.rowIn(list, { ...home, Country: 'PT', Phone: '212 651 575' });
    await stores.correct({ dialerContactId: row }, [
      'ADDRESS',
      'Lipová 12, 602 00 Brno',
      'Rua Augusta 10, 1100-053 Lisboa, Portugal',
    ]);
    expect(await stores.dataOf(row)).toMatchObject({ City: 'Lisboa', Country: 'PT' });
    expect(await stores.found('PHONE', '+420 212 651 575')).toEqual([row.id]);
    expect(await stores.found('PHONE', '+351 212 651 575')).toEqual([next.id]);
  });

  it('swaps two addresses', async () => {
    const [a, b] = ['a@example.org', 'b@example.org'];
    const [contact, neighbour] = [
      await stores.contact({ workEmail: a, personalEmail: b }),
      await stores.contact({ workEmail: 'c@example.org' }),
    ];
    await stores.correct({ externalContactId: contact }, ['EMAIL', a, b], ['EMAIL', b, a]);
    expect(await stores.contactOf(contact)).toMatchObject({ workEmail: b, personalEmail: a });
    expect(await stores.contactOf(neighbour)).toMatchObject({ workEmail: 'c@example.org' });
  });

  it.each([
    ['EMAIL', 'jana@example.org', 'not an e-mail'],
    ['PHONE', '+420 606 500 100', 'no number'],
  ])('of an %s must have a new value that is one', async (type, existingValue, updatedValue) => {
    const contact = await stores.contact({ personalEmail: 'jana@example.org' });
    const correction = {
      requestType: 'GDPR_UPDATE',
      subject: { externalContactId: contact },
      replacementTerms: [{ type, existingValue, updatedValue }],
    };
    expect(await stores.http.send('POST', '/api/v2/gdpr/requests', correction)).toMatchObject({
      status: 400,
      body: { code: 'bad.request' },
    });
    expect(await stores.contactOf(contact)).toMatchObject({ personalEmail: 'jana@example.org' });
  });

  it('to a login that somebody else has ends at once, and says why', async () => {
    const [user, taken] = ['user@company.example', 'taken@company.example'];
    const userId = await stores.user('Jana Malá', user);
    const other = await stores.user('Petr Novák', taken);
    const { id } = await stores.http.post(
      'GDPR_UPDATE',
      { userId },
      { replacementTerms: [{ type: 'EMAIL', existingValue: user, updatedValue: taken }] },
    );
    expect((await stores.http.ended(id)).status).toBe('ERROR');
    const task = (await stores.http.tasks(id)).entities.find(({ domain }) => domain === 'directory')!;
    expect(task.reasons.map(({ code }) => code)).toEqual(['value.taken']);
    expect(task.attempts).toBe(1);
    expect(await stores.found('EMAIL', user)).toEqual([userId]);
    expect(await stores.found('EMAIL', taken)).toEqual([other]);
  });

  it.each([
    ['Piet', 'Jansen', 'Piet Jansen', 'Anna van Dijk', 'Anna', 'van Dijk'],
    ['小明', '王', '王小明', '李四', '四', '李'],
    ['Anna Maria', 'Malá', 'Anna Maria Malá', 'Eva Jana Nová', 'Eva Jana', 'Nová'],
  ])(
    'of %s %s puts the words of the new name where they belong',
    async (firstName, lastName, from, to, given, family) => {
      const [contact, neighbour] = [
        await stores.contact({ firstName, lastName }),
        await stores.contact({ firstName, lastName }),
      ];
      await stores.correct({ externalContactId: contact }, ['NAME', from, to]);
      expect(await stores.contactOf(contact)).toMatchObject({ firstName: given, lastName: family });
      expect(await stores.contactOf(neighbour)).toMatchObject({ firstName, lastName });
    },
  );

  it('right after another one of the same address lets that one end well', async () => {
    const [a, b, c] = ['a@example.org', 'b@example.org', 'c@example.org'];
    const externalContactId = await stores.contact({ firstName: 'Jana', lastName: 'Malá', workEmail: a });
    const rows = await Promise.all([0, 1, 2].map(() => stores.row('Jana', 'Malá', { Email: a })));
    const neighbour = await stores.contact({ workEmail: 'd@example.org' });
    await Promise.all([
      stores.correct({ externalContactId }, ['EMAIL', a, b]),
      stores.correct({ externalContactId }, ['EMAIL', b, c]),
    ]);
    const held = await Promise.all(rows.map((row) => stores.dataOf(row).then((data) => data!['Email'])));
    for (const email of held) expect([b, c]).toContain(email);
    expect(await stores.contactOf(neighbour)).toMatchObject({ workEmail: 'd@example.org' });
  });

  it('that matches nothing ends well, with a warning', async () => {
    const contact = await stores.contact({ personalEmail: 'jana@example.org' });
    const { request } = await stores.correct({ externalContactId: contact }, [
      'EMAIL',
      'x@example.org',
      'y@example.org',
    ]);
    expect(request.warnings).toEqual([{ code: 'nothing.matched', message: expect.any(String) as string }]);
    const { request: matched } = await stores.correct({ externalContactId: contact }, [
      'EMAIL',
      'jana@example.org',
      'y@example.org',
    ]);
    expect(matched.warnings).toBeUndefined();
    expect(await stores.contactOf(contact)).toMatchObject({ personalEmail: 'y@example.org' });
  });
});
