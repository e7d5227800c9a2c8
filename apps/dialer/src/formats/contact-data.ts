import type { FieldFormat, FoundIdentifier, Replacement } from '@lethe/domain-kit';
import type { ColumnRole, ColumnRoles } from '../entities/columns.ts';
import { writtenWhatsApp } from './whats-app.ts';

export type ContactData = Record<string, string>;

/** An identifier in the data, and the values of the columns that it stands in after a replacement. */
interface Slot {
  found: FoundIdentifier;
  write(replacement: Replacement): [column: string, value: string][];
}

/**
 * Names, addresses, phone numbers and e-mail addresses in the free columns of a dialer contact, as its list declares
 * them.
 */
export const contactDataFormat: FieldFormat<ContactData, { columnRoles: ColumnRoles }> = {
  kinds: ['NAME', 'ADDRESS', 'PHONE', 'EMAIL', 'WHATSAPP'],
  read: (data, { columnRoles }) => slotsOf(data, columnRoles).map(({ found }) => found),
  replace: (data, { columnRoles }, replace) => {
    const written = slotsOf(data, columnRoles).flatMap(({ found, write }) => {
      const replacement = replace(found);
      return replacement === undefined ? [] : write(replacement);
    });
    return { ...data, ...Object.fromEntries(written) };
  },
};

function slotsOf(data: ContactData, roles: ColumnRoles): Slot[] {
  const columns = (role: ColumnRole) => (roles[role] ?? []).filter((column) => (data[column] ?? '') !== '');
  const texts = (role: ColumnRole, found: (value: string) => FoundIdentifier[]) =>
    columns(role).flatMap((column) =>
      found(data[column]!).map((one): Slot => ({
        found: one,
        write: (to) => ('text' in to ? [[column, to.text]] : []),
      })),
    );
  const [country] = columns('ADDRESS.country').map((column) => data[column]);
  return [
    ...namesOf(data, columns, roles),
    ...addressesOf(data, columns, roles),
    ...texts('PHONE', (value) => [{ kind: 'PHONE', value, ...(country && { country }) }]),
    ...texts('EMAIL', (value) => [{ kind: 'EMAIL', value }]),
    ...texts('WHATSAPP', (value) => writtenWhatsApp(value, country)),
  ];
}

type Columns = (role: ColumnRole) => string[];

const NAME_PARTS = ['given', 'middle', 'family'] as const;

function namesOf(data: ContactData, columns: Columns, roles: ColumnRoles): Slot[] {
  const whole = columns('NAME.whole').map((column): Slot => ({
    found: { kind: 'NAME', name: { whole: data[column] } },
    write: (to) => ('name' in to && to.name.whole ? [[column, to.name.whole]] : []),
  }));
  const parts = NAME_PARTS.flatMap((part) =>
    (roles[`NAME.${part}`] ?? []).slice(0, 1).map((column) => ({ part, column })),
  );
  if (parts.every(({ column }) => !data[column])) return whole;
  const name = Object.fromEntries(parts.map(({ part, column }) => [part, data[column]]));
  return [
    {
      found: { kind: 'NAME', name },
      write: (to) => ('name' in to ? parts.map(({ part, column }) => [column, to.name[part] ?? '']) : []),
    },
    ...whole,
  ];
}

const ADDRESS_PARTS = ['city', 'state', 'postalCode', 'country'] as const;

function addressesOf(data: ContactData, columns: Columns, roles: ColumnRoles): Slot[] {
  const whole = columns('ADDRESS.whole').map((column): Slot => ({
    found: { kind: 'ADDRESS', address: { whole: data[column] } },
    write: (to) => ('address' in to && to.address.whole ? [[column, to.address.whole]] : []),
  }));
  const lines = roles['ADDRESS.line'] ?? [];
  const parts = ADDRESS_PARTS.flatMap((part) =>
    (roles[`ADDRESS.${part}`] ?? []).slice(0, 1).map((column) => ({ part, column })),
  );
  if ([...lines, ...parts.map(({ column }) => column)].every((column) => !data[column])) return whole;
  const address = {
    lines: lines.map((column) => data[column]),
    ...Object.fromEntries(parts.map(({ part, column }) => [part, data[column]])),
  };
  const write = (to: Replacement): [string, string][] => {
    if (!('address' in to)) return [];
    const { lines: newLines = [] } = to.address;
    return [
      ...lines.map((column, index): [string, string] => [column, newLines[index] ?? '']),
      ...parts.map(({ part, column }): [string, string] => [column, to.address[part] ?? '']),
    ];
  };
  return [{ found: { kind: 'ADDRESS', address }, write }, ...whole];
}
