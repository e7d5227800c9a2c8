import { AddressableRef, divisionRef, listingOf } from '@lethe/contracts';
import { z } from 'zod';
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
  })
  .meta({ id: 'ContactList' });
export const ContactListListing = listingOf(ContactListView, 'ContactListEntityListing');

export const DncListView = z
  .object({ ...LIST, dncSourceType: z.string(), contactMethod: z.enum(CONTACT_METHODS).optional() })
  .meta({ id: 'DncList' });
export const DncListListing = listingOf(DncListView, 'DncListEntityListing');

export function contactListView(
  { organisationId: _, divisionId, ...list }: ContactList,
  size?: number,
): z.input<typeof ContactListView> {
  return { ...list, ...derived(list, divisionId, size), selfUri: `/api/v2/outbound/contactlists/${list.id}` };
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
