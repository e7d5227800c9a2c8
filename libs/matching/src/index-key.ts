import { createHash } from 'node:crypto';

/** UTF-8 bytes. A PostgreSQL b-tree entry ends at about 2,700 bytes; 512 leaves room for the columns beside the key. */
const LONGEST_KEY = 512;

const sha256 = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/**
 * The storable form of a key: at most 512 UTF-8 bytes of text that PostgreSQL accepts. Longer keys become
 * `sha256:<64 hex digits>`. So do keys with a NUL or a lone surrogate, which PostgreSQL can not store: they are hashed
 * as UTF-16, so that two different ones stay different (EXTERNAL_ID is exact, requirements D10).
 */
export function indexKey(key: string): string {
  if (key.includes('\0') || !key.isWellFormed()) return sha256(Buffer.from(key, 'utf16le'));
  // A UTF-16 unit is at least one byte and at most three.
  if (key.length * 3 <= LONGEST_KEY) return key;
  const bytes = Buffer.from(key, 'utf8');
  return bytes.length <= LONGEST_KEY ? key : sha256(bytes);
}
