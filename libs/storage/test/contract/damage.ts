import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { StorageCorrupt } from '../../src/errors.ts';
import { CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES } from '../../src/format.ts';
import { newKey } from '../../src/key.ts';
import { failing, fresh, once, putStored, readAll, storedBytes, type Harness } from '../harness.ts';

export function damage(harness: () => Harness): void {
  const key = newKey();
  const small = randomBytes(20);
  const large = randomBytes(3 * CHUNK_BYTES + 500);

  async function stored(plain: Buffer, at = fresh()): Promise<{ at: string; bytes: Buffer }> {
    await harness().storage.write(at, key, once(plain));
    return { at, bytes: await storedBytes(harness().driver, at) };
  }

  /** Reading the spoiled object fails, and what came before the failure is whole authentic chunks. */
  async function expectCorrupt(at: string, spoiled: Buffer, plain: Buffer): Promise<void> {
    await putStored(harness().driver, at, spoiled);
    const got = await readAll(harness().storage, at, key);
    expect(got.error).toBeInstanceOf(StorageCorrupt);
    expect(got.plain.length % CHUNK_BYTES).toBe(0);
    expect(got.plain.equals(plain.subarray(0, got.plain.length))).toBe(true);
  }

  function flipped(bytes: Buffer, bit: number): Buffer {
    const copy = Buffer.from(bytes);
    copy[bit >> 3]! ^= 1 << (bit & 7);
    return copy;
  }

  function chunk(bytes: Buffer, index: number): Buffer {
    return bytes.subarray(HEADER_BYTES + index * SEALED_CHUNK_BYTES, HEADER_BYTES + (index + 1) * SEALED_CHUNK_BYTES);
  }

  it('finds a wrong key before the first byte', async () => {
    const { at } = await stored(large);
    await expect(harness().storage.read(at, newKey())).rejects.toThrow(StorageCorrupt);
    await expect(harness().storage.read(at, newKey(), { start: 2 * CHUNK_BYTES })).rejects.toThrow(StorageCorrupt);
  });

  it('finds a flipped bit in every byte of a small object', async () => {
    const { at, bytes } = await stored(small);
    for (let i = 0; i < bytes.length; i += 1) await expectCorrupt(at, flipped(bytes, 8 * i + (i % 8)), small);
  });

  it('finds a flipped bit anywhere in a large object', async () => {
    const { at, bytes } = await stored(large);
    await fc.assert(
      fc.asyncProperty(fc.nat(8 * bytes.length - 1), (bit) => expectCorrupt(at, flipped(bytes, bit), large)),
      { numRuns: 40 },
    );
  });

  it('finds every truncation of a small object', async () => {
    const { at, bytes } = await stored(small);
    for (let length = 0; length < bytes.length; length += 1) await expectCorrupt(at, bytes.subarray(0, length), small);
  });

  it('finds a large object truncated anywhere, chunk boundaries first', async () => {
    const { at, bytes } = await stored(large);
    for (let chunks = 0; chunks <= 3; chunks += 1)
      await expectCorrupt(at, bytes.subarray(0, HEADER_BYTES + chunks * SEALED_CHUNK_BYTES), large);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), (length) => expectCorrupt(at, bytes.subarray(0, length), large)),
      { numRuns: 30 },
    );
  });

  it('does not let a truncated object pass a range for one beyond the end', async () => {
    const { at, bytes } = await stored(large);
    await putStored(harness().driver, at, bytes.subarray(0, HEADER_BYTES + SEALED_CHUNK_BYTES));
    await expect(harness().storage.read(at, key, { start: 2 * CHUNK_BYTES })).rejects.toThrow(StorageCorrupt);
  });

  it('finds appended bytes and appended chunks', async () => {
    const { at, bytes } = await stored(large);
    for (const more of [Buffer.alloc(1), Buffer.alloc(16), chunk(bytes, 3), chunk(bytes, 0)])
      await expectCorrupt(at, Buffer.concat([bytes, more]), large);
    const full = await stored(large.subarray(0, CHUNK_BYTES));
    await expectCorrupt(full.at, Buffer.concat([full.bytes, chunk(full.bytes, 0)]), large);
  });

  it('finds swapped, repeated and missing chunks', async () => {
    const { at, bytes } = await stored(large);
    const header = bytes.subarray(0, HEADER_BYTES);
    for (const order of [[1, 0, 2, 3], [0, 2, 1, 3], [0, 0, 2, 3], [0, 1, 3], [0, 3], [3]]) {
      await expectCorrupt(at, Buffer.concat([header, ...order.map((index) => chunk(bytes, index))]), large);
    }
  });

  it('finds a chunk, and a whole object, of another location under the same key', async () => {
    const { at, bytes } = await stored(large);
    const other = await stored(randomBytes(large.length));
    await expectCorrupt(
      at,
      Buffer.concat([
        bytes.subarray(0, HEADER_BYTES),
        chunk(other.bytes, 0),
        bytes.subarray(HEADER_BYTES + SEALED_CHUNK_BYTES),
      ]),
      large,
    );
    await expectCorrupt(at, other.bytes, large);
  });

  it('refuses the size of an object whose size is impossible', async () => {
    const { at, bytes } = await stored(large);
    const lengths = [0, HEADER_BYTES, HEADER_BYTES + 15, HEADER_BYTES + SEALED_CHUNK_BYTES + 16];
    for (const length of lengths) {
      await putStored(harness().driver, at, bytes.subarray(0, length));
      await expect(harness().storage.size(at)).rejects.toThrow(StorageCorrupt);
    }
  });

  /** Reads `large` from a store that hands out `body` in place of its chunks. */
  async function readThrough(
    body: (chunks: Buffer) => AsyncIterable<Buffer>,
  ): Promise<{ plain: Buffer; error?: unknown; begun: boolean }> {
    const { at, bytes } = await stored(large);
    const { driver, storage } = harness();
    const object = await driver.open(at, HEADER_BYTES);
    const open = jest.spyOn(driver, 'open');
    open.mockResolvedValue({ ...object, read: async () => Readable.from(body(bytes.subarray(HEADER_BYTES))) });
    const begun = await storage.read(at, key).then(
      (stream) => (stream.on('error', () => undefined).destroy(), true),
      () => false,
    );
    const got = await readAll(storage, at, key);
    open.mockRestore();
    await object.close();
    expect(got.plain.equals(large.subarray(0, got.plain.length))).toBe(true);
    return { ...got, begun };
  }

  it('calls a store that fails midway unavailable, and not the object damaged', async () => {
    const { error } = await readThrough(
      (chunks) => failing(new Error('reset'), chunks.subarray(0, 2 * SEALED_CHUNK_BYTES)) as AsyncGenerator<Buffer>,
    );
    expect(error).toMatchObject({ code: 'unavailable' });
  });

  it('finds that a store ended early, whole chunks or not', async () => {
    for (const length of [0, 1, SEALED_CHUNK_BYTES, 2 * SEALED_CHUNK_BYTES, 2 * SEALED_CHUNK_BYTES + 9]) {
      const { error } = await readThrough((chunks) => once(chunks.subarray(0, length)) as AsyncGenerator<Buffer>);
      expect(error).toBeInstanceOf(StorageCorrupt);
    }
  });

  it('hands over no stream that has failed already', async () => {
    const { error, begun } = await readThrough(
      (chunks) => once(flipped(chunks, 8 * SEALED_CHUNK_BYTES)) as AsyncGenerator<Buffer>,
    );
    expect(error).toBeInstanceOf(StorageCorrupt);
    expect(begun).toBe(false);
  });

  it('closes an object that it refuses to read', async () => {
    const { driver, storage } = harness();
    const at = fresh();
    await putStored(driver, at, Buffer.from('foreign'));
    const object = await driver.open(at, HEADER_BYTES);
    const close = jest.fn(object.close);
    jest.spyOn(driver, 'open').mockResolvedValueOnce({ ...object, close });
    await expect(storage.read(at, key)).rejects.toThrow(StorageCorrupt);
    expect(close).toHaveBeenCalled();
  });

  it('reads nothing that others laid there', async () => {
    await expectCorrupt(
      fresh(),
      Buffer.from('plain text of someone else, longer than any header and tag together'),
      small,
    );
  });
}
