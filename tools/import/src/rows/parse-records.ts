import { parse, CsvError } from 'csv-parse/sync';

/** One record of the text: its cells, or what is wrong with its form. */
export interface CsvRecord {
  /** Line on which it begins, from 1. */
  line: number;
  cells: string[];
  problem?: string;
}

/** A quoted value that goes on for longer than this is taken for a quote that nobody closed. */
const MOST_LINES = 100;

const SEPARATORS = [',', ';', '\t'];

/** A first line by which spreadsheets say what separates the cells. */
const DECLARED = /^sep=(.)\s*$/i;

/** The one that is declared, or that stands most often in the first line, outside quotes; a comma where none does. */
function separatorOf(lines: readonly string[]): string {
  const declared = DECLARED.exec(lines[0] ?? '')?.[1];
  if (declared !== undefined) return declared;
  const head = lines.find((line) => line.trim() !== '')?.replace(/"[^"]*"/g, '') ?? '';
  const count = (separator: string) => head.split(separator).length;
  return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/**
 * Reads RFC 4180 text, also with semicolons or tabs as spreadsheets of other countries write it. Where a quote is wrong only the line it stands on is lost: reading goes on behind that line, so
 * a quote that nobody closed does not swallow the people below it.
 */
export function parseRecords(text: string): CsvRecord[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const separator = separatorOf(lines);
  const records: CsvRecord[] = [];
  for (let from = DECLARED.test(lines[0] ?? '') ? 1 : 0; from < lines.length;) {
    const length = linesOfRecord(lines, from);
    const source = lines.slice(from, from + (length ?? 1)).join('\n');
    if (source.trim() !== '')
      records.push({
        line: from + 1,
        ...(length === undefined
          ? { cells: [], problem: 'a quote is opened and never closed' }
          : parseOne(source, separator)),
      });
    const lost = length === undefined || (length > 1 && records.at(-1)?.problem !== undefined);
    from += lost ? 1 : length;
  }
  return records;
}

/** A record ends with the first line that makes the number of its quotes even. */
function linesOfRecord(lines: readonly string[], from: number): number | undefined {
  let open = false;
  for (let length = 1; length <= Math.min(MOST_LINES, lines.length - from); length += 1) {
    const quotes = lines[from + length - 1]?.match(/"/g)?.length ?? 0;
    if (quotes % 2 === 1) open = !open;
    if (!open) return length;
  }
  return undefined;
}

function parseOne(source: string, delimiter: string): Omit<CsvRecord, 'line'> {
  if (!source.includes('"')) return { cells: source.split(delimiter) };
  try {
    return { cells: parse(source, { record_delimiter: '\r\n', delimiter })[0] ?? [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { cells: [], problem: 'a quote stands where none may stand' };
  }
}
