import { naughtyStrings } from '@lethe/testing/naughty-strings';
import { nameKeys } from '../name.ts';
import { possibleNameKeys } from '../possible-name-keys.ts';
import type { TextMark } from './text-mark.ts';
import { textReader } from './text-reader.ts';

/** What a text holds by its form, as `what certainty`; names need a record. */
async function formsIn(text: string, country = 'CZ'): Promise<string[]> {
  const marks = (await textReader(country)).marksIn(text);
  return marks.flatMap(({ what, base }) => (base === undefined ? [] : [`${what} ${base}`]));
}

async function marksOf(what: TextMark['what'], text: string): Promise<TextMark[]> {
  return (await textReader('CZ')).marksIn(text).filter((mark) => mark.what === what);
}

describe('in a text stand by their form', () => {
  it.each([
    ['Write to marie.hamanova@example.org, please', ['EMAIL likely']],
    ['mailto:marie@example.org?subject=x', ['EMAIL likely']],
    ['<speak>marie＠example.org</speak>', ['EMAIL likely']],
    ['Call Marie at +420 601 234 568.', ['PHONE likely']],
    ['back at noon, 601 234 568', ['PHONE likely']],
    ['reception +420 224 196 111', ['PHONE possible']],
    ['rodné číslo 780123/3540', ['NATIONAL_ID likely']],
    ['dial 7801233540', ['NATIONAL_ID likely']],
    ['PESEL: 44051401359', ['NATIONAL_ID likely']],
    ['patient RCCMNL83S18D969H', ['NATIONAL_ID possible']],
  ])('%s', async (text, expected) => {
    expect(await formsIn(text)).toEqual(expected);
  });

  it.each([
    ['a national id of the own country', '078-05-1121', 'US', ['NATIONAL_ID likely']],
    ['one with a letter', '54362315K', 'ES', ['NATIONAL_ID likely']],
    ['one with spaces', '1 85 05 78 006 084 91', 'FR', ['NATIONAL_ID likely']],
  ])('%s', async (_, text, country, expected) => {
    expect(await formsIn(text, country)).toEqual(expected);
  });

  it.each([
    'Main menu, version 20261129 of 2026-11-29T10:15:00Z',
    'queue 4711, extension 123, room 12/345',
    '0b6cbd36-6f2c-4f5a-9f9a-123456789012',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'info@example.org and support@example.org',
    'user@localhost, @home, price 12@3',
    'Call toll-free: 800 123 456',
    'order 44051401359',
    'amount 1 234 567,89 of 10 000 000',
    '780123/3541',
    '',
  ])('nothing: %s', async (text) => {
    expect(await formsIn(text)).toEqual([]);
  });
});

describe('names in a text', () => {
  const marie = { given: 'Marie', family: 'Hamanová' };
  const certaintyOf = async (text: string, name = marie) => {
    const keys = new Set(nameKeys(name));
    const possible = new Set(possibleNameKeys(name));
    const marks = (await marksOf('NAME', text)).filter((mark) =>
      mark.keys.some((key) => (key.possible ? possible : keys).has(key.key)),
    );
    return [...new Set(marks.map(({ ifKnown }) => ifKnown))];
  };

  it.each([
    'Callback Marie Hamanová evening',
    'HAMANOVA, Marie',
    'marie_hamanova',
    'callMarieHamanova',
    'for Marie-Hamanová',
  ])('are likely where they are whole: %s', async (text) => expect(await certaintyOf(text)).toContain('likely'));
  it('are found with three words', async () =>
    expect(await certaintyOf('ask Juan García López', { given: 'Juan', family: 'García López' })).toContain('likely'));
  it('are possible where one word alone stands', async () =>
    expect(await certaintyOf('Callback for Hamanová')).toEqual(['possible']));
  it.each(['will you call us back after the summer may be', 'Maria Hamanku'])('are none: %s', async (text) =>
    expect(await certaintyOf(text)).toEqual([]),
  );
  it('say nothing without a record', async () => expect(await formsIn('Marie Hamanová')).toEqual([]));
});

describe('any text', () => {
  it('is read without an error', async () => {
    const reader = await textReader('DE');
    for (const text of naughtyStrings())
      expect(() => reader.marksIn(`${text} 123-45-6789 ${text}@x.org`)).not.toThrow();
  });

  it('is read up to a length, in a time that a service can spare, and says where it was cut', async () => {
    const reader = await textReader('US');
    for (const piece of ['a@', '1 ', '12-', 'Anna ', '@', '+1 (', '601 234 568 ', 'ab12345678 ']) {
      const start = performance.now();
      reader.marksIn(piece.repeat(100_000));
      expect(performance.now() - start).toBeLessThan(5_000);
      expect(reader.isTooLong(piece.repeat(100_000))).toBe(true);
    }
    expect(reader.isTooLong('a'.repeat(10_000))).toBe(false);
    expect(reader.isTooLong('a '.repeat(1_001))).toBe(true);
  });
});
