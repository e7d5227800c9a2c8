/**
 * The format of a stored object, version 1: seekable authenticated encryption after the STREAM construction
 * (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, CRYPTO
 * 2015; the idea of age's payload).
 *
 *     object := magic "LTH" 0x01 (4 bytes) | salt (32 random bytes) | chunk 0 | chunk 1 | … | chunk n-1
 *     chunk  := AES-256-GCM(object key, nonce, up to 65 536 plain bytes) | tag (16 bytes)
 *     nonce  := index of the chunk (11 bytes, big-endian) | 0x01 for the last chunk, else 0x00
 *     object key := HKDF-SHA256(key, salt, info = magic | location)
 *
 * Every chunk but the last is full; the last is empty only in an empty object. So chunks that are changed, missing,
 * added, or in another order fail, and so does an object at another location than the one it was written for, even
 * under the same key. Not detected: an older object of the same location and key put back. Callers that care keep the
 * SHA-256 of `Written`.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

export const MAGIC = Buffer.from('LTH\x01', 'latin1');
export const SALT_BYTES = 32;
export const HEADER_BYTES = MAGIC.length + SALT_BYTES;
/** Plain bytes of a full chunk. */
export const CHUNK_BYTES = 64 * 1024;
export const TAG_BYTES = 16;
/** Stored bytes of a full chunk. */
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;

/** The key of one object; the salt makes it unique per write, so that nonces may start at 0. */
export function deriveObjectKey(key: Buffer, salt: Buffer, location: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, Buffer.concat([MAGIC, Buffer.from(location)]), 32));
}

/** Encrypts one chunk of up to 65 536 bytes. */
export function sealChunk(objectKey: Buffer, index: number, last: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv(CIPHER, objectKey, nonce(index, last), { authTagLength: TAG_BYTES });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts one chunk; undefined unless it is authentic in exactly this place. */
export function openChunk(objectKey: Buffer, index: number, last: boolean, sealed: Buffer): Buffer | undefined {
  if (sealed.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, objectKey, nonce(index, last), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

/** Chunks of an object of so many plain bytes. */
export function chunkCount(plainBytes: number): number {
  return Math.max(1, Math.ceil(plainBytes / CHUNK_BYTES));
}

/** Plain bytes of an object of so many stored bytes; undefined when no object has that size. */
export function plainSize(storedBytes: number): number | undefined {
  const sealed = storedBytes - HEADER_BYTES;
  const chunks = Math.ceil(sealed / SEALED_CHUNK_BYTES);
  const last = sealed - (chunks - 1) * SEALED_CHUNK_BYTES;
  const valid = chunks === 1 ? last >= TAG_BYTES : chunks > 1 && last > TAG_BYTES;
  return valid ? sealed - chunks * TAG_BYTES : undefined;
}

function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(NONCE_BYTES);
  bytes.writeBigUInt64BE(BigInt(index), NONCE_BYTES - 1 - 8);
  bytes[NONCE_BYTES - 1] = last ? 1 : 0;
  return bytes;
}
