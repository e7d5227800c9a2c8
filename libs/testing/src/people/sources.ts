import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { makeMessages } from './make-messages.ts';
import { makePeople } from './make-people.ts';
import type { Message, Person } from './person.ts';

const PEOPLE = 1_500;
const MESSAGES = 800;
/** People of whom the texts speak; none of them is among the others. */
const SPOKEN_OF = 101;

/** People and texts for tests, also as the files that the importer reads. */
export interface PeopleSource {
  name: string;
  people: readonly Person[];
  messages: readonly Message[];
  /** Bytes of `identities.csv`. */
  identities: Buffer;
  /** Bytes of `messages.json`. */
  texts: Buffer;
}

/**
 * The generated people, and behind them those of the folder that LETHE_TEST_DATA names.
 * @throws Error that names the file which the folder lacks
 */
export function peopleSources(folder = process.env['LETHE_TEST_DATA'] || undefined): PeopleSource[] {
  return [(generated ??= generate()), ...(folder ? [read(folder)] : [])];
}

let generated: PeopleSource | undefined;

function generate(): PeopleSource {
  const everybody = makePeople(PEOPLE + SPOKEN_OF);
  const people = everybody.slice(0, PEOPLE);
  const messages = makeMessages(MESSAGES, everybody.slice(PEOPLE));
  return {
    name: 'generated people',
    people,
    messages,
    identities: asFile(people),
    texts: Buffer.from(JSON.stringify(messages)),
  };
}

const asFile = (people: readonly Person[]) =>
  Buffer.from(stringify([...people], { header: true, record_delimiter: 'windows' }));

/** The same with some of the people only. */
export function withSome(source: PeopleSource, isIn: (index: number) => boolean): PeopleSource {
  const people = source.people.filter((_, index) => isIn(index));
  return { ...source, people, identities: asFile(people) };
}

function read(folder: string): PeopleSource {
  const bytesOf = (name: string): Buffer => {
    const file = join(folder, name);
    if (!existsSync(file)) throw new Error(`LETHE_TEST_DATA: there is no ${file}`);
    return readFileSync(file);
  };
  const [identities, texts] = [bytesOf('identities.csv'), bytesOf('messages.json')];
  return {
    name: 'people of LETHE_TEST_DATA',
    people: parse<Person>(identities, { columns: true, bom: true }),
    messages: JSON.parse(texts.toString()) as Message[],
    identities,
    texts,
  };
}

/** Writes `identities.csv` and `messages.json` into the folder; returns their paths. */
export function writeFiles(
  { identities, texts }: PeopleSource,
  folder: string,
): { identities: string; messages: string } {
  const files = { identities: join(folder, 'identities.csv'), messages: join(folder, 'messages.json') };
  writeFileSync(files.identities, identities);
  writeFileSync(files.messages, texts);
  return files;
}
