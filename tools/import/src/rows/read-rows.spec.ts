import { readRows } from './read-rows.ts';
import { SOURCES } from '../../test/sources.ts';
import { OPTIONAL_COLUMNS, REQUIRED_COLUMNS } from './identity.ts';

const HEAD = 'Number,GivenName,Surname,StreetAddress,City,ZipCode,Country,EmailAddress,TelephoneNumber';
const read = (...lines: string[]) => readRows(Buffer.from([HEAD, ...lines].join('\n')), 'people.csv');
const row = (number: string, email = `${number}@example.com`) =>
  `${number},Ann,Smith,Main St 1,Town,123,US,${email},555 1234`;

describe('readRows', () => {
  it.each(SOURCES)('reads all of the $name, every value as it stands in the file', ({ rows, refused, people }) => {
    expect(refused).toEqual([]);
    expect(rows).toHaveLength(1_500);
    expect(rows).toEqual(
      people.map((person, index) => ({
        line: index + 2,
        index,
        identity: Object.fromEntries(
          [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS].map((column) => [column, person[column].trim()]),
        ),
      })),
    );
  });

  it('trims values, ignores other columns and takes columns in any order', () => {
    const { rows } = readRows(
      Buffer.from(
        '\ufeffShoeSize,TelephoneNumber,EmailAddress,Country,ZipCode,City,StreetAddress,Surname,GivenName, Number \r\n38,555,a@b.c,US,123,Town,Main St, Smith ,Ann,7\r\n',
      ),
      'f',
    );
    expect(rows[0]?.identity).toMatchObject({ Number: '7', Surname: 'Smith', TelephoneNumber: '555', Company: '' });
  });

  it.each([
    ['no Number', row('')],
    ['no name: GivenName and Surname are both empty', '5, , ,Main St 1,Town,123,US,a@example.com,555'],
    ['8 columns instead of 9', '5,Ann,Smith,Main St 1,Town,123,US,a@example.com'],
    ['10 columns instead of 9', `${row('5')},more`],
    ['a quote is opened and never closed', '5,"Ann,Smith,Main St 1,Town,123,US,a@example.com,555'],
    ['the same Number as row 2', row('1')],
  ])('refuses a row: %s', (reason, bad) => {
    const { rows, refused } = read(row('1'), bad, row('3'));
    expect(refused).toEqual([{ line: 3, reason }]);
    expect(rows.map(({ index, identity }) => [index, identity.Number])).toEqual([
      [0, '1'],
      [2, '3'],
    ]);
  });

  it.each([
    [';', 'semicolons'],
    ['\t', 'tabs'],
  ])('reads a file with %j between its cells, and a header in any case', (separator) => {
    const head = HEAD.toLowerCase().replace('givenname', 'given name').replaceAll(',', separator);
    const line = '1;Ann;Smith;"Main; St, 1";Town;123;US;1@example.com;555 1234'.replace(/;(?! )/g, separator);
    const { rows, refused } = readRows(Buffer.from([head, line].join('\n')), 'people.csv');
    expect(refused).toEqual([]);
    expect(rows[0]?.identity).toMatchObject({ GivenName: 'Ann', StreetAddress: 'Main; St, 1', ZipCode: '123' });
  });

  it('refuses a file that has a column twice, and names it', () =>
    expect(() => readRows(Buffer.from(`${HEAD},emailaddress`), 'people.csv')).toThrow(
      'people.csv has several columns EmailAddress (line 1, columns 8 and 10)',
    ));

  it.each([
    ['TelephoneNumber', row('5').replace('555 1234', '4.20601E+11')],
    ['TelephoneNumber', row('5').replace('555 1234', '4,2E11').replace('4,2E11', '"4,2E11"')],
    ['Number', row('1.5E+10', 'a@example.com')],
    ['Country', row('5').replace(',US,', ',Nowhereland,')],
  ])('refuses a row whose %s can not be read, without its value', (column, bad) => {
    const { rows, refused } = read(row('1'), bad, row('3'));
    expect(refused).toEqual([{ line: 3, reason: expect.stringContaining(column) }]);
    expect(JSON.stringify(refused)).not.toMatch(/4[.,]2|E\+?1|Nowhere/);
    expect(rows.map(({ identity }) => identity.Number)).toEqual(['1', '3']);
  });

  it.each([
    ['Portugal', 'PT'],
    ['UK', 'GB'],
    ['Česko', 'CZ'],
    ['PT', 'PT'],
  ])('reads the country %s as %s', (country, code) =>
    expect(read(row('5').replace(',US,', `,${country},`)).rows[0]?.identity.Country).toBe(code),
  );

  it('takes markers of empty cells as empty, in a name only where all of it is made of them', () => {
    const { rows, refused } = read(
      row('1'),
      '2,Christopher,Null,NULL,n/a,-,NA,N/A,(null)',
      '3,Jana,Nil,Street 1,None,123,,none,NaN',
      '4,NULL,N/A,Street 1,Town,123,US,a@example.com,555',
    );
    expect(rows.slice(1).map(({ identity }) => identity)).toMatchObject([
      {
        Surname: 'Null',
        StreetAddress: '',
        City: '',
        ZipCode: '',
        Country: 'NA',
        EmailAddress: '',
        TelephoneNumber: '',
      },
      { Surname: 'Nil', City: 'None', EmailAddress: '', TelephoneNumber: '' },
    ]);
    expect(refused).toEqual([{ line: 5, reason: expect.stringContaining('no name') }]);
  });

  it('passes over rows of separators alone', () => {
    const { rows, refused } = read(row('1'), ',,,,', ' , ,', row('3'));
    expect(refused).toEqual([]);
    expect(rows.map(({ line, index }) => [line, index])).toEqual([
      [2, 0],
      [5, 1],
    ]);
  });

  it('refuses a directory user without an e-mail address and one with that of another', () => {
    const more = (from: number) => Array.from({ length: 9 }, (_, index) => row(String(from + index), ''));
    const { refused } = read(
      row('1', 'A@example.com'),
      ...more(2),
      row('11', 'a@EXAMPLE.com'),
      ...more(12),
      row('21', ''),
    );
    expect(refused.map(({ line, reason }) => [line, reason.split(':')[0]])).toEqual([
      [12, 'the same EmailAddress as row 2'],
      [22, 'no EmailAddress'],
    ]);
  });

  it.each([
    ['is no file of identities', 'name;phone\nAnn;555'],
    ['is no file of identities', ''],
    ['has no column Surname, EmailAddress', HEAD.replace('Surname,', '').replace('EmailAddress,', '')],
  ])('says that a file %s', (sentence, text) =>
    expect(() => readRows(Buffer.from(text), 'people.csv')).toThrow(`people.csv ${sentence}`),
  );

  it('says that a file is not UTF-8', () =>
    expect(() => readRows(Buffer.from(`${HEAD}\n${row('é')}`, 'latin1'), 'people.csv')).toThrow('not UTF-8'));

  it('repeats no value of a row that it refuses', () => {
    const { refused } = read(row('secret-number'), row('secret-number'), 'secret,"secret', row(''));
    expect(refused).toHaveLength(3);
    expect(JSON.stringify(refused)).not.toContain('secret');
  });
});
