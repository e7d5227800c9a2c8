import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { csvCell } from './csv-cell.ts';
import { readRecords } from './read-records.ts';

/**
 * The records of a part as a table (RFC 4180, UTF-8). It begins with a byte order mark, without which spreadsheets
 * garble names, and quotes every cell, so that none falls apart where `;` separates. The part is opened twice: once for
 * the columns, which are all keys of all its records.
 */
export const csvStream = (open: () => Promise<Readable>): Readable => csvOf(rows(open));

/** Of rows of cells (`csvCell`); the first one names the columns. */
export function csvOf(cells: Iterable<string[]> | AsyncIterable<string[]>): Readable {
  const table = stringify({ bom: true, quoted: true, record_delimiter: '\r\n' });
  pipeline(Readable.from(cells), table, () => undefined);
  return table;
}

async function* rows(open: () => Promise<Readable>): AsyncGenerator<string[]> {
  const columns = new Set<string>();
  for await (const record of readRecords(await open())) for (const key of Object.keys(record)) columns.add(key);
  if (columns.size === 0) return;
  const keys = [...columns];
  yield keys.map(csvCell);
  for await (const record of readRecords(await open())) yield keys.map((key) => csvCell(record[key]));
}
