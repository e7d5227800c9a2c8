import { createCipheriv } from 'node:crypto';
import { Readable } from 'node:stream';

const CHUNK = Buffer.alloc(65_536);

/** As many bytes that no compression shrinks, the same for the same number. */
export function randomStream(bytes: number, seed: number): Readable {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  return Readable.from(
    (function* () {
      for (let left = bytes; left > 0; left -= CHUNK.length)
        yield cipher.update(left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK);
    })(),
  );
}
