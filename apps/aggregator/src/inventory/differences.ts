import type { InventoryDifference, InventoryEntry } from '@lethe/contracts';

type Attributes = Record<string, unknown>;

/** In what one entry differs from another, by name: every record type, field, table and exclusion. */
export function differencesOf(before: InventoryEntry, now: InventoryEntry): InventoryDifference[] {
  const [former, present] = [partsOf(before), partsOf(now)];
  return [...new Set([...former.keys(), ...present.keys()])].flatMap((what): InventoryDifference[] => {
    const [one, other] = [former.get(what), present.get(what)];
    if (one === undefined) return [{ change: 'added', what }];
    if (other === undefined) return [{ change: 'removed', what }];
    const attributes = changedIn(one, other);
    return attributes.length === 0 ? [] : [{ change: 'changed', what, attributes }];
  });
}

/** One line for people. */
export const differenceText = ({ change, what, attributes = [] }: InventoryDifference): string =>
  `${what} ${change}${attributes.length > 0 ? ` (${attributes.join(', ')})` : ''}`;

const changedIn = (one: Attributes, other: Attributes): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => textOf(one[name]) !== textOf(other[name]),
  );

/** The order of properties is the database's, and says nothing. */
function textOf(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Everything that has a name in an entry, with what is said of it. */
function partsOf({ name, recordTypes, tables, excluded, ...own }: InventoryEntry): Map<string, Attributes> {
  return new Map<string, Attributes>([
    [name, own],
    ...recordTypes.flatMap(({ fields = [], ...type }): [string, Attributes][] => [
      [type.type, type],
      ...fields.map((field): [string, Attributes] => [`${type.type}.${field.name}`, field]),
    ]),
    ...tables.map((table): [string, Attributes] => [`table ${table.table}`, table]),
    ...excluded.map((one): [string, Attributes] => [`excluded ${one.what}`, one]),
  ]);
}
