import type { AddressPart, FieldFormat, FoundIdentifier, NamePart, Replacement } from '@lethe/domain-kit';
import { IDENTIFIER_KINDS } from '@lethe/matching';
import type { PersonalColumn } from '../entities/personal-column.ts';

export type RowData = { key: string } & Record<string, string | number | boolean>;

/** An identifier in the row, and the values of its columns after a replacement. */
interface Slot {
  found: FoundIdentifier;
  write(replacement: Replacement): Record<string, string>;
}

/** Identifiers in the free columns of a row, as its table declares them. */
export const rowDataFormat: FieldFormat<RowData, { personalColumns: PersonalColumn[] }> = {
  kinds: IDENTIFIER_KINDS,
  read: (data, { personalColumns }) => slotsOf(data, personalColumns).map(({ found }) => found),
  replace: (data, { personalColumns }, replace) =>
    slotsOf(data, personalColumns).reduce((changed, { found, write }) => {
      const replacement = replace(found);
      return replacement === undefined ? changed : { ...changed, ...write(replacement) };
    }, data),
};

function slotsOf(data: RowData, columns: PersonalColumn[]): Slot[] {
  const single = columns.flatMap((column) => singleSlot(data, column));
  return [...single, ...nameOf(data, columns), ...addressOf(data, columns)];
}

const textOf = (data: RowData, column: string): string | undefined =>
  typeof data[column] === 'string' && data[column] !== '' ? data[column] : undefined;

function singleSlot(data: RowData, { column, kind, part }: PersonalColumn): Slot[] {
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
  columns: PersonalColumn[],
  kind: 'NAME' | 'ADDRESS',
): { column: string; part: P }[] {
  return columns.flatMap(({ column, kind: declared, part }) =>
    declared === kind && part !== 'whole' ? [{ column, part: part as P }] : [],
  );
}

function nameOf(data: RowData, columns: PersonalColumn[]): Slot[] {
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

function addressOf(data: RowData, columns: PersonalColumn[]): Slot[] {
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
