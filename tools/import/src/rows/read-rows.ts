import { cleanCells, unreadable } from './clean-cells.ts';
import {
  OPTIONAL_COLUMNS,
  REQUIRED_COLUMNS,
  isUser,
  type Column,
  type Identity,
  type Refusal,
  type Row,
} from './identity.ts';
import { parseRecords, type CsvRecord } from './parse-records.ts';
import { decode } from '../decode.ts';
import { ImportError } from '../import-error.ts';

export interface Rows {
  rows: Row[];
  refused: Refusal[];
}

/**
 * The people of a file. Rows that cannot be sent are told apart here, before anything is sent.
 * @throws ImportError when it is no file of identities
 */
export function readRows(bytes: Uint8Array, file: string): Rows {
  const [head, ...all] = parseRecords(decode(bytes, file));
  const columns = columnsOf(head, file);
  const check = new RowCheck();
  const rows: Row[] = [];
  const refused: Refusal[] = [];
  // Spreadsheets write a row of separators for an empty one.
  const records = all.filter(({ cells, problem }) => problem !== undefined || cells.some((cell) => cell.trim() !== ''));
  for (const [index, record] of records.entries()) {
    const identity: Identity = cleanCells((column) => record.cells[columns.get(column) ?? -1] ?? '');
    const row = { line: record.line, index, identity };
    const reason = record.problem ?? differentLength(record, head) ?? unreadable(identity) ?? check.reasonAgainst(row);
    if (reason === undefined) rows.push(row);
    else refused.push({ line: record.line, reason });
  }
  return { rows, refused };
}

const COLUMNS: readonly Column[] = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS];
/** A name in the first line, whatever its case, blanks and underscores. */
const folded = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, '');

/** Positions of the columns that are known. */
function columnsOf(head: CsvRecord | undefined, file: string): Map<Column, number> {
  const names = (head?.cells ?? []).map(folded);
  const places = (column: Column) => names.flatMap((name, at) => (name === folded(column) ? [at] : []));
  const missing = REQUIRED_COLUMNS.filter((column) => places(column).length === 0);
  if (missing.length === REQUIRED_COLUMNS.length)
    throw new ImportError(
      `${file} is no file of identities: its first line must name the columns ${REQUIRED_COLUMNS.join(', ')}.`,
    );
  if (missing.length > 0) throw new ImportError(`${file} has no column ${missing.join(', ')}.`);
  const twice = COLUMNS.find((column) => places(column).length > 1);
  if (twice !== undefined) {
    const which = places(twice).map((at) => at + 1);
    throw new ImportError(
      `${file} has several columns ${twice} (line ${head?.line}, columns ${which.join(' and ')}): nobody can say which one counts.`,
    );
  }
  return new Map(COLUMNS.flatMap((column) => places(column).map((at) => [column, at] as const)));
}

/** Empty cells behind the last column are only separators that a spreadsheet has added. */
function differentLength({ cells }: CsvRecord, head: CsvRecord | undefined): string | undefined {
  const wanted = head?.cells.length ?? 0;
  const has = cells.slice(wanted).some((cell) => cell.trim() !== '') ? cells.length : Math.min(cells.length, wanted);
  return has === wanted ? undefined : `${has} columns instead of ${wanted}`;
}

/** What a row must have, compared with the rows before it. */
class RowCheck {
  private readonly numbers = new Map<string, number>();
  private readonly userAddresses = new Map<string, number>();

  reasonAgainst(row: Row): string | undefined {
    const { Number: number, GivenName, Surname, EmailAddress } = row.identity;
    if (number === '') return 'no Number';
    const sameNumber = remember(this.numbers, number, row.line);
    if (sameNumber !== undefined) return `the same Number as row ${sameNumber}`;
    if (GivenName === '' && Surname === '') return 'no name: GivenName and Surname are both empty';
    return isUser(row) ? this.reasonAgainstUser(EmailAddress, row.line) : undefined;
  }

  /** A directory user is known by the e-mail address. */
  private reasonAgainstUser(address: string, line: number): string | undefined {
    if (address === '') return 'no EmailAddress: every tenth row becomes a directory user, who needs one';
    const sameAddress = remember(this.userAddresses, address.toLowerCase(), line);
    return sameAddress === undefined
      ? undefined
      : `the same EmailAddress as row ${sameAddress}: two directory users cannot share one`;
  }
}

/** The line on which the value was first seen; undefined when it is new. */
function remember(seen: Map<string, number>, value: string, line: number): number | undefined {
  const before = seen.get(value);
  if (before === undefined) seen.set(value, line);
  return before;
}
