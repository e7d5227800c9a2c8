import { isDeepStrictEqual } from 'node:util';
import { LetheError } from '@lethe/contracts';
import type { EntityManager } from 'typeorm';

/**
 * Whether a record holds what a call asks for already; what the call leaves out may be anything. Who got no answer asks
 * again, and a conflict would tell them that somebody else was faster. A call that asks for nothing is not such a one.
 */
export function isAsAsked(stored: object, asked: object): boolean {
  const holds = stored as Record<string, unknown>;
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return given.length > 0 && given.every(([name, value]) => isSame(holds[name], value));
}

/** As `isAsAsked`, of a record that a call creates: what it leaves out is empty. */
export function isAsCreated(manager: EntityManager, stored: object, asked: object): boolean {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  const empty = manager.connection
    .getMetadata(stored.constructor)
    .columns.filter(({ isNullable }) => isNullable)
    .map(({ propertyName }) => [propertyName, null]);
  return isAsAsked(stored, { ...Object.fromEntries(empty), ...Object.fromEntries(given) });
}

const isSame = (one: unknown, other: unknown): boolean => isDeepStrictEqual(asStored(one), asStored(other));

/** As JSON has it: without what is undefined, and a date as its text. */
const asStored = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/**
 * Creates, or answers with what is there when it is as asked. Looked for after the conflict and in a transaction of its
 * own: the first call may have been under way still.
 * @throws LetheError the conflict, when `asAsked` finds something else
 */
export async function createdOnce<T>(create: () => Promise<T>, asAsked: () => Promise<T | undefined>): Promise<T> {
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof LetheError) || error.status !== 409) throw error;
    const there = await asAsked();
    if (there === undefined) throw error;
    return there;
  }
}
