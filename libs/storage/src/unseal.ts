import { Transform, type TransformCallback } from 'node:stream';
import { Chunks } from './chunks.ts';
import { StorageCorrupt } from './errors.ts';
import { openChunk, SEALED_CHUNK_BYTES } from './format.ts';
import type { Plan } from './range.ts';

/** Stored chunks in, plain bytes out; nothing of a chunk that is not authentic. */
export class Unseal extends Transform {
  readonly #objectKey: Buffer;
  readonly #location: string;
  readonly #plan: Plan;
  readonly #chunks = new Chunks(SEALED_CHUNK_BYTES);
  readonly #begun = Promise.withResolvers<void>();
  #index: number;
  #left: number;

  constructor(objectKey: Buffer, location: string, plan: Plan) {
    super();
    this.#objectKey = objectKey;
    this.#location = location;
    this.#plan = plan;
    this.#index = plan.firstChunk;
    this.#left = plan.bytes;
  }

  /** Settles when the first chunk is known to be authentic, or the stream has failed. */
  get begun(): Promise<void> {
    return this.#begun.promise;
  }

  override _transform(piece: Buffer, _encoding: string, done: TransformCallback): void {
    try {
      for (const chunk of this.#chunks.add(piece)) this.#open(chunk);
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      this.#open(this.#chunks.last());
      if (this.#index !== this.#plan.lastChunk + 1) throw new StorageCorrupt(this.#location);
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#begun.reject(error ?? new Error('destroyed'));
    this.#begun.promise.catch(() => undefined);
    done(error);
  }

  #open(chunk: Buffer): void {
    const plain = openChunk(this.#objectKey, this.#index, this.#index === this.#plan.finalChunk, chunk);
    if (plain === undefined) throw new StorageCorrupt(this.#location);
    const from = this.#index === this.#plan.firstChunk ? this.#plan.skip : 0;
    const wanted = plain.subarray(from, from + this.#left);
    this.#index += 1;
    this.#left -= wanted.length;
    if (wanted.length > 0) this.push(wanted);
    this.#begun.resolve();
  }
}
