import { In, type EntityManager } from 'typeorm';
import { ExternalContact } from '../entities/external-contact.ts';

export type MergeSetMember = Pick<ExternalContact, 'id' | 'mergedToId' | 'canonicalContactId'>;

/** Living members of the merge sets of these contacts, by set, oldest first. */
export async function mergeSets(
  manager: EntityManager,
  contacts: ExternalContact[],
): Promise<Map<string, MergeSetMember[]>> {
  const sets = [...new Set(contacts.map((contact) => contact.canonicalContactId).filter((id) => id !== null))];
  if (sets.length === 0) return new Map();
  const members = await manager.find(ExternalContact, {
    select: { organisationId: true, id: true, mergedToId: true, canonicalContactId: true },
    where: { canonicalContactId: In(sets) },
    order: { id: 'ASC' },
  });
  return Map.groupBy(members, (member) => member.canonicalContactId!);
}
