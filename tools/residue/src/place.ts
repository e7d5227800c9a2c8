/** Something that can hold residue. `name` counts as content, too: a file can be called after a person. */
export interface Place {
  name: string;
  /** @throws what makes it unreadable; a place that is gone by now has nothing in it. */
  read(): AsyncIterable<Uint8Array>;
}

/** A place that could not be listed. */
export interface Unread {
  place: string;
  reason: string;
}

export type Places = AsyncIterable<Place | Unread>;

export const isUnread = (place: Place | Unread): place is Unread => 'reason' in place;

/** Errno, SQLSTATE or class; a message may quote what it is about. */
export function reasonOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name ?? 'unknown');
}

/** Whether it says that something is no longer there. */
export const isGone = (error: unknown): boolean =>
  ['ENOENT', 'ESRCH', '42P01', '58P01', '3D000', 'not.found'].includes(reasonOf(error));

export async function* textOf(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(`${line}\n`);
}

/**
 * Where the places of a kind can not be listed to their end, that is said, and the other kinds are read all the same.
 */
export async function* whole(name: string, places: Places): AsyncGenerator<Place | Unread> {
  try {
    yield* places;
  } catch (error) {
    yield { place: name, reason: reasonOf(error) };
  }
}
