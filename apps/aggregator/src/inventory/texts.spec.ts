import { text } from 'node:stream/consumers';
import { described, inventory } from '../../test/inventory-fixture.ts';
import { differencesOf } from './differences.ts';
import { dpia } from './dpia.ts';
import { digestOf, entryOf } from './entry-of.ts';
import { inventoryCsv } from './inventory-csv.ts';
import { inventoryPage } from './page/inventory-page.ts';

const entry = inventory.domains[0]!;
/** A cell without anything in it is not quoted. */
const EMPTY = /(?<=^|,)(?=,|$)/g;

describe('the table of the inventory', () => {
  const lines = async () => (await text(inventoryCsv(inventory))).trim().split('\r\n');

  it('has a line for each field, each other table and each exclusion, with all that is said of it', async () => {
    const [head, ...rows] = await lines();
    const names = JSON.parse(`[${head}]`) as string[];
    const read = (row: string) =>
      Object.fromEntries(
        (JSON.parse(`[${row.replaceAll(EMPTY, '""')}]`) as string[]).map((cell, at) => [names[at], cell]),
      );
    const here = rows.map(read).filter((row) => row['domain'] === 'here');
    expect(here.map((row) => [row['field'], row['table'], row['onErasure'], row['exclusion']])).toEqual([
      ['name', 'guest', 'anonymise', ''],
      ['email', 'guest', 'anonymise', ''],
      ['status', 'guest', 'retain', 'R91'],
      ['nights', 'guest', 'retain', ''],
      ['', 'room', 'retain', ''],
      ['room name', '', 'retain', 'R90'],
    ]);
    expect(here[1]).toMatchObject({
      categories: 'contact details',
      purpose: 'To know who comes',
      legalGround: 'Art. 6(1)(b) GDPR: the booking',
      retention: 'Until the person asks for erasure',
      recipients: 'the hotel',
      ground: 'Art. 17(3)(b) GDPR: the register of guests',
      database: 'lethe_here',
      column: 'email',
      files: 'yes',
    });
  });

  it('says of a domain that is away when that was, and of one that never answered that', async () => {
    const rows = await lines();
    expect(rows.find((row) => row.startsWith('"away"'))).toContain('"2026-03-01T10:00:00.000Z"');
    expect(rows.filter((row) => row.startsWith('"never"'))).toEqual([expect.stringContaining('"never answered"')]);
  });

  it('runs nothing in a spreadsheet', async () => {
    const hostile = { ...inventory, domains: [{ ...entry, title: '=cmd()' }] };
    expect(await text(inventoryCsv(hostile))).toContain(`"'=cmd()"`);
  });
});

describe('differences', () => {
  it('are named: what came, what went, and what is said otherwise', () => {
    const now = structuredClone(entry);
    const [type] = now.recordTypes;
    type!.fields = [...type!.fields!.slice(1), { ...type!.fields![0]!, name: 'nickname' }];
    type!.fields[0]!.onErase = 'retain';
    type!.retention = 'for ever';
    now.tables[0]!.holds = 'names of guests';
    now.excluded = [];
    expect(differencesOf(entry, now)).toEqual([
      { change: 'changed', what: 'guest', attributes: ['retention'] },
      { change: 'removed', what: 'guest.name' },
      { change: 'changed', what: 'guest.email', attributes: ['onErase'] },
      { change: 'changed', what: 'table room', attributes: ['holds'] },
      { change: 'removed', what: 'excluded guest.status' },
      { change: 'removed', what: 'excluded room name' },
      { change: 'added', what: 'guest.nickname' },
    ]);
  });

  it('are none where the database has put properties in another order, and the digest is of what is said', () => {
    const reordered = {
      ...entry,
      recordTypes: entry.recordTypes.map((type) => Object.fromEntries(Object.entries(type).reverse())),
    };
    expect(differencesOf(entry, reordered as never)).toEqual([]);
    const manifest = { name: 'here', requiresSubject: true, ...described } as never;
    expect(digestOf(entryOf(manifest))).toBe(digestOf(entryOf(structuredClone(manifest))));
  });
});

describe('the assessment of Article 35', () => {
  it('says what is processed, and counts what is left to a person', () => {
    const { text: said, blanks } = dpia(inventory);
    const marks = [...said.matchAll(/\[BLANK (\d+)\]/g)].map(([, number]) => Number(number));
    expect(marks).toEqual(Array.from({ length: blanks }, (_, at) => at + 1));
    expect(said).toContain(`**${blanks} blanks are left to a person**`);
    for (const part of [
      'To know who comes',
      'the hotel',
      'the register of guests',
      '- In force: A lock on the door',
      '- **Not in force**: A guard',
      'Art. 6(1)(b) GDPR: the booking',
      '- here: room name (R90)',
    ])
      expect(said).toContain(part);
  });

  it('asks for measures where no deployment was asked, and once more for each that is not in force', () => {
    const count = (measures: typeof inventory.measures) => dpia({ ...inventory, measures }).blanks;
    expect(count(inventory.measures) - count(inventory.measures.slice(0, 1))).toBe(1);
    expect(dpia({ ...inventory, measures: [] }).text).toContain('No deployment was asked.');
  });

  it('takes what a domain says as text', () => {
    const hostile = { ...inventory, domains: [{ ...entry, title: '# <b>x</b>\n# y' }] };
    expect(dpia(hostile).text).toContain('### \\# \\<b\\>x\\</b\\> \\# y');
  });
});

test('the page takes what a domain says as text', () => {
  const page = inventoryPage({ ...inventory, domains: [{ ...entry, title: '<script>x</script>' }] });
  expect(page).not.toContain('<script>');
});
