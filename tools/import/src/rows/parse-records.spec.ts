import { parseRecords } from './parse-records.ts';

const lines = (text: string) => parseRecords(text).map(({ line, cells, problem }) => [line, problem ?? cells]);

describe('parseRecords', () => {
  it.each([
    ['line ends of Unix', 'a,b\n1,2\n'],
    ['line ends of Windows', 'a,b\r\n1,2\r\n'],
    ['line ends of old Macs', 'a,b\r1,2\r'],
    ['a byte order mark', '\ufeffa,b\n1,2'],
  ])('reads %s', (_, text) =>
    expect(lines(text)).toEqual([
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ]),
  );

  it('reads quoted commas, quotes and line breaks, and passes over empty lines', () =>
    expect(lines('a,b\n\n"x, y","z"\n"q""q","two\r\nlines"\n7,8')).toEqual([
      [1, ['a', 'b']],
      [3, ['x, y', 'z']],
      [4, ['q"q', 'two\nlines']],
      [6, ['7', '8']],
    ]));

  it('loses one line only to a quote that nobody closes', () =>
    expect(lines('a,b\n1,"2\n3,4\n5,6')).toEqual([
      [1, ['a', 'b']],
      [2, 'a quote is opened and never closed'],
      [3, ['3', '4']],
      [4, ['5', '6']],
    ]));

  it('loses one line only when the next quote stands in another row', () =>
    expect(lines('a,b\n1,"2\n3,"4"\n5,6')).toEqual([
      [1, ['a', 'b']],
      [2, 'a quote is opened and never closed'],
      [3, ['3', '4']],
      [4, ['5', '6']],
    ]));

  it('says when a quote stands inside a value', () =>
    expect(lines('a,b\n1,x"2"\n3,4')).toEqual([
      [1, ['a', 'b']],
      [2, 'a quote stands where none may stand'],
      [3, ['3', '4']],
    ]));

  it('takes its time only once for a long text full of open quotes', () =>
    expect(parseRecords('1,"2\n3,4\n'.repeat(1_001))).toHaveLength(2_002));
});
