import { notFound, type ResolveCall, type ResolveReply } from '@lethe/contracts';
import type { EntityManager } from 'typeorm';
import type { DomainStore } from '../domain-store.ts';
import { valueOf } from '../model/identifiers-of.ts';
import { resolvedOf } from '../model/subject-of.ts';
import { loadRecords } from './load-records.ts';

/** Keys of all members of the record's merge set, itself included; for domains whose subjects can be merged. */
export type MergeSetOf = (manager: EntityManager, record: object) => Promise<string[]>;

/** The subject with every known field, and the other members of its merge set. @throws LetheError not.found */
export async function resolve(store: DomainStore, call: ResolveCall, mergeSetOf?: MergeSetOf): Promise<ResolveReply> {
  const { context, id } = call;
  const type = store.model.recordTypes.find((candidate) => candidate.subjectId === id.type);
  if (type === undefined) throw notFound('subject');
  return store.transaction(context, async (manager) => {
    const [record] = await loadRecords(manager, type, [id.id]);
    if (record === undefined) throw notFound('subject');
    if (type.parentKey !== undefined && valueOf(record, type.parentKey) !== id.parent) throw notFound('subject');
    const members = mergeSetOf === undefined ? [] : await mergeSetOf(manager, record);
    const others = await loadRecords(
      manager,
      type,
      members.filter((member) => member !== id.id),
    );
    return {
      subject: resolvedOf(type, record, context.defaultCountry),
      others: others.map((other) => resolvedOf(type, other, context.defaultCountry)),
    };
  });
}
