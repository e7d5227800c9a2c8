import { AddressableRef, divisionRef, listingOf } from '@lethe/contracts';
import { z } from 'zod';
import { inferredColumns } from '../entities/columns.ts';
import type { ContactList } from '../entities/contact-list.ts';
import { CONTACT_METHODS, type DncList } from '../entities/dnc-list.ts';
import { CreateContactList } from './list-schemas.ts';

const LIST = {
  id: z.guid(),
  name: z.string(),
  division: AddressableRef,
  version: z.int(),
  dateCreated: z.iso.datetime(),
  dateModified: z.iso.datetime(),
  /** If asked for. */
  size: z.int().optional(),
  selfUri: z.string(),
};
/** As it was created with, for they never change. */
const { columnNames, phoneColumns, emailColumns, whatsAppColumns, nameColumns, addressColumns } =
  CreateContactList.shape;

export const ContactListView = z
  .object({
    ...LIST,
    columnNames,
    phoneColumns: phoneColumns.unwrap(),
    emailColumns: emailColumns.unwrap(),
    whatsAppColumns: whatsAppColumns.unwrap(),
    nameColumns: nameColumns.unwrap(),
    addressColumns: addressColumns.unwrap(),
    /** Extension: what the headings say, where names or addresses were not declared. */
    inferredColumns: z
      .object({ nameColumns: nameColumns.unwrap(), addressColumns: addressColumns.unwrap() })
      .optional(),
    /** Extension: what the columns mean was corrected, and some contacts are not found by it yet. */
    reindexing: z.literal(true).optional(),
  })
  .meta({ id: 'ContactList' });
export const ContactListListing = listingOf(ContactListView, 'ContactListEntityListing');

export const DncListView = z
  .object({ ...LIST, dncSourceType: z.string(), contactMethod: z.enum(CONTACT_METHODS).optional() })
  .meta({ id: 'DncList' });
export const DncListListing = listingOf(DncListView, 'DncListEntityListing');

export function contactListView(
  { organisationId: _, divisionId, infers, ...list }: ContactList,
  { size, isReindexing = false }: { size?: number; isReindexing?: boolean } = {},
): z.input<typeof ContactListView> {
  const inferred = inferredColumns({ ...list, infers });
  return {
    ...list,
    ...(Object.values(inferred).some((columns) => columns.length > 0) && { inferredColumns: inferred }),
    ...(isReindexing && { reindexing: true as const }),
    ...derived(list, divisionId, size),
    selfUri: `/api/v2/outbound/contactlists/${list.id}`,
  };
}

export function dncListView(
  { organisationId: _, divisionId, contactMethod, ...list }: DncList,
  size?: number,
): z.input<typeof DncListView> {
  return {
    ...list,
    ...(contactMethod && { contactMethod }),
    ...derived(list, divisionId, size),
    selfUri: `/api/v2/outbound/dnclists/${list.id}`,
  };
}

const derived = (
  { dateCreated, dateModified }: Pick<ContactList, 'dateCreated' | 'dateModified'>,
  divisionId: string,
  size?: number,
) => ({
  dateCreated: dateCreated.toISOString(),
  dateModified: dateModified.toISOString(),
  division: divisionRef(divisionId),
  ...(size !== undefined && { size }),
});
