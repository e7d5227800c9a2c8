export type Write = (text: string) => unknown;
export type Row = Record<string, string | number | boolean | null | string[]>;

/** Rows as JSON, or as lines of `name: value` (one row) and a table (several). */
export function print(write: Write, result: Row | Row[], json: boolean): void {
  if (json) write(`${JSON.stringify(result, null, 2)}\n`);
  else write(Array.isArray(result) ? table(result) : lines(result));
}

function lines(row: Row): string {
  const width = Math.max(...Object.keys(row).map((name) => name.length));
  return Object.entries(row)
    .map(([name, value]) => `${name.padEnd(width)}  ${shown(value)}\n`)
    .join('');
}

function table(rows: Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) return 'There are none.\n';
  const cells = [names, ...rows.map((row) => names.map((name) => shown(row[name] ?? null)))];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function shown(value: Row[string]): string {
  if (value === null) return '-';
  return Array.isArray(value) ? value.join(' ') || '-' : String(value);
}
