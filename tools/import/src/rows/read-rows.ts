import { OPTIONAL_COLUMNS, REQUIRED_COLUMNS, isUser, type Identity, type Refusal, type Row } from './identity.ts';
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
  const [head, ...records] = parseRecords(decode(bytes, file));
  const columns = columnsOf(head, file);
  const check = new RowCheck();
  const rows: Row[] = [];
  const refused: Refusal[] = [];
  for (const [index, record] of records.entries()) {
    const row = { line: record.line, index, identity: identityOf(record, columns) };
    const reason = record.problem ?? differentLength(record, head) ?? check.reasonAgainst(row);
    if (reason === undefined) rows.push(row);
    else refused.push({ line: record.line, reason });
  }
  return { rows, refused };
}

function columnsOf(head: CsvRecord | undefined, file: string): Map<string, number> {
  const names = (head?.cells ?? []).map((name) => name.trim());
  const missing = REQUIRED_COLUMNS.filter((name) => !names.includes(name));
  if (missing.length === REQUIRED_COLUMNS.length)
    throw new ImportError(
      `${file} is no file of identities: its first line must name the columns ${REQUIRED_COLUMNS.join(', ')}.`,
    );
  if (missing.length > 0) throw new ImportError(`${file} has no column ${missing.join(', ')}.`);
  return new Map(names.map((name, position) => [name, position]));
}

function identityOf({ cells }: CsvRecord, columns: Map<string, number>): Identity {
  const cell = (name: string): string => cells[columns.get(name) ?? -1]?.trim() ?? '';
  return Object.fromEntries(
    [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS].map((name) => [name, cell(name)]),
  ) as unknown as Identity;
}

function differentLength(record: CsvRecord, head: CsvRecord | undefined): string | undefined {
  const [has, wanted] = [record.cells.length, head?.cells.length];
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
