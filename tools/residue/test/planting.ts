import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZipFile } from 'yazl';
import type { Term } from '../src/terms/read-terms.ts';

export const terms: Term[] = [];
export function term(): { text: string; number: number } {
  const made = { text: `planted ${randomUUID()}`, number: terms.length + 1 };
  terms.push(made);
  return made;
}

export const DATABASE = 'lethe_planted';

export function zipOf(name: string, content: string): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(content.repeat(50)), name);
  zip.end();
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) =>
    zip.outputStream
      .on('data', (piece: Buffer) => pieces.push(piece))
      .on('end', () => resolve(Buffer.concat(pieces)))
      .on('error', reject),
  );
}

/** Rows: kind of place → what plants the term there. */
const IN_DATABASE = {
  'a row': [`table public.planted_row`, (text: string) => `create table planted_row as select '${text}'::text`],
  'JSON in a row, escaped': [
    `table public.planted_json`,
    (text: string) => `create table planted_json as select to_jsonb(to_jsonb('"${text}"'::text)::text)`,
  ],
  'bytes in a row': [
    `table public.planted_bytes`,
    (text: string) => `create table planted_bytes as select convert_to('${text}', 'UTF8')`,
  ],
  'a partition': [
    'table public.planted_part',
    (text: string) =>
      `create table planted_whole (t text) partition by list (t); create table planted_part partition of planted_whole default; insert into planted_whole values ('${text}')`,
  ],
  'another schema': [
    'table elsewhere.planted',
    (text: string) => `create schema elsewhere; create table elsewhere.planted as select '${text}'::text`,
  ],
  'a materialised view': [
    'table public.planted_view',
    (text: string) => `create materialized view planted_view as select lower('${text}')`,
  ],
  'a large object': [
    'table pg_catalog.pg_largeobject',
    (text: string) => `select lo_from_bytea(0, convert_to('${text}', 'UTF8'))`,
  ],
  'a comment': [
    'table pg_catalog.pg_description',
    (text: string) => `create table planted_comment (); comment on table planted_comment is '${text}'`,
  ],
  'the name of a table': ['table pg_catalog.pg_class', (text: string) => `create table "${text}" ()`],
  'a function': [
    'table pg_catalog.pg_proc',
    (text: string) => `create function planted_function() returns text language sql as $$ select '${text}' $$`,
  ],
  'a setting': [
    'table pg_catalog.pg_db_role_setting',
    (text: string) => `alter database ${DATABASE} set planted.setting = '${text}'`,
  ],
  'the statistics of a deleted row': [
    'table pg_catalog.pg_statistic',
    (text: string) =>
      `create table planted_statistics as select '${text}'::text
        from generate_series(1, 10); analyze planted_statistics; delete from planted_statistics`,
  ],
} as const;
export const rows = Object.entries(IN_DATABASE).map(([name, [place, plant]]) => ({
  name,
  place: `database ${DATABASE}, ${place}`,
  plant,
  planted: term(),
}));

/** A process with something in its command line, its environment, and in a file that is deleted but open. */
export async function plantProcess(words: {
  argument: string;
  variable: string;
  openDeleted: string;
}): Promise<ChildProcess> {
  const program = `const fs = require('node:fs'); fs.openSync(process.env.FILE, 'r'); fs.rmSync(process.env.FILE); console.log('ready'); setInterval(() => undefined, 1000)`;
  const path = join(tmpdir(), `residue-${process.pid}`);
  writeFileSync(path, words.openDeleted);
  const spawned = spawn(process.execPath, ['-e', program, words.argument], {
    env: { FILE: path, PLANTED: words.variable },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => spawned.stdout.once('data', resolve));
  return spawned;
}
