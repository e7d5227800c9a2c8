/**
 * Regroups pieces of any size into chunks of one size, the last of which may be shorter. One buffer is reused: a chunk
 * is valid until the next is asked for.
 */
export class Chunks {
  readonly #chunk: Buffer;
  #filled = 0;

  constructor(size: number) {
    this.#chunk = Buffer.allocUnsafe(size);
  }

  /**
   * The full chunks that `piece` completes. A full chunk is held back until a byte follows it: it might be the last.
   */
  *add(piece: Buffer): Generator<Buffer> {
    let taken = 0;
    while (taken < piece.length) {
      if (this.#filled === this.#chunk.length) {
        yield this.#chunk;
        this.#filled = 0;
      }
      const copied = piece.copy(this.#chunk, this.#filled, taken);
      taken += copied;
      this.#filled += copied;
    }
  }

  /** The last chunk; empty only when there was no byte at all. */
  last(): Buffer {
    return this.#chunk.subarray(0, this.#filled);
  }
}
