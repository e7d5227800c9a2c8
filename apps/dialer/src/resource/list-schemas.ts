import { pageQuery, text } from '@lethe/contracts';
import { z } from 'zod';

const name = () => text(256).min(1);
const column = () => text(256).min(1);
const ContactColumn = z
  .object({
    columnName: column(),
    type: text(256),
    callableTimeColumn: text(256).nullish(),
    callableTimeColumnName: text(256).nullish(),
    contactableTimeColumn: text(256).nullish(),
    contactableTimeColumnName: text(256).nullish(),
  })
  .meta({ id: 'ContactListColumn' });
const NameColumn = z
  .object({ columnName: column(), part: z.enum(['given', 'middle', 'family', 'whole']) })
  .meta({ id: 'ContactListNameColumn' });
const AddressColumn = z
  .object({ columnName: column(), part: z.enum(['line', 'city', 'state', 'postalCode', 'country', 'whole']) })
  .meta({ id: 'ContactListAddressColumn' });

const COLUMNS = {
  phoneColumns: z.array(ContactColumn).max(100).default([]),
  emailColumns: z.array(ContactColumn).max(100).default([]),
  whatsAppColumns: z.array(ContactColumn).max(100).default([]),
  /** Extensions: which columns hold a name or an address, so that a person is found by them. */
  nameColumns: z.array(NameColumn).max(100).default([]),
  addressColumns: z.array(AddressColumn).max(100).default([]),
};

type Columns = Partial<Record<keyof typeof COLUMNS, { columnName: string }[]>>;

/** Where a declaration names no column of the list: one place for each kind. */
export const unknownColumns = (declared: Columns, columnNames: readonly string[]): (string | number)[][] =>
  Object.keys(COLUMNS).flatMap((field) => {
    const unknown = (declared[field as keyof Columns] ?? []).findIndex(
      ({ columnName }) => !columnNames.includes(columnName),
    );
    return unknown < 0 ? [] : [[field, unknown, 'columnName']];
  });

export const CreateContactList = z
  .object({
    name: name(),
    divisionId: z.guid().optional(),
    division: z.object({ id: z.guid() }).optional(),
    columnNames: z.array(column()).min(1).max(500),
    ...COLUMNS,
  })
  .superRefine((list, context) => {
    for (const path of unknownColumns(list, list.columnNames))
      context.addIssue({ code: 'custom', path, message: 'Name one of columnNames.' });
  })
  .meta({ id: 'ContactListInput' });
export type CreateContactList = z.infer<typeof CreateContactList>;

/**
 * The columns of a list never change: `columnNames` that are sent back are ignored. What they mean may be corrected; a
 * field that is left out stays. `inferredColumns` in place of what the headings say ends that they are read.
 */
export const UpdateContactList = z
  .object({
    name: name(),
    version: z.int().optional(),
    phoneColumns: COLUMNS.phoneColumns.unwrap().optional(),
    emailColumns: COLUMNS.emailColumns.unwrap().optional(),
    whatsAppColumns: COLUMNS.whatsAppColumns.unwrap().optional(),
    nameColumns: COLUMNS.nameColumns.unwrap().optional(),
    addressColumns: COLUMNS.addressColumns.unwrap().optional(),
    inferredColumns: z
      .object({
        nameColumns: COLUMNS.nameColumns.unwrap().default([]),
        addressColumns: COLUMNS.addressColumns.unwrap().default([]),
      })
      .optional(),
  })
  .meta({ id: 'ContactListUpdate' });
export type UpdateContactList = z.infer<typeof UpdateContactList>;

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');
export const ListsQuery = pageQuery().extend({ name: text(256).optional(), includeSize: flag });
export type ListsQuery = z.infer<typeof ListsQuery>;
export const ListQuery = z.object({ includeSize: flag });
export type ListQuery = z.infer<typeof ListQuery>;
