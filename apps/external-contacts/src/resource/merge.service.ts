import { Injectable } from '@nestjs/common';
import { LetheError, type Principal } from '@lethe/contracts';
import { DomainStore, holdOffErasures, isAsAsked } from '@lethe/domain-kit';
import { In, type EntityManager } from 'typeorm';
import { ExternalContact } from '../entities/external-contact.ts';
import { canonicalOf, contactNotFound, ownView } from './find-contact.ts';
import { insertContact } from './insert-contact.ts';
import type { MergeContactsInput } from './merge-input.ts';
import { mergedFields } from './merged-fields.ts';
import { mergeSets, type MergeSetMember } from './merge-set.ts';

/** Contacts in a merge set, the canonical one included (docs/wire-contract.md, "External contacts"). */
const LARGEST_SET = 52;

@Injectable()
export class MergeService {
  constructor(private readonly store: DomainStore) {}

  /**
   * Creates a new canonical contact with the merged values; the contacts and the sets they are in become its ancestors
   * (requirements D20). The same merge once more answers with what the first one made: its answer may have been lost.
   */
  merge(caller: Principal, input: MergeContactsInput) {
    const { contactIds, valueOverride } = input;
    const ids = contactIds.map((id) => id.toLowerCase());
    refuseRepeated(ids);
    return this.store.transaction(caller, async (manager) => {
      await onlyMerge(manager, caller);
      await holdOffErasures(manager);
      const contacts = await inOrder(manager, ids);
      const sets = await mergeSets(manager, contacts);
      const merged = setOf(contacts, sets);
      if (merged !== undefined)
        return ownView(manager, await madeBefore(manager, caller, input, { contacts, set: merged }));
      const ancestors = new Set([...ids, ...[...sets.values()].flat().map(({ id }) => id)]);
      refuseTooLarge(ancestors.size + 1);
      const sources: ExternalContact[] = [];
      for (const contact of contacts) sources.push(await canonicalOf(manager, contact, { lock: true }));
      const canonical = await insertContact(
        manager,
        caller,
        mergedFields(sources, valueOverride ?? {}, caller.defaultCountry),
      );
      await lead(manager, canonical, [...ancestors], sources);
      return ownView(manager, canonical);
    });
  }
}

/** One merge of an organisation at a time: two that share a set would tear it apart. */
async function onlyMerge(manager: EntityManager, caller: Principal): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('merge ' || $1, 0))`, [caller.organisationId]);
}

/** Locked, so that none is deleted meanwhile. */
async function inOrder(manager: EntityManager, ids: string[]): Promise<ExternalContact[]> {
  const found = await manager.find(ExternalContact, {
    where: { id: In(ids) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return ids.map((id) => {
    const contact = found.find((one) => one.id === id);
    if (contact === undefined) throw contactNotFound();
    return contact;
  });
}

/**
 * Puts the new contact at the head of the set. A statement of its own: no identifier changes, so the index need not
 * follow.
 */
async function lead(
  manager: EntityManager,
  canonical: ExternalContact,
  ancestors: string[],
  merged: ExternalContact[],
): Promise<void> {
  await manager.query(
    `update external_contact set canonical_contact_id = $2, merged_to_id = case when id = any($4::uuid[]) then $2 else merged_to_id end
     where organisation_id = $1 and id = any($3::uuid[])`,
    [canonical.organisationId, canonical.id, [...ancestors, canonical.id], merged.map(({ id }) => id)],
  );
  canonical.canonicalContactId = canonical.id;
}

function refuseRepeated(ids: string[]): void {
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (repeated === -1) return;
  const details = [{ errorCode: 'invalid.value', fieldName: `contactIds.${repeated}` }];
  throw new LetheError('bad.request', 'A contact cannot be merged with itself.', { details });
}

/** The one set that all of the contacts are in. A set without a living canonical contact may be merged anew. */
function setOf(contacts: ExternalContact[], sets: Map<string, MergeSetMember[]>): MergeSetMember[] | undefined {
  const { canonicalContactId: set } = contacts[0]!;
  if (set === null || contacts.some((contact) => contact.canonicalContactId !== set)) return undefined;
  return sets.get(set)?.some((member) => member.id === set) ? sets.get(set) : undefined;
}

/**
 * The contact that came out of this very merge: of these contacts, or what they had been merged into by then, and of
 * nobody else, and with the same values.
 * @throws LetheError request.conflict when there is none: the contacts are in one set by another way
 */
async function madeBefore(
  manager: EntityManager,
  caller: Principal,
  { valueOverride }: MergeContactsInput,
  { contacts, set }: { contacts: ExternalContact[]; set: MergeSetMember[] },
): Promise<ExternalContact> {
  for (const { id } of set) {
    const sourceIds = contacts.map((contact) => ancestorUnder(set, contact.id, id));
    if (!isMergeOf(set, id, sourceIds)) continue;
    const found = await manager.findBy(ExternalContact, { id: In([id, ...sourceIds]) });
    const byId = (wanted?: string) => found.find((contact) => contact.id === wanted)!;
    const fields = mergedFields(sourceIds.map(byId), valueOverride ?? {}, caller.defaultCountry);
    if (isAsAsked(byId(id), fields)) return byId(id);
  }
  throw new LetheError('request.conflict', 'The contacts are in one merge set already.');
}

/** What was merged into `head` of the way up from a contact, itself perhaps; undefined when it does not lead there. */
function ancestorUnder(set: MergeSetMember[], id: string, head: string): string | undefined {
  const next = set.find((member) => member.id === id)?.mergedToId;
  return next === head ? id : next ? ancestorUnder(set, next, head) : undefined;
}

function isMergeOf(set: MergeSetMember[], head: string, sourceIds: (string | undefined)[]): sourceIds is string[] {
  const merged = set.filter(({ mergedToId }) => mergedToId === head);
  return !sourceIds.includes(undefined) && merged.every(({ id }) => sourceIds.includes(id));
}

function refuseTooLarge(size: number): void {
  if (size <= LARGEST_SET) return;
  throw new LetheError(
    'mergeset.max.size',
    `The merge set would have ${size} contacts; at most ${LARGEST_SET} are allowed.`,
    { params: { max: String(LARGEST_SET) } },
  );
}
