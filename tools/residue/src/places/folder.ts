import { createReadStream } from 'node:fs';
import { opendir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isGone, reasonOf, textOf, type Place, type Unread } from '../place.ts';

/** Every file below a folder, links by what they say. `without`: folders that are read otherwise. */
export async function* folder(path: string, without: readonly string[] = []): AsyncGenerator<Place | Unread> {
  if (without.includes(path)) return;
  try {
    for await (const entry of await opendir(path)) {
      const below = join(path, entry.name);
      if (entry.isDirectory()) {
        yield { name: below, read: () => textOf([]) };
        yield* folder(below, without);
      } else if (entry.isFile()) yield { name: below, read: () => file(below) };
      else if (entry.isSymbolicLink()) yield { name: below, read: () => link(below) };
      else yield { name: below, read: () => textOf([]) };
    }
  } catch (error) {
    if (!isGone(error)) yield { place: path, reason: reasonOf(error) };
  }
}

export const file = (path: string): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: 1024 * 1024 });

async function* link(path: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(await readlink(path));
}
