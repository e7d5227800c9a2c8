import { notFound, type ResolveCall, type ResolveReply, type SubjectId } from '@lethe/contracts';
import type { EntityManager } from 'typeorm';
import type { DomainStore } from '../domain-store.ts';
import type { RecordType } from '../model/domain-model.ts';
import { valueOf } from '../model/identifiers-of.ts';
import { resolvedOf } from '../model/subject-of.ts';
import { loadRecords } from './load-records.ts';

/** The subject with every known field, and the other members of its merge set. @throws LetheError not.found */
export async function resolve(store: DomainStore, call: ResolveCall): Promise<ResolveReply> {
  const { context, id } = call;
  const type = store.model.recordTypes.find((candidate) => candidate.subjectId === id.type);
  if (type === undefined) throw notFound('subject');
  return store.transaction(context, async (manager) => {
    const record = await find(manager, type, id);
    if (record === undefined) return livingMembers(manager, type, call);
    if (type.parentKey !== undefined && valueOf(record, type.parentKey) !== id.parent) throw notFound('subject');
    const others = await othersOfSet(manager, type, record);
    return {
      subject: resolvedOf(type, record, context.defaultCountry),
      others: others.map((other) => resolvedOf(type, other, context.defaultCountry)),
    };
  });
}

async function find(manager: EntityManager, type: RecordType, { id, parent }: SubjectId): Promise<object | undefined> {
  if (type.word === undefined) return (await loadRecords(manager, type, [id]))[0];
  const where = { [type.word.name]: id, [type.parentKey!.name]: parent };
  return (await manager.findOne(type.entity, { where })) ?? undefined;
}

/** Of a canonical contact that is gone: the members that still name it (requirements D24). */
async function livingMembers(
  manager: EntityManager,
  type: RecordType,
  { context, id }: ResolveCall,
): Promise<ResolveReply> {
  const members =
    type.mergeSet === undefined
      ? []
      : await manager.find(type.entity, {
          where: { [type.mergeSet.name]: id.id },
          order: { [type.key.name]: 'ASC' } as never,
        });
  const [subject, ...others] = members.map((member) => resolvedOf(type, member, context.defaultCountry));
  if (subject === undefined) throw notFound('subject');
  return { subject, others };
}

/** The other living members of the record's merge set. */
async function othersOfSet(manager: EntityManager, type: RecordType, record: object): Promise<object[]> {
  const set = type.mergeSet === undefined ? undefined : valueOf(record, type.mergeSet);
  if (set === undefined || set === null) return [];
  const members = await manager.find(type.entity, {
    where: { [type.mergeSet!.name]: set },
    order: { [type.key.name]: 'ASC' } as never,
  });
  return members.filter((member) => valueOf(member, type.key) !== valueOf(record, type.key));
}
