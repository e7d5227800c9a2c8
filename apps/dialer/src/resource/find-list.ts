import { LetheError } from '@lethe/contracts';
import { isAsAsked } from '@lethe/domain-kit';
import type { EntityManager } from 'typeorm';
import { ContactList } from '../entities/contact-list.ts';
import { DncList } from '../entities/dnc-list.ts';

/** `read` keeps the list from being deleted until the transaction ends, `write` also from being changed. */
export type Lock = 'read' | 'write';

const options = (id: string, lock?: Lock) => ({
  where: { id },
  ...(lock && { lock: { mode: `pessimistic_${lock}` as const } }),
});

/** @throws LetheError contact.list.not.found */
export async function findContactList(manager: EntityManager, id: string, lock?: Lock): Promise<ContactList> {
  const list = await manager.findOne(ContactList, options(id, lock));
  if (list === null) throw new LetheError('contact.list.not.found', 'The requested contact list was not found.');
  return list;
}

/** @throws LetheError resource.not.found */
export async function findDncList(manager: EntityManager, id: string, lock?: Lock): Promise<DncList> {
  const list = await manager.findOne(DncList, options(id, lock));
  if (list === null) throw new LetheError('resource.not.found', 'The requested do-not-call list was not found.');
  return list;
}

/**
 * Gives a list its next version. One that is as asked already stays: an earlier call may have lost its answer.
 * @throws LetheError general.conflict when somebody else changed it since `version` was read
 */
export async function saveNextVersion<L extends ContactList | DncList>(
  manager: EntityManager,
  list: L,
  changes: Partial<L> = {},
  version?: number,
): Promise<L> {
  if (version !== undefined && version !== list.version) {
    if (isAsAsked(list, changes)) return list;
    throw new LetheError(
      'general.conflict',
      `The list was changed by somebody else: its version is ${list.version}. Read it again.`,
      {
        details: [{ errorCode: 'general.conflict', fieldName: 'version' }],
      },
    );
  }
  const [clock] = await manager.query<{ now: Date }[]>('select lethe_now() now');
  return manager.save(Object.assign(list, changes, { version: list.version + 1, dateModified: clock!.now }));
}
