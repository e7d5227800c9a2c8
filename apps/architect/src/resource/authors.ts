import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { Authorship, type Action, type Authored } from '../entities/authorship.ts';
import type { AuthorInput } from './author-input.ts';

/** A user as the wire shows one: after an erasure the id alone. */
const UserView = z
  .object({ id: z.guid(), name: z.string().optional(), email: z.string().optional(), selfUri: z.string() })
  .meta({ id: 'UserReference' });
const user = UserView.optional();

/** The last who did it. */
export const AUTHORS = { createdBy: user, modifiedBy: user, publishedBy: user, lockedUser: user };
export type AuthorsView = { [Field in keyof typeof AUTHORS]?: z.input<typeof UserView> };

export async function saveAuthors(
  manager: EntityManager,
  object: { organisationId: string; id: string },
  objectType: Authored,
  authors: AuthorInput[],
): Promise<void> {
  if (authors.length === 0) return;
  const [clock] = await manager.query<{ now: Date }[]>('select lethe_now() now');
  const { organisationId, id: objectId } = object;
  await manager.save(
    authors.map(({ at, ...author }) =>
      manager.create(Authorship, {
        ...author,
        organisationId,
        id: v7(),
        objectType,
        objectId,
        at: at === undefined ? clock!.now : new Date(at),
      }),
    ),
  );
}

/** Object id → the last who created, modified, published and locked it. */
export async function authorsOf(manager: EntityManager, ids: string[]): Promise<Map<string, AuthorsView>> {
  const rows =
    ids.length === 0
      ? []
      : await manager.find(Authorship, { where: { objectId: In(ids) }, order: { at: 'ASC', id: 'ASC' } });
  const byObject = Map.groupBy(rows, ({ objectId }) => objectId);
  return new Map([...byObject].map(([id, authorships]) => [id, viewOf(authorships)]));
}

function viewOf(authorships: Authorship[]): AuthorsView {
  const last = (...actions: Action[]) => authorships.findLast(({ action }) => actions.includes(action));
  const lock = last('locked', 'unlocked');
  return {
    ...userView('createdBy', last('created')),
    ...userView('modifiedBy', last('modified')),
    ...userView('publishedBy', last('published')),
    ...userView('lockedUser', lock?.action === 'locked' ? lock : undefined),
  };
}

function userView(field: keyof AuthorsView, authorship: Authorship | undefined): AuthorsView {
  if (authorship === undefined) return {};
  const { userId, name, email } = authorship;
  return {
    [field]: {
      id: userId,
      ...(name !== null && { name }),
      ...(email !== null && { email }),
      selfUri: `/api/v2/users/${userId}`,
    },
  };
}
