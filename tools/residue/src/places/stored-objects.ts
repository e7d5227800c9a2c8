import type { Storage } from '@lethe/storage';
import { isGone, reasonOf, textOf, type Place, type Places } from '../place.ts';
import type { Searched } from '../searched.ts';
import { keysFor, readKeys } from './keys.ts';
import { zipEntries } from './zip.ts';

/**
 * Every object of the storage, decrypted with the key that a row holds; of a ZIP each entry by itself. An object whose
 * key no row holds can be read by nobody any more: `sealed` is told of it.
 */
export async function* storedObjects({ storage, databases }: Searched, sealed: (location: string) => void): Places {
  const keys = await readKeys(databases);
  for await (const location of storage.list('')) {
    const known = keysFor(keys, location);
    if (known.length === 0) {
      sealed(location);
      yield { name: `storage ${location}`, read: () => textOf([]) };
    } else yield* opened(storage, location, known);
  }
}

async function* opened(
  storage: Storage,
  location: string,
  keys: Buffer[],
): AsyncGenerator<Place | { place: string; reason: string }> {
  const name = `storage ${location}, decrypted`;
  try {
    const key = await fitting(storage, location, keys);
    yield { name, read: () => contentOf(storage, location, key) };
    for await (const entry of zipEntries(storage, location, key))
      yield { name: `${name}, entry ${entry.name}`, read: entry.read };
  } catch (error) {
    if (!isGone(error)) yield { place: name, reason: reasonOf(error) };
  }
}

/** A request can have had several archives, each with a key of its own. */
async function fitting(storage: Storage, location: string, keys: Buffer[]): Promise<Buffer> {
  let failure: unknown;
  for (const key of keys) {
    try {
      (await storage.read(location, key)).destroy();
      return key;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function* contentOf(storage: Storage, location: string, key: Buffer): AsyncGenerator<Buffer> {
  yield* (await storage.read(location, key)) as AsyncIterable<Buffer>;
}
