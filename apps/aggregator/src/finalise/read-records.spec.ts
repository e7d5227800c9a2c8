import { Readable } from 'node:stream';
import { readRecords } from './read-records.ts';

const all = async (...chunks: (string | Buffer)[]) =>
  Array.fromAsync(
    readRecords(
      Readable.from(
        chunks.map((chunk) => Buffer.from(chunk)),
        { objectMode: false },
      ),
    ),
  );

test('records come one by one, wherever chunks end', async () => {
  const text = '[\n{"a":"x, y"},\n{"a":"ß\u2028]"}\n]\n';
  const bytes = Buffer.from(text);
  const expected = [{ a: 'x, y' }, { a: 'ß\u2028]' }];
  expect(await all(text)).toEqual(expected);
  expect(await all(...Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(expected);
});

test('an empty part has none', async () => expect(await all('[\n]\n')).toEqual([]));

test('a line that is no record fails without being quoted', async () => {
  await expect(all('[\n{"name":"Ada"\n]\n')).rejects.toThrow(/^A line of a part is no record\.$/);
});

test('whoever stops early leaves nothing open', async () => {
  const source = Readable.from(
    ['[\n{"a":1},\n', '{"a":2}\n]\n'].map((text) => Buffer.from(text)),
    { objectMode: false },
  );
  for await (const record of readRecords(source)) {
    expect(record).toEqual({ a: 1 });
    break;
  }
  expect(source.destroyed).toBe(true);
});
