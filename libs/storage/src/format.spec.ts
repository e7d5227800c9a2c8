import { Chunks } from './chunks.ts';
import { storageError } from './errors.ts';
import {
  CHUNK_BYTES,
  chunkCount,
  deriveObjectKey,
  HEADER_BYTES,
  MAGIC,
  openChunk,
  plainSize,
  sealChunk,
  TAG_BYTES,
} from './format.ts';

describe('format', () => {
  const key = Buffer.alloc(32, 1);
  const salt = Buffer.alloc(32, 2);

  it('stays readable: these bytes are in people’s stores', () => {
    const objectKey = deriveObjectKey(key, salt, 'a/b');
    const stored = Buffer.concat([MAGIC, salt, sealChunk(objectKey, 0, true, Buffer.from('hello'))]);
    expect(stored.toString('hex')).toBe(
      '4c544801020202020202020202020202020202020202020202020202020202020202020292bb4ce97a234b77300bf876e37a656f6d2b672143',
    );
  });

  it('tells the plain size from the stored size, and only of sizes that exist', () => {
    const storedSize = (plain: number): number => HEADER_BYTES + plain + chunkCount(plain) * TAG_BYTES;
    const sizes = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 7 * CHUNK_BYTES, 2 ** 31, 2 ** 40];
    for (const size of sizes) expect(plainSize(storedSize(size))).toBe(size);
    for (const stored of [0, 1, 36, 51, storedSize(CHUNK_BYTES) + 1, storedSize(CHUNK_BYTES) + 16])
      expect(plainSize(stored)).toBeUndefined();
  });

  it('opens a chunk only with its key, place and flag', () => {
    const sealed = sealChunk(key, 5, false, Buffer.from('hello'));
    expect(openChunk(key, 5, false, sealed)?.toString()).toBe('hello');
    for (const opened of [
      openChunk(key, 5, true, sealed),
      openChunk(key, 6, false, sealed),
      openChunk(salt, 5, false, sealed),
    ])
      expect(opened).toBeUndefined();
    expect(openChunk(key, 0, true, Buffer.alloc(15))).toBeUndefined();
  });

  it('derives another key for another salt and another location', () => {
    const keys = [deriveObjectKey(key, salt, 'a'), deriveObjectKey(key, salt, 'b'), deriveObjectKey(key, key, 'a')].map(
      (derived) => derived.toString('hex'),
    );
    expect(new Set(keys).size).toBe(3);
  });
});

describe('chunks', () => {
  it('holds a full chunk back until a byte follows', () => {
    const chunks = new Chunks(4);
    const add = (text: string): string[] => Array.from(chunks.add(Buffer.from(text)), (chunk) => chunk.toString());
    expect([add('ab'), add('cd'), add(''), add('efghij')]).toEqual([[], [], [], ['abcd', 'efgh']]);
    expect(chunks.last().toString()).toBe('ij');
  });
});

describe('storageError', () => {
  it.each([
    ['ENOSPC', 'full'],
    ['EDQUOT', 'full'],
    ['QuotaExceeded', 'full'],
    ['EIO', 'unavailable'],
    ['AccessDenied', 'unavailable'],
  ])('takes %s for %s', (code, kind) => {
    expect(storageError(Object.assign(new Error('x'), { code }))).toMatchObject({ code: kind });
    expect(storageError(Object.assign(new Error('x'), { name: code }))).toMatchObject({ code: kind });
  });

  it('does not repeat the message of another', () => {
    expect(storageError(new Error('content')).message).not.toContain('content');
  });
});
