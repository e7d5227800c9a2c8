import type { StoredRecord, World } from './world.ts';

/**
 * What a request by the id of a record reaches for certain (docs/matching.md, D9 and D23): the record, its merge set,
 * visitors who are linked to these and contacts to whom a visitor is linked, and records of other domains that carry a strong
 * identifier of these under the same name, or without a name under an address of this person alone; the merge sets of
 * these as well. A service may reach more of the person, and no less.
 */
export function certainReach(world: World, start: StoredRecord): StoredRecord[] {
  const own = world.records.filter(({ owner }) => owner === start.owner);
  const reached = new Set<StoredRecord>([start]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const record of [...reached])
      if (record.isMerged) own.filter(({ isMerged }) => isMerged).forEach((one) => reached.add(one));
    for (const visitor of own.filter(({ contact }) => contact !== undefined)) {
      const contact = own.find(({ key }) => key === visitor.contact);
      if (contact === undefined) continue;
      if (reached.has(visitor)) reached.add(contact);
      if (reached.has(contact)) reached.add(visitor);
    }
    const known = identifiersOf(start, reached);
    for (const record of own) if (record.kind !== start.kind && isCertain(world, record, known)) reached.add(record);
  }
  return [...reached];
}

/** Those of the record that the request names, and of merge sets: other records widen a request by their ids alone. */
export interface Known {
  phones: ReadonlySet<string>;
  emails: ReadonlySet<string>;
  hasName: boolean;
}

export function identifiersOf(start: StoredRecord, reached: Iterable<StoredRecord>): Known {
  const sources = [start, ...[...reached].filter(({ isMerged }) => isMerged)];
  return {
    phones: new Set(sources.flatMap(({ phones }) => phones)),
    emails: new Set(sources.flatMap(({ emails }) => emails)),
    hasName: sources.some(({ naming }) => isSaid(naming)),
  };
}

const isSaid = (naming: StoredRecord['naming']) => naming === 'full' || naming === 'titled';

function isCertain({ population }: World, record: StoredRecord, known: Known): boolean {
  if (record.isActive) return false;
  const emails = record.emails.filter((email) => known.emails.has(email) && isStrong(email));
  const phones = record.phones.filter((phone) => known.phones.has(phone));
  if (isSaid(record.naming) && known.hasName) return emails.length + phones.length > 0;
  const isUnknown = record.naming === 'none' || !known.hasName;
  return isUnknown && emails.includes(population.people[record.owner]!.email);
}

/** The mailbox of a department links nobody. */
export const isStrong = (email: string): boolean => !email.startsWith('info@');

/** Whether a record carries something that links it. */
export const isLinked = (record: StoredRecord, known: Known): boolean =>
  record.phones.some((phone) => known.phones.has(phone)) ||
  record.emails.some((email) => isStrong(email) && known.emails.has(email));
