import { LetheError } from '@lethe/contracts';
import { In, QueryFailedError, type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { rolesOf } from '../entities/columns.ts';
import type { ContactList } from '../entities/contact-list.ts';
import { DialerContact } from '../entities/dialer-contact.ts';
import type { ContactInput, ContactsInput } from './contact-schemas.ts';

/**
 * Adds the contacts, or replaces those whose id is in the list already.
 * @throws LetheError contact.in.use, bad.request
 */
export async function putContacts(
  manager: EntityManager,
  list: ContactList,
  inputs: ContactsInput,
): Promise<DialerContact[]> {
  const ids = inputs.flatMap(({ id }) => id ?? []);
  if (new Set(ids).size < ids.length)
    throw new LetheError('bad.request', 'Two of the contacts have the same id.', {
      details: [{ errorCode: 'invalid.value', fieldName: 'id' }],
    });
  const stored =
    ids.length === 0
      ? []
      : await manager.find(DialerContact, { where: { id: In(ids) }, lock: { mode: 'pessimistic_write' } });
  if (stored.some(({ contactListId }) => contactListId !== list.id)) throw inUse();
  const byId = new Map(stored.map((contact) => [contact.id, contact]));
  const contacts = inputs.map((input) =>
    replaceWith(byId.get(input.id ?? '') ?? newContact(manager, list, input.id), input),
  );
  for (const contact of contacts) contact.columnRoles = rolesOf(list);
  const added = contacts.filter(({ id }) => !byId.has(id));
  await insert(manager, added);
  await manager.save(
    contacts.filter(({ id }) => byId.has(id)),
    { chunk: 50 },
  );
  return contacts;
}

/** The whole of what a client writes; what it leaves out is cleared, except that a contact stays callable or not. */
export function replaceWith(contact: DialerContact, input: ContactInput): DialerContact {
  return Object.assign(contact, {
    data: input.data,
    latestSmsEvaluations: input.latestSmsEvaluations ?? null,
    latestEmailEvaluations: input.latestEmailEvaluations ?? null,
    latestWhatsAppEvaluations: input.latestWhatsAppEvaluations ?? null,
    callable: input.callable ?? contact.callable,
    phoneNumberStatus: input.phoneNumberStatus ?? null,
    contactableStatus: input.contactableStatus ?? null,
  });
}

function newContact(manager: EntityManager, list: ContactList, id = v7()): DialerContact {
  return manager.create(DialerContact, {
    organisationId: list.organisationId,
    id,
    contactListId: list.id,
    columnRoles: rolesOf(list),
    callable: true,
  });
}

async function insert(manager: EntityManager, contacts: DialerContact[]): Promise<void> {
  if (contacts.length === 0) return;
  try {
    await manager.insert(DialerContact, contacts as never);
  } catch (error) {
    // Somebody else added one of the ids at the same time.
    if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505')
      throw inUse(error);
    throw error;
  }
}

const inUse = (cause?: unknown) =>
  new LetheError('contact.in.use', 'The id of a contact is in use already.', {
    details: [{ errorCode: 'contact.in.use', fieldName: 'id' }],
    cause,
  });
