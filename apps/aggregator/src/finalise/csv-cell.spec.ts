import { csvCell } from './csv-cell.ts';

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =1',
  '\u00a0=1',
  '\u200b=1',
  '\ufeff=1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '\t',
  "=cmd|' /C calc'!A0",
])('a spreadsheet runs no %j', (text) => {
  expect(csvCell(text)).toBe(`'${text}`);
});

test.each([
  ['plain text stays', 'Ada', 'Ada'],
  ['an e-mail address stays', 'a@b.example', 'a@b.example'],
  ['a number is no formula', -5, '-5'],
  ['nothing is empty', null, ''],
  ['nested values are JSON', { a: ['=1'] }, '{"a":["=1"]}'],
  ['a list is JSON', ['=1'], '["=1"]'],
])('%s', (_, value, cell) => expect(csvCell(value)).toBe(cell));
