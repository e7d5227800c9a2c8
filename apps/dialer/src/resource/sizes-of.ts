import type { EntityManager } from 'typeorm';
import type { DialerContact } from '../entities/dialer-contact.ts';
import type { DncEntry } from '../entities/dnc-entry.ts';

/** How many entries each of the lists has. */
export async function sizesOf(
  manager: EntityManager,
  entity: typeof DialerContact | typeof DncEntry,
  reference: 'contactListId' | 'dncListId',
  lists: { id: string }[],
): Promise<Map<string, number>> {
  const rows: { id: string; size: string }[] =
    lists.length === 0
      ? []
      : await manager
          .createQueryBuilder(entity, 'e')
          .select(`e.${reference}`, 'id')
          .addSelect('count(*)', 'size')
          .where(`e.${reference} in (:...ids)`, { ids: lists.map(({ id }) => id) })
          .groupBy(`e.${reference}`)
          .getRawMany();
  const counted = new Map(rows.map(({ id, size }) => [id, Number(size)]));
  return new Map(lists.map(({ id }) => [id, counted.get(id) ?? 0]));
}
