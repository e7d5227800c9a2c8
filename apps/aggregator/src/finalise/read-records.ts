import type { Readable } from 'node:stream';

/** A record as its domain exported it. */
export type ExportedRecord = Record<string, unknown>;

const NEWLINE = 0x0a;

/**
 * The records of a part (contracts, `Part`), one at a time: memory holds one record and a chunk, whatever the size of
 * the part. Throws a SyntaxError when a line is no record. Stopping early destroys the source.
 */
export async function* readRecords(source: Readable): AsyncGenerator<ExportedRecord> {
  for await (const line of lines(source)) {
    const text = line.toString().trim();
    if (text === '' || text === '[' || text === ']') continue;
    yield parsed(text.endsWith(',') ? text.slice(0, -1) : text);
  }
}

/** V8 quotes what it could not parse in its message: personal data, so the message is replaced. */
function parsed(text: string): ExportedRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SyntaxError('A line of a part is no record.');
  return value as ExportedRecord;
}

/** Not node:readline: it ends lines at U+2028 as well, which JSON text may hold. */
async function* lines(source: Readable): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  for await (const chunk of source as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield Buffer.concat([...pieces, chunk.subarray(start, end)]);
      pieces = [];
      start = end + 1;
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  }
  if (pieces.length > 0) yield Buffer.concat(pieces);
}
