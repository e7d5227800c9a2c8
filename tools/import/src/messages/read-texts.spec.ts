import { readTexts } from './read-texts.ts';
import { SOURCES } from '../../test/sources.ts';

const span = (value: string, start: number, type = 'PERSON') => ({
  type,
  value,
  start,
  end: start + Array.from(value).length,
});
/** Types whose value everybody in a file of identities has of their own. */
const REPLACED = new Set(['PERSON', 'STREET_ADDRESS', 'GPE', 'ZIP_CODE', 'PHONE_NUMBER', 'EMAIL_ADDRESS']);
const read = (entries: unknown) => readTexts(Buffer.from(JSON.stringify(entries)), 'texts.json');

describe('readTexts', () => {
  it.each(SOURCES)('takes every text of the $name that has a detail to replace, and loses nothing of it', (source) => {
    const { woven, messages } = source;
    expect(woven.length).toBeGreaterThan(400);
    const texts = woven.map((segments) => segments.map((one) => (typeof one === 'string' ? one : one.value)).join(''));
    expect(texts).toEqual(
      messages.filter(({ spans }) => spans.some(({ type }) => REPLACED.has(type))).map(({ text }) => text),
    );
  });

  it('cuts at spans in any order, counted in characters', () =>
    expect(read([{ text: '😀 Zak met Ann', spans: [span('Ann', 10), span('Zak', 2)] }])).toEqual([
      ['😀 ', { type: 'PERSON', value: 'Zak' }, ' met ', { type: 'PERSON', value: 'Ann' }, ''],
    ]));

  it('passes over texts without a detail to replace', () =>
    expect(
      read([
        { text: 'Hello', spans: [] },
        { text: 'I am 47', spans: [span('47', 5, 'AGE')] },
        { text: 'Zak', spans: [span('Zak', 0)] },
      ]),
    ).toHaveLength(1));

  it.each([
    ['it holds no JSON array', { text: 'a', spans: [] }],
    ['no name, address, phone number or e-mail address is marked in it', []],
    ['no name, address, phone number or e-mail address is marked in it', [{ text: 'secret', spans: [] }]],
    ['entry 2 has not the form of the others', [{ text: 'secret', spans: [] }, 'secret']],
    ['entry 1 has not the form of the others', [{ text: '', spans: [] }]],
    ['entry 1 has not the form of the others', [{ text: 'secret\0', spans: [] }]],
    ['entry 1 has not the form of the others', [{ text: 'secret \ud800', spans: [] }]],
    ['entry 1 has not the form of the others', [{ text: 'my secret', spans: [span('secret', 2)] }]],
    [
      'entry 1 has not the form of the others',
      [{ text: 'my secret', spans: [span('secret', 3), span('my secret', 0)] }],
    ],
    ['entry 1 has not the form of the others', [{ text: 'my secret', spans: [span('secret', 30)] }]],
  ])('says %s, and repeats nothing of the file', (reason, entries) => {
    expect(() => read(entries)).toThrow(
      expect.objectContaining({
        name: 'ImportError',
        message: expect.stringContaining(`texts.json is no file of messages: ${reason}. It must be`),
      }),
    );
    expect(() => read(entries)).not.toThrow('secret');
  });

  it('says that a file is no JSON, or not UTF-8', () => {
    expect(() => readTexts(Buffer.from('[{'), 'texts.json')).toThrow('it holds no JSON array');
    expect(() => readTexts(Buffer.from('"é"', 'latin1'), 'texts.json')).toThrow('texts.json is not UTF-8');
  });
});
