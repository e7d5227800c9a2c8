/**
 * What a spreadsheet takes for a formula when it opens a CSV file: a cell that begins with one of these, half or full
 * width, also after blanks or invisible characters (OWASP, CSV Injection). csv-stringify's `escape_formulas` does not
 * look behind those and passes negative numbers.
 */
const FORMULA = /^[\p{Z}\p{Cf}\s]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** The text of one cell: nested values as JSON, and nothing that a spreadsheet would run. A number stays a number. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return FORMULA.test(text) ? `'${text}` : text;
}
