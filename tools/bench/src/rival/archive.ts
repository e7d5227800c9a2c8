import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import yazl from 'yazl';

/** The records of one type, as JSON. */
export interface Records {
  store: string;
  recordType: string;
  json: string;
  count: number;
}

type Row = Record<string, unknown>;

/** To start a compressor costs more than it saves of less. */
const WORTH_COMPRESSING = 1_000;

/** A ZIP of a page to read, JSON and CSV of each record type, and a manifest with counts and SHA-256. */
export function archiveOf(requestId: string, all: readonly Records[]): Readable {
  const zip = new yazl.ZipFile();
  const entries: object[] = [];
  const add = (name: string, text: string, more: object = {}): void => {
    const content = Buffer.from(text);
    entries.push({ name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), ...more });
    zip.addBuffer(content, name, { compress: content.length >= WORTH_COMPRESSING });
  };
  const tables = all.map((records) => ({ ...records, rows: JSON.parse(records.json) as Row[] }));
  add('index.html', pageOf(tables));
  for (const { store, recordType, json, count, rows } of tables) {
    add(`${store}/${recordType}.json`, json, { recordType, records: count });
    add(`${store}/${recordType}.csv`, csvOf(rows), { recordType, records: count });
  }
  const counts = all.map(({ store, recordType, count }) => ({ domain: store, recordType, records: count }));
  const manifest = { requestId, createdDate: new Date().toISOString(), counts, entries };
  zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 2)), 'manifest.json');
  zip.end();
  return zip.outputStream as Readable;
}

const textOf = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value as string);

const columnsOf = (rows: readonly Row[]): string[] => [...new Set(rows.flatMap(Object.keys))];

function csvOf(rows: readonly Row[]): string {
  const columns = columnsOf(rows);
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns, ...rows.map((row) => columns.map((column) => textOf(row[column])))]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);

function pageOf(tables: readonly (Records & { rows: Row[] })[]): string {
  const table = ({ recordType, rows }: { recordType: string; rows: Row[] }): string => {
    const columns = columnsOf(rows);
    const line = (cells: readonly string[], tag: string): string =>
      `<tr>${cells.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;
    const lines = rows.map((row) =>
      line(
        columns.map((column) => textOf(row[column])),
        'td',
      ),
    );
    return `<h2>${recordType}</h2><table>${line(columns, 'th')}${lines.join('')}</table>`;
  };
  return `<!doctype html><meta charset="utf-8"><title>Your data</title>${tables.map(table).join('')}`;
}
