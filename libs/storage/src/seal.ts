import { createHash, randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Chunks } from './chunks.ts';
import { StorageInvalid } from './errors.ts';
import { CHUNK_BYTES, deriveObjectKey, MAGIC, SALT_BYTES, sealChunk } from './format.ts';

/** Text is stored as UTF-8. */
export type Source = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array> | Readable;

/**
 * Counts and hashes the plain bytes that pass, and keeps the error of a source that failed, to tell it from the store's
 * own.
 */
export class Tally {
  bytes = 0;
  failure: { error: unknown } | undefined;
  readonly #hash = createHash('sha256');

  add(piece: Buffer): void {
    this.bytes += piece.length;
    this.#hash.update(piece);
  }

  sha256(): string {
    return this.#hash.digest('hex');
  }
}

/** The stored form of `source`, one chunk at a time. */
export async function* seal(source: Source, key: Buffer, location: string, tally: Tally): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const objectKey = deriveObjectKey(key, salt, location);
  const chunks = new Chunks(CHUNK_BYTES);
  let index = 0;
  yield Buffer.concat([MAGIC, salt]);
  for await (const piece of watched(source, tally)) {
    tally.add(piece);
    for (const chunk of chunks.add(piece)) yield sealChunk(objectKey, index++, false, chunk);
  }
  yield sealChunk(objectKey, index, true, chunks.last());
}

async function* watched(source: Source, tally: Tally): AsyncGenerator<Buffer> {
  try {
    for await (const piece of source) yield toBuffer(piece);
  } catch (error) {
    tally.failure = { error };
    throw error;
  }
}

function toBuffer(piece: unknown): Buffer {
  if (typeof piece === 'string') return Buffer.from(piece);
  if (ArrayBuffer.isView(piece)) return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  throw new StorageInvalid('A source yields bytes or text.');
}
