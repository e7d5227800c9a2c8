import type { AddressPart, NamePart } from '@lethe/domain-kit';

/** Columns of a contact list that hold something a person is found by, as its creator declares them. */
export interface ContactColumn {
  columnName: string;
  /** A label such as 'cell' or 'work'. */
  type: string;
  [more: string]: unknown;
}
/** Extensions: the wire contract has no declaration for names and addresses. */
export interface NameColumn {
  columnName: string;
  part: NamePart;
}
export interface AddressColumn {
  columnName: string;
  part: AddressPart;
}

export interface DeclaredColumns {
  phoneColumns: ContactColumn[];
  emailColumns: ContactColumn[];
  whatsAppColumns: ContactColumn[];
  nameColumns: NameColumn[];
  addressColumns: AddressColumn[];
}

export type ColumnRole = 'PHONE' | 'EMAIL' | 'WHATSAPP' | `NAME.${NamePart}` | `ADDRESS.${AddressPart}`;
/** Role → columns, in the order of declaration. */
export type ColumnRoles = Partial<Record<ColumnRole, string[]>>;

export function rolesOf({
  phoneColumns,
  emailColumns,
  whatsAppColumns,
  nameColumns,
  addressColumns,
}: DeclaredColumns): ColumnRoles {
  const declared: [ColumnRole, string][] = [
    ...phoneColumns.map(({ columnName }): [ColumnRole, string] => ['PHONE', columnName]),
    ...emailColumns.map(({ columnName }): [ColumnRole, string] => ['EMAIL', columnName]),
    ...whatsAppColumns.map(({ columnName }): [ColumnRole, string] => ['WHATSAPP', columnName]),
    ...nameColumns.map(({ columnName, part }): [ColumnRole, string] => [`NAME.${part}`, columnName]),
    ...addressColumns.map(({ columnName, part }): [ColumnRole, string] => [`ADDRESS.${part}`, columnName]),
  ];
  const roles: ColumnRoles = {};
  for (const [role, column] of declared) roles[role] = [...(roles[role] ?? []), column];
  return roles;
}
