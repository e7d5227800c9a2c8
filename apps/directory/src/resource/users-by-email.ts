import { emailKey } from '@lethe/matching';
import { In, IsNull, Not, type EntityManager } from 'typeorm';
import { User } from '../entities/user.ts';

/** Users whose login is one of the addresses, through the identifier index; deleted ones are hidden. */
export async function usersByEmail(manager: EntityManager, emails: readonly string[]): Promise<User[]> {
  const keys = emails.map(emailKey).filter((key) => key !== undefined);
  const rows = await manager.query<{ record_id: string }[]>(
    `select distinct record_id from subject_identifier where kind = 'EMAIL' and key = any($1::text[]) and record_type = 'user'
       and organisation_id = current_setting('lethe.organisation')::uuid limit 1000`,
    [keys],
  );
  const users = await manager.find(User, {
    where: { id: In(rows.map((row) => row.record_id)), erasedAt: IsNull(), state: Not('deleted') },
    order: { name: 'ASC', id: 'ASC' },
  });
  return users.filter(({ email }) => email !== null && keys.includes(emailKey(email) ?? ''));
}
