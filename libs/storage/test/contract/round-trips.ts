import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { StorageInvalid, StorageNotFound } from '../../src/errors.ts';
import { CHUNK_BYTES } from '../../src/format.ts';
import { newKey } from '../../src/key.ts';
import { bytesOf, fresh, once, type Harness } from '../harness.ts';

export function roundTrips(harness: () => Harness): void {
  const key = newKey();

  async function written(plain: Buffer): Promise<string> {
    const at = fresh();
    const result = await harness().storage.write(at, key, once(plain));
    expect(result).toEqual({ bytes: plain.length, sha256: createHash('sha256').update(plain).digest('hex') });
    return at;
  }

  const sizes = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES + 7];
  it.each(sizes)('gives back %d bytes, and knows their number without the key', async (size) => {
    const plain = randomBytes(size);
    const at = await written(plain);
    expect(await bytesOf(await harness().storage.read(at, key))).toEqual(plain);
    expect(await harness().storage.size(at)).toBe(size);
    expect(await harness().storage.exists(at)).toBe(true);
  });

  it('gives back more than one part of an upload', async () => {
    const plain = randomBytes(20 * 1024 * 1024 + 3);
    const at = await written(plain);
    expect((await bytesOf(await harness().storage.read(at, key))).equals(plain)).toBe(true);
  });

  it('gives back random sizes in random pieces', async () => {
    const pieces = fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(pieces, async (lengths) => {
        const bytes = lengths.map((length) => randomBytes(length));
        const at = fresh();
        await harness().storage.write(at, key, Readable.from(bytes));
        expect((await bytesOf(await harness().storage.read(at, key))).equals(Buffer.concat(bytes))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('takes text as UTF-8', async () => {
    const at = fresh();
    await harness().storage.write(at, key, once('Zoë ', '€'));
    expect((await bytesOf(await harness().storage.read(at, key))).toString()).toBe('Zoë €');
  });

  it('gives back any range', async () => {
    const plain = randomBytes(3 * CHUNK_BYTES + 100);
    const at = await written(plain);
    const edges = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, plain.length - 1];
    const offset = fc.oneof(fc.constantFrom(...edges), fc.nat(plain.length - 1));
    await fc.assert(
      fc.asyncProperty(
        offset,
        fc.option(fc.oneof(offset, fc.constant(plain.length + 5)), { nil: undefined }),
        async (start, end) => {
          fc.pre(end === undefined || end >= start);
          const got = await bytesOf(await harness().storage.read(at, key, { start, end }));
          expect(got.equals(plain.subarray(start, end === undefined ? undefined : end + 1))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a range that starts beyond the end', async () => {
    const { storage } = harness();
    const at = await written(randomBytes(CHUNK_BYTES));
    await expect(storage.read(at, key, { start: CHUNK_BYTES })).rejects.toThrow(StorageInvalid);
    await expect(storage.read(await written(Buffer.alloc(0)), key, { start: 0 })).rejects.toThrow(StorageInvalid);
  });

  it('reads only the chunks a range needs', async () => {
    const plain = randomBytes(8 * CHUNK_BYTES);
    const at = await written(plain);
    const { driver } = harness();
    const open = jest.spyOn(driver, 'open');
    const reads: [number, number][] = [];
    open.mockImplementationOnce(async (...asked) => {
      open.mockRestore();
      const object = await driver.open(...asked);
      return { ...object, read: (start, end) => (reads.push([start, end]), object.read(start, end)) };
    });
    const got = await bytesOf(
      await harness().storage.read(at, key, { start: 5 * CHUNK_BYTES - 1, end: 5 * CHUNK_BYTES }),
    );
    expect(got).toEqual(plain.subarray(5 * CHUNK_BYTES - 1, 5 * CHUNK_BYTES + 1));
    expect(reads).toEqual([[36 + 4 * 65_552, 36 + 6 * 65_552 - 1]]);
  });

  it('says not found', async () => {
    const { storage } = harness();
    await expect(storage.read(fresh(), key)).rejects.toThrow(StorageNotFound);
    expect(await storage.size(fresh())).toBeUndefined();
    expect(await storage.exists(fresh())).toBe(false);
  });

  it('lets go of a stream that is destroyed unread', async () => {
    const at = await written(randomBytes(40 * CHUNK_BYTES));
    for (let i = 0; i < 100; i += 1) {
      const stream = await harness().storage.read(at, key);
      await new Promise((closed) => stream.once('close', closed).destroy());
    }
  });
}
