import { randomBytes } from 'node:crypto';
import { StorageInvalid } from './errors.ts';

const KEY_BYTES = 32;

/** A new random key, 32 bytes. One key may serve many objects; deleting every copy of it erases them all. */
export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Throws StorageInvalid unless `key` is 32 bytes. */
export function assertKey(key: Buffer): void {
  if (!Buffer.isBuffer(key) || key.length !== KEY_BYTES)
    throw new StorageInvalid(`A key is a Buffer of ${KEY_BYTES} bytes.`);
}
