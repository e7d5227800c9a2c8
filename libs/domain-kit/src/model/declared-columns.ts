import type { AddressPart, NamePart } from './annotations.ts';
import type { FoundIdentifier, Replacement } from './formats.ts';
import type { PersonalColumn } from './personal-column.ts';

type Columns = Record<string, unknown>;

/** An identifier in the map, and the values of its entries after a replacement. */
interface Slot {
  found: FoundIdentifier;
  write(replacement: Replacement): Record<string, string>;
}

/** The identifiers in the entries of a map, as `columns` declares them; others hold none. */
export const readColumns = (data: Columns, columns: readonly PersonalColumn[]): FoundIdentifier[] =>
  slotsOf(data, columns).map(({ found }) => found);

/** The map with each identifier for which `replace` gives a new text replaced by it. */
export const replaceColumns = <Data extends Columns>(
  data: Data,
  columns: readonly PersonalColumn[],
  replace: (found: FoundIdentifier) => Replacement | undefined,
): Data =>
  slotsOf(data, columns).reduce((changed, { found, write }) => {
    const replacement = replace(found);
    return replacement === undefined ? changed : { ...changed, ...write(replacement) };
  }, data);

function slotsOf(data: Columns, columns: readonly PersonalColumn[]): Slot[] {
  const single = columns.flatMap((column) => singleSlot(data, column));
  return [...single, ...nameOf(data, columns), ...addressOf(data, columns)];
}

function textOf(data: Columns, column: string): string | undefined {
  const value = data[column];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function singleSlot(data: Columns, { column, kind, part }: PersonalColumn): Slot[] {
  const value = textOf(data, column);
  if (value === undefined || kind === undefined || (part !== undefined && part !== 'whole')) return [];
  if (kind === 'NAME')
    return [
      {
        found: { kind, name: { whole: value } },
        write: (to) => ('name' in to && to.name.whole ? { [column]: to.name.whole } : {}),
      },
    ];
  if (kind === 'ADDRESS')
    return [
      {
        found: { kind, address: { whole: value } },
        write: (to) => ('address' in to && to.address.whole ? { [column]: to.address.whole } : {}),
      },
    ];
  return [{ found: { kind, value }, write: (to) => ('text' in to ? { [column]: to.text } : {}) }];
}

/** The parts of one kind, each with its column. */
function partsOf<P extends NamePart | AddressPart>(
  columns: readonly PersonalColumn[],
  kind: 'NAME' | 'ADDRESS',
): { column: string; part: P }[] {
  return columns.flatMap(({ column, kind: declared, part }) =>
    declared === kind && part !== 'whole' ? [{ column, part: part as P }] : [],
  );
}

function nameOf(data: Columns, columns: readonly PersonalColumn[]): Slot[] {
  const parts = partsOf<Exclude<NamePart, 'whole'>>(columns, 'NAME');
  if (parts.every(({ column }) => textOf(data, column) === undefined)) return [];
  const name = Object.fromEntries(parts.map(({ part, column }) => [part, textOf(data, column)]));
  return [
    {
      found: { kind: 'NAME', name },
      write: (to) =>
        'name' in to ? Object.fromEntries(parts.map(({ part, column }) => [column, to.name[part] ?? ''])) : {},
    },
  ];
}

function addressOf(data: Columns, columns: readonly PersonalColumn[]): Slot[] {
  const parts = partsOf<Exclude<AddressPart, 'whole'>>(columns, 'ADDRESS');
  if (parts.every(({ column }) => textOf(data, column) === undefined)) return [];
  const lines = parts.filter(({ part }) => part === 'line').map(({ column }) => column);
  const named = parts.flatMap(({ part, column }) => (part === 'line' ? [] : [{ part, column }]));
  const address = {
    lines: lines.map((column) => textOf(data, column)),
    ...Object.fromEntries(named.map(({ part, column }) => [part, textOf(data, column)])),
  };
  const write = (to: Replacement): Record<string, string> => {
    if (!('address' in to)) return {};
    const { address: updated } = to;
    return Object.fromEntries([
      ...lines.map((column, index) => [column, updated.lines?.[index] ?? '']),
      ...named.map(({ part, column }) => [column, updated[part] ?? '']),
    ]);
  };
  return [{ found: { kind: 'ADDRESS', address }, write }];
}
