import { LetheError } from '@lethe/contracts';
import { isAsAsked } from '@lethe/domain-kit';
import { IsNull, QueryFailedError, type EntityManager } from 'typeorm';
import type { UserState } from '../entities/profile.ts';
import { User } from '../entities/user.ts';

export const userNotFound = () => new LetheError('general.resource.not.found', 'The requested user was not found.');

/** A user that was not erased, deleted ones included. @throws LetheError general.resource.not.found */
export async function findUser(manager: EntityManager, id: string): Promise<User> {
  const user = await manager.findOneBy(User, { id, erasedAt: IsNull() });
  if (user === null) throw userNotFound();
  return user;
}

/** As `findUser`; nobody else changes it until the transaction ends. */
export async function lockUser(manager: EntityManager, id: string): Promise<User> {
  const user = await manager.findOne(User, { where: { id, erasedAt: IsNull() }, lock: { mode: 'pessimistic_write' } });
  if (user === null) throw userNotFound();
  return user;
}

/**
 * Whether anything is to be changed: an earlier call that lost its answer may have done it.
 * @throws LetheError general.conflict when somebody else changed it since `version` was read
 */
export function isToChange(user: User, changes: Partial<User>, version: number | undefined): boolean {
  if (version === undefined || version === user.version) return true;
  if (isAsAsked(user, changes)) return false;
  throw new LetheError(
    'general.conflict',
    `The user was changed by somebody else: its version is ${user.version}. Read it again.`,
    {
      details: [{ errorCode: 'general.conflict', fieldName: 'version' }],
    },
  );
}

/**
 * Saves the user as its next version.
 * @throws LetheError general.conflict when the e-mail address is another living user's
 */
export async function saveUser(manager: EntityManager, user: User, state: UserState = user.state): Promise<User> {
  const [clock] = await manager.query<{ now: Date }[]>('select lethe_now() now');
  if (state !== user.state) Object.assign(user, { state, stateChangeDate: clock!.now });
  user.dateModified = clock!.now;
  return uniqueEmail(manager.save(user));
}

export async function uniqueEmail<T>(saving: Promise<T>): Promise<T> {
  try {
    return await saving;
  } catch (error) {
    if (
      !(error instanceof QueryFailedError) ||
      (error.driverError as { constraint?: string }).constraint !== 'directory_user_email'
    )
      throw error;
    throw new LetheError('general.conflict', 'Another user has this e-mail address.', {
      details: [{ errorCode: 'general.conflict', fieldName: 'email' }],
      cause: error,
    });
  }
}
