import type { AddressPart, NamePart } from '@lethe/domain-kit';
import { inferAddresses, inferNames } from './infer-columns.ts';

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

interface DeclaredColumns {
  phoneColumns: ContactColumn[];
  emailColumns: ContactColumn[];
  whatsAppColumns: ContactColumn[];
  nameColumns: NameColumn[];
  addressColumns: AddressColumn[];
}

export type ColumnRole = 'PHONE' | 'EMAIL' | 'WHATSAPP' | `NAME.${NamePart}` | `ADDRESS.${AddressPart}`;
/** Role → columns, in the order of declaration. */
export type ColumnRoles = Partial<Record<ColumnRole, string[]>>;

export interface ListColumns extends DeclaredColumns {
  columnNames: string[];
  infers?: boolean;
}

/** What is read from the headings, of a kind that the creator of the list declared nothing of. */
export function inferredColumns({ columnNames, nameColumns, addressColumns, infers = true }: ListColumns) {
  return {
    nameColumns: !infers || nameColumns.length > 0 ? [] : inferNames(columnNames),
    addressColumns: !infers || addressColumns.length > 0 ? [] : inferAddresses(columnNames),
  };
}

export function rolesOf(list: ListColumns): ColumnRoles {
  const { phoneColumns, emailColumns, whatsAppColumns } = list;
  const inferred = inferredColumns(list);
  const nameColumns = [...list.nameColumns, ...inferred.nameColumns];
  const addressColumns = [...list.addressColumns, ...inferred.addressColumns];
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
