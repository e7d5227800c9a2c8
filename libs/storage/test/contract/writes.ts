import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CHUNK_BYTES } from '../../src/format.ts';
import { newKey } from '../../src/key.ts';
import { bytesOf, failing, fresh, listed, once, storedBytes, type Harness } from '../harness.ts';

const MIB = 1024 * 1024;

export function writes(harness: () => Harness): void {
  const key = newKey();

  it('stores no plain text, and the same content differently each time', async () => {
    const { storage, driver } = harness();
    const at = fresh();
    const stored: Buffer[] = [];
    for (let i = 0; i < 2; i += 1) {
      await storage.write(at, key, once('the same words'));
      stored.push(await storedBytes(driver, at));
    }
    expect(stored[0]!.equals(stored[1]!)).toBe(false);
    expect(stored[0]!.includes('words')).toBe(false);
  });

  it('replaces an object', async () => {
    const { storage } = harness();
    const at = fresh();
    await storage.write(at, key, once(randomBytes(200_000)));
    await storage.write(at, key, once('new'));
    expect((await bytesOf(await storage.read(at, key))).toString()).toBe('new');
  });

  it.each([0, 100, 3 * CHUNK_BYTES, 20 * MIB])(
    'leaves nothing of a source that fails after %d bytes, and passes its error on',
    async (size) => {
      const { storage } = harness();
      const [folder, at] = ['failed', `failed/${size}`];
      const error = new Error('source');
      const pieces = Array.from({ length: Math.ceil(size / MIB) }, () => randomBytes(Math.min(size, MIB)));
      await expect(storage.write(at, key, failing(error, ...pieces))).rejects.toBe(error);
      expect(await storage.exists(at)).toBe(false);
      expect(await listed(storage, folder)).toEqual([]);
    },
  );

  it('keeps the former object when a source fails', async () => {
    const { storage } = harness();
    const at = fresh();
    await storage.write(at, key, once('former'));
    await expect(storage.write(at, key, failing(new Error('source'), randomBytes(100_000)))).rejects.toThrow('source');
    expect((await bytesOf(await storage.read(at, key))).toString()).toBe('former');
  });

  it('passes on the error of a stream that fails before it is read', async () => {
    const { storage } = harness();
    const at = fresh();
    await expect(storage.write(at, key, createReadStream('/nowhere/at/all'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await storage.exists(at)).toBe(false);
  });

  it('destroys the stream of a write that is refused', async () => {
    const source = Readable.from(['x']);
    await expect(harness().storage.write('..', key, source)).rejects.toThrow();
    expect(source.destroyed).toBe(true);
  });

  it('refuses pieces that are neither bytes nor text', async () => {
    const source = Readable.from([{ id: 1 }]);
    await expect(harness().storage.write(fresh(), key, source)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('leaves one whole object of concurrent writers', async () => {
    const { storage } = harness();
    const at = fresh();
    const contents = Array.from({ length: 8 }, (_, i) => Buffer.alloc(5 * CHUNK_BYTES + i, i));
    const pieces = (content: Buffer): Readable =>
      Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]);
    await Promise.all(contents.map((content) => storage.write(at, key, pieces(content))));
    const got = await bytesOf(await storage.read(at, key));
    expect(contents.some((content) => content.equals(got))).toBe(true);
  });

  it('never shows a reader a mixture of two writes', async () => {
    const { storage } = harness();
    const at = fresh();
    const content = (i: number): Buffer => Buffer.alloc(4 * CHUNK_BYTES, i);
    await storage.write(at, key, once(content(0)));
    const writing = (async () => {
      for (let i = 1; i <= 20; i += 1) await storage.write(at, key, once(content(i)));
    })();
    for (let i = 0; i < 20; i += 1) {
      // "Replaced meanwhile, try again" is an allowed answer, damage is not.
      const got = await storage
        .read(at, key)
        .then(bytesOf, (error) => expect(error).toMatchObject({ code: 'unavailable' }));
      if (got) expect(got.equals(content(got[0]!))).toBe(true);
    }
    await writing;
  });
}
