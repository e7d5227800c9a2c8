import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './support/folder.ts';
import { Http } from './support/http.ts';
import { Lethe } from './support/lethe.ts';
import { runTool } from './support/programs.ts';

const HEADER = [
  'Number',
  'GivenName',
  'Surname',
  'StreetAddress',
  'City',
  'ZipCode',
  'Country',
  'EmailAddress',
  'TelephoneNumber',
];
const ROW = ['1', 'Jana', 'Malá', 'Lipová 12', 'Brno', '60200', 'CZ', 'jana@example.org', '604 111 221'];

/** What spreadsheets make of a file before somebody imports it. */
describe('an import', () => {
  let lethe: Lethe;
  let http: Http;
  let files = 0;
  beforeAll(async () => {
    lethe = await Lethe.start();
    http = await Http.login(lethe);
  }, 120_000);
  afterAll(() => lethe?.stop(), 60_000);

  /** A row whose person nobody else is; `changes` by column. */
  function row(changes: Partial<Record<(typeof HEADER)[number], string>>): string[] {
    const number = String(1_000 + files);
    const own: Record<string, string> = { Number: number, EmailAddress: `p${number}@example.org`, ...changes };
    return ROW.map((value, index) => own[HEADER[index]!] ?? value);
  }

  async function imported(lines: string[][], separator = ',') {
    const path = join(folder(), `import-${files++}`);
    mkdirSync(path, { recursive: true });
    const file = join(path, 'people.csv');
    writeFileSync(file, `${lines.map((cells) => cells.join(separator)).join('\n')}\n`);
    return runTool(lethe, 'import', ['--identities', file]);
  }

  it('refuses two columns of one name, and names it', async () => {
    const { code, output, errors } = await imported([
      [...HEADER, 'EmailAddress'],
      [...row({}), 'second@example.org'],
    ]);
    expect(code).toBe(1);
    expect(output + errors).toContain('EmailAddress');
    expect(await http.subjects('EMAIL', 'second@example.org')).toEqual([]);
  });

  it('refuses a row with a number in scientific notation, and loads the others', async () => {
    const bad = row({ TelephoneNumber: '4.20601E+11', EmailAddress: 'bad@example.org', Number: 'bad' });
    const { code, output, errors } = await imported([HEADER, bad, row({ EmailAddress: 'good@example.org' })]);
    expect(code).toBe(2);
    expect(output + errors).toMatch(/row 2: .*TelephoneNumber/);
    expect(await http.subjects('EMAIL', 'bad@example.org')).toEqual([]);
    expect(await http.subjects('EMAIL', 'good@example.org')).not.toEqual([]);
  });

  it.each([
    ['Portugal', '912 345 678', '+351912345678'],
    ['UK', '020 7946 0135', '+442079460135'],
    ['PRT', '912 345 679', '+351912345679'],
  ])('reads the country %s', async (Country, TelephoneNumber, real) => {
    expect((await imported([HEADER, row({ Country, TelephoneNumber })])).code).toBe(0);
    expect(await http.subjects('PHONE', real)).not.toEqual([]);
  });

  it('takes markers of nothing for nothing, but for a surname', async () => {
    const person = { StreetAddress: 'NULL', TelephoneNumber: 'N/A', GivenName: 'Ines', Surname: 'Null' };
    expect((await imported([HEADER, row({ ...person, EmailAddress: 'ines@example.org' })])).code).toBe(0);
    expect(await http.subjects('NAME', 'Ines Null')).not.toEqual([]);
    const [found] = await http.subjects('EMAIL', 'ines@example.org');
    expect(JSON.stringify(found)).not.toMatch(/NULL|N\/A/);
  });

  it('passes over empty rows at the end', async () => {
    const empty = HEADER.map(() => '');
    expect(await imported([HEADER, row({ EmailAddress: 'last@example.org' }), empty, empty])).toMatchObject({
      code: 0,
    });
    expect(await http.subjects('EMAIL', 'last@example.org')).not.toEqual([]);
  });

  it('passes over separators behind the last cell, and refuses a cell there', async () => {
    const [mail, other] = ['behind@example.org', 'more@example.org'];
    const more = row({ Number: 'more', EmailAddress: other });
    const { code, output, errors } = await imported([HEADER, [...row({ EmailAddress: mail }), '', ''], [...more, 'x']]);
    expect(code).toBe(2);
    expect(output + errors).toMatch(/row 3: 10 columns instead of 9/);
    expect(await http.subjects('EMAIL', mail)).not.toEqual([]);
    expect(await http.subjects('EMAIL', other)).toEqual([]);
  });

  it('reads the separator that a spreadsheet declares', async () => {
    const mail = 'declared@example.org';
    expect((await imported([['sep=;'], HEADER, row({ EmailAddress: mail })], ';')).code).toBe(0);
    expect(await http.subjects('EMAIL', mail)).not.toEqual([]);
  });

  it.each([
    ['a semicolon', ';', HEADER],
    ['a tab', '\t', HEADER],
    ['a comma, and a header in lower case', ',', HEADER.map((name) => name.toLowerCase())],
  ])('reads cells that are separated by %s', async (_, separator, header) => {
    const mail = `separated${files}@example.org`;
    expect((await imported([header, row({ EmailAddress: mail })], separator)).code).toBe(0);
    expect(await http.subjects('EMAIL', mail)).not.toEqual([]);
  });
});
