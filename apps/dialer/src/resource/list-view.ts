import type { ContactList } from '../entities/contact-list.ts';
import type { DncList } from '../entities/dnc-list.ts';

const division = (id: string) => ({ id, selfUri: `/api/v2/authorization/divisions/${id}` });

export function contactListView({ organisationId: _, divisionId, ...list }: ContactList, size?: number) {
  return { ...list, division: division(divisionId), ...(size !== undefined && { size }), selfUri: `/api/v2/outbound/contactlists/${list.id}` };
}

export function dncListView({ organisationId: _, divisionId, contactMethod, ...list }: DncList, size?: number) {
  return { ...list, ...(contactMethod && { contactMethod }), division: division(divisionId), ...(size !== undefined && { size }), selfUri: `/api/v2/outbound/dnclists/${list.id}` };
}
