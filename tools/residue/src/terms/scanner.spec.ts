import { randomBytes, randomUUID } from 'node:crypto';
import { Scanner } from './scanner.ts';

const NAME = 'Jiří Hamanová';
const EMAIL = 'marie.hamanova@example.org';
const PHONE = '+351 912 345 678';
const QUOTED = `Robert "Bob" O'Brien & Söhne`;
const scanner = new Scanner([NAME, EMAIL, PHONE, QUOTED].map((text, index) => ({ number: index + 1, text })));

const found = (text: string | Buffer) => scanner.scan(pieces(typeof text === 'string' ? Buffer.from(text) : text));
async function* pieces(bytes: Buffer, size = 64 * 1024): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const shifted = (by: number, text: string) => Buffer.from(`${'x'.repeat(by)}${text}yy`).toString('base64');
const entities = (text: string) => text.replace(/[&"'ö]/g, (one) => `&#${one.codePointAt(0)};`);

describe('a term is found', () => {
  it.each<[string, number, string | Buffer]>([
    ['as it is', 1, `a ${NAME} b`],
    ['in capitals', 1, NAME.toUpperCase()],
    ['in mixed case', 1, 'jIŘí hAMANOVÁ'],
    ['decomposed', 1, NAME.normalize('NFD')],
    ['decomposed, in capitals', 1, NAME.normalize('NFD').toUpperCase()],
    [
      'escaped as JSON',
      1,
      JSON.stringify(NAME).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    [
      'escaped as JSON within JSON',
      1,
      JSON.stringify(
        JSON.stringify(NAME).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
      ),
    ],
    ['with every character escaped', 2, [...EMAIL].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('')],
    ['in a URL', 2, `?searchValue=${encodeURIComponent(EMAIL)}`],
    ['in a form', 1, new URLSearchParams({ name: NAME }).toString()],
    ['in base64', 2, shifted(0, EMAIL)],
    ['in base64, shifted by one', 2, shifted(1, EMAIL)],
    ['in base64, shifted by two', 2, shifted(2, EMAIL)],
    ['in base64, with other letters', 1, shifted(1, NAME)],
    ['in hex', 1, `\\x00${Buffer.from(NAME).toString('hex')}00`],
    ['in capital hex', 2, Buffer.from(EMAIL).toString('hex').toUpperCase()],
    ['in UTF-16', 1, Buffer.from(NAME, 'utf16le')],
    ['in UTF-16, the other way round', 1, Buffer.from(NAME, 'utf16le').swap16()],
    ['in UTF-16, in capitals', 1, Buffer.from(NAME.toUpperCase(), 'utf16le')],
    ['in Latin-1', 4, Buffer.from(QUOTED, 'latin1')],
    ['among bytes that are no text', 1, Buffer.concat([randomBytes(1_000), Buffer.from(NAME), randomBytes(1_000)])],
    ['in HTML', 4, entities(QUOTED)],
    ['in CSV', 4, `"${QUOTED.replaceAll('"', '""')}"`],
    ['with its quotes escaped twice', 4, JSON.stringify(JSON.stringify(QUOTED))],
    ['as digits', 3, 'ani=351912345678;'],
    ['with other punctuation', 3, 'tel:+351-(912)/345.678'],
    ['in a list of numbers', 3, '351 912 345 679, +351 912 345 678 +351 912 345 670 +351 912 345 671'],
    ['with hard spaces', 3, '+351\u00a0912\u00a0345\u00a0678'],
  ])('%s', async (_, term, text) => {
    expect([...(await found(text)).keys()]).toEqual([term]);
  });

  it('across the edges of what is read in one go, each once', async () => {
    const gap = 'z'.repeat(1024 * 1024 - 7);
    expect(await found(`${gap}${EMAIL}${gap}${EMAIL}${gap}${EMAIL}`)).toEqual(new Map([[2, 3]]));
  });

  it('when it is an id or a digest itself', () => {
    const id = randomUUID();
    expect(new Scanner([{ number: 1, text: id }]).scanText(`/requests/${id}/tasks`)).toEqual(new Map([[1, 1]]));
  });
});

describe('a term is not found', () => {
  it.each([
    ['where another word stands', 'Jiri Hamanova, marie.hamanova@example.com, +351 912 345 679'],
    ['where nothing stands', ''],
  ])('%s', async (_, text) => expect(await found(text)).toEqual(new Map()));

  it.each([
    ['a random id', '4e0b9a51-2345-4678-9123-456789abcdef'],
    ['a digest', `sha256 ${'ab'.repeat(20)}912345678${'cd'.repeat(8)}`],
    ['a time', '"created":"2026-03-01T10:00:00.912345678+00:00"'],
    ['a time in milliseconds', '"time":1791234567891'],
  ])('in part of %s', (_, text) => {
    const chancy = new Scanner(
      ['912345678', '23456789', '91234567', '123456'].map((term, index) => ({ number: index + 1, text: term })),
    );
    expect(chancy.scanText(text)).toEqual(new Map());
  });

  it('in 20,000 random ids, keys and digests', () => {
    const digits = Array.from({ length: 500 }, (_, index) => ({
      number: index + 1,
      text: String(100_000 + index * 1_777),
    }));
    const ids = Array.from(
      { length: 20_000 },
      () =>
        `{"id":"${randomUUID()}","key":"${randomBytes(32).toString('base64')}","sha256":"${randomBytes(32).toString('hex')}"}`,
    ).join('\n');
    expect(new Scanner(digits).scanText(ids)).toEqual(new Map());
  });
});
