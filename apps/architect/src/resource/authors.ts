import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { v7 } from 'uuid';
import { Authorship, type Action, type Authored } from '../entities/authorship.ts';
import type { AuthorInput } from './author-input.ts';

/** A user as the wire shows one: after an erasure the id alone. */
type User = { id: string; name?: string; email?: string; selfUri: string };

export interface AuthorsView {
  createdBy?: User;
  modifiedBy?: User;
  publishedBy?: User;
  lockedUser?: User;
}

export async function saveAuthors(manager: EntityManager, object: { organisationId: string; id: string }, objectType: Authored, authors: AuthorInput[]): Promise<void> {
  if (authors.length === 0) return;
  const [clock] = await manager.query<{ now: Date }[]>('select lethe_now() now');
  const { organisationId, id: objectId } = object;
  await manager.save(
    authors.map(({ at, ...author }) => manager.create(Authorship, { ...author, organisationId, id: v7(), objectType, objectId, at: at === undefined ? clock!.now : new Date(at) })),
  );
}

/** Object id → the last who created, modified, published and locked it. */
export async function authorsOf(manager: EntityManager, ids: string[]): Promise<Map<string, AuthorsView>> {
  const rows = ids.length === 0 ? [] : await manager.find(Authorship, { where: { objectId: In(ids) }, order: { at: 'ASC', id: 'ASC' } });
  const byObject = Map.groupBy(rows, ({ objectId }) => objectId);
  return new Map([...byObject].map(([id, authorships]) => [id, viewOf(authorships)]));
}

function viewOf(authorships: Authorship[]): AuthorsView {
  const last = (...actions: Action[]) => authorships.findLast(({ action }) => actions.includes(action));
  const lock = last('locked', 'unlocked');
  return {
    ...user('createdBy', last('created')),
    ...user('modifiedBy', last('modified')),
    ...user('publishedBy', last('published')),
    ...user('lockedUser', lock?.action === 'locked' ? lock : undefined),
  };
}

function user(field: keyof AuthorsView, authorship: Authorship | undefined): AuthorsView {
  if (authorship === undefined) return {};
  const { userId, name, email } = authorship;
  return { [field]: { id: userId, ...(name !== null && { name }), ...(email !== null && { email }), selfUri: `/api/v2/users/${userId}` } };
}
