import { countryOf } from '@lethe/matching';
import { OPTIONAL_COLUMNS, REQUIRED_COLUMNS, type Column } from './identity.ts';

/** What programs write where there is nothing, whatever the column. */
const EMPTY = /^(?:null|\(null\)|\[null\]|<null>|#null!|\\n|n\/a|#n\/a|n\.a\.|[-–—]+)$/i;
/** Words that may also be a name or a place: empty in the columns that hold neither. */
const EMPTY_WORD = /^(?:na|nan|nil|none|undefined)$/i;
const WITHOUT_WORDS: readonly Column[] = ['EmailAddress', 'TelephoneNumber', 'TelephoneCountryCode'];
const NAME: readonly Column[] = ['GivenName', 'MiddleInitial', 'Surname'];

const isEmpty = (column: Column, value: string) =>
  value === '' || EMPTY.test(value) || (WITHOUT_WORDS.includes(column) && EMPTY_WORD.test(value));

/**
 * Trimmed cells; a marker of an empty cell becomes ''. In a name only where all of the name is made of them: Null is a
 * surname.
 */
export function cleanCells(given: (column: Column) => string): Record<Column, string> {
  const trimmed = (column: Column) => given(column).trim();
  const noName = NAME.every((column) => isEmpty(column, trimmed(column)));
  const cell = (column: Column): string => {
    const value = trimmed(column);
    if (isEmpty(column, value) && (noName || !NAME.includes(column))) return '';
    return column === 'Country' ? (countryOf(value) ?? value) : value;
  };
  const columns = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS];
  return Object.fromEntries(columns.map((column) => [column, cell(column)])) as Record<Column, string>;
}

/** As a spreadsheet writes a long number that it has cut: 4.20601E+11. */
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?E\+?\d+$/i;
const CUT_BY_SPREADSHEETS: readonly Column[] = ['Number', 'ZipCode', 'TelephoneNumber', 'TelephoneCountryCode'];

/** What is wrong with a value by its form; the sentence names the column and repeats no value. */
export function unreadable(identity: Readonly<Record<Column, string>>): string | undefined {
  const cut = CUT_BY_SPREADSHEETS.find((column) => {
    const value = identity[column];
    // A postal code or a number of ours may be 1E3; a phone number may not.
    return SCIENTIFIC.test(value) && (column.startsWith('Telephone') || value.includes('+'));
  });
  if (cut !== undefined)
    return `${cut} is in scientific notation: a spreadsheet has cut its digits; make the column a text and export it again`;
  return identity.Country !== '' && countryOf(identity.Country) === undefined
    ? 'Country is neither an ISO 3166 code nor the name of a country'
    : undefined;
}
