import { rowsOfKeys } from '@lethe/domain-kit';
import { emailKey } from '@lethe/matching';
import { In, IsNull, Not, type EntityManager } from 'typeorm';
import { User } from '../entities/user.ts';

/** Users whose login is one of the addresses, through the identifier index; deleted ones are hidden. */
export async function usersByEmail(
  manager: EntityManager,
  organisationId: string,
  emails: readonly string[],
): Promise<User[]> {
  const keys = emails.map(emailKey).filter((key) => key !== undefined);
  const rows = await manager.query<{ record_id: string }[]>(
    `select distinct s.record_id from ${rowsOfKeys(`(select 'EMAIL' kind, unnest($2::text[]) key) k`)}
      where s.record_type = 'user' limit 1000`,
    [organisationId, keys],
  );
  const users = await manager.find(User, {
    where: { id: In(rows.map((row) => row.record_id)), erasedAt: IsNull(), state: Not('deleted') },
    order: { name: 'ASC', id: 'ASC' },
  });
  return users.filter(({ email }) => email !== null && keys.includes(emailKey(email) ?? ''));
}
