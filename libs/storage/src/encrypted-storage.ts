import { finished, Readable } from 'node:stream';
import type { Driver, Opened } from './drivers/driver.ts';
import { StorageCorrupt, storageError, StorageInvalid } from './errors.ts';
import { deriveObjectKey, HEADER_BYTES, MAGIC, plainSize } from './format.ts';
import { assertKey } from './key.ts';
import { assertLocation, isLocation } from './location.ts';
import { assertRange, planRead, type Plan, type Range } from './range.ts';
import { seal, type Source, Tally } from './seal.ts';
import type { Storage, Written } from './storage.ts';
import { Unseal } from './unseal.ts';

/** Checks arguments, encrypts and decrypts, and gives errors their kind; a driver does the rest. */
export class EncryptedStorage implements Storage {
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  async write(location: string, key: Buffer, source: Source): Promise<Written> {
    // A source may fail while the store is still being opened; without a listener that would end the process. Iterating
    // meets the error again.
    if (source instanceof Readable) source.on('error', ignore);
    const tally = new Tally();
    try {
      assertLocation(location);
      assertKey(key);
      await this.#driver.put(location, seal(source, key, location, tally));
      return { bytes: tally.bytes, sha256: tally.sha256() };
    } catch (error) {
      if (source instanceof Readable) source.destroy();
      throw tally.failure ? tally.failure.error : storageError(error);
    }
  }

  async read(location: string, key: Buffer, range?: Range): Promise<Readable> {
    assertLocation(location);
    assertKey(key);
    if (range) assertRange(range);
    const object = await wrapped(this.#driver.open(location, HEADER_BYTES));
    try {
      return await open(object, location, key, range);
    } catch (error) {
      await object.close();
      throw storageError(error);
    }
  }

  async size(location: string): Promise<number | undefined> {
    assertLocation(location);
    const stored = await wrapped(this.#driver.size(location));
    if (stored === undefined) return undefined;
    const plain = plainSize(stored);
    if (plain === undefined) throw new StorageCorrupt(location);
    return plain;
  }

  async exists(location: string): Promise<boolean> {
    assertLocation(location);
    return (await wrapped(this.#driver.size(location))) !== undefined;
  }

  async delete(location: string): Promise<boolean> {
    assertLocation(location);
    return wrapped(this.#driver.delete(location));
  }

  async deletePrefix(prefix: string): Promise<number> {
    assertLocation(prefix);
    return wrapped(this.#driver.deletePrefix(prefix));
  }

  async *list(prefix: string): AsyncGenerator<string> {
    if (prefix !== '') assertLocation(prefix);
    try {
      for await (const found of this.#driver.list(prefix)) if (isLocation(found)) yield found;
    } catch (error) {
      throw storageError(error);
    }
  }
}

async function open(object: Opened, location: string, key: Buffer, range?: Range): Promise<Readable> {
  const plainBytes = plainSize(object.size);
  const known = object.head.length === HEADER_BYTES && object.head.subarray(0, MAGIC.length).equals(MAGIC);
  if (plainBytes === undefined || !known) throw new StorageCorrupt(location);
  const objectKey = deriveObjectKey(key, object.head.subarray(MAGIC.length), location);
  const plan = planRead(plainBytes, object.size, range);
  const plain = await begin(object, new Unseal(objectKey, location, plan), plan);
  if (range && range.start >= plainBytes) {
    // Only now is the size known to be true: the last chunk has proved to be the last.
    plain.destroy();
    throw new StorageInvalid('The range starts beyond the end of the object.');
  }
  return plain;
}

/**
 * Lets stored bytes flow and waits for the first chunk to be authentic. Errors before that are thrown and not emitted.
 */
async function begin(object: Opened, unseal: Unseal, plan: Plan): Promise<Readable> {
  const stored = await object.read(plan.sealedStart, plan.sealedEnd);
  unseal.on('error', ignore);
  unseal.once('close', () => stored.destroy());
  finished(stored, (error) => {
    if (error) unseal.destroy(storageError(error));
  });
  stored.pipe(unseal);
  await unseal.begun;
  if (unseal.errored) throw unseal.errored;
  unseal.off('error', ignore);
  return unseal;
}

async function wrapped<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storageError(error);
  }
}

function ignore(): void {}
