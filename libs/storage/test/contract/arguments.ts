import { StorageInvalid } from '../../src/errors.ts';
import { newKey } from '../../src/key.ts';
import { fresh, once, type Harness } from '../harness.ts';

const BAD_LOCATIONS = [
  '',
  '.',
  '..',
  '../x',
  'a/../b',
  '/etc/passwd',
  'a//b',
  'a/',
  'a\\..\\b',
  'a b',
  'a\0',
  'naïve',
  'a/\n',
  '~tmp/x',
  'a%2fb',
  'x'.repeat(256),
];

export function arguments_(harness: () => Harness): void {
  it.each(BAD_LOCATIONS)('refuses the location %j everywhere', async (bad) => {
    const { storage } = harness();
    const key = newKey();
    await expect(storage.write(bad, key, once('x'))).rejects.toThrow(StorageInvalid);
    await expect(storage.read(bad, key)).rejects.toThrow(StorageInvalid);
    await expect(storage.size(bad)).rejects.toThrow(StorageInvalid);
    await expect(storage.exists(bad)).rejects.toThrow(StorageInvalid);
    await expect(storage.delete(bad)).rejects.toThrow(StorageInvalid);
    await expect(storage.deletePrefix(bad)).rejects.toThrow(StorageInvalid);
    if (bad !== '') await expect(Array.fromAsync(storage.list(bad))).rejects.toThrow(StorageInvalid);
  });

  it('refuses keys that are not 32 bytes', async () => {
    for (const key of [Buffer.alloc(31), Buffer.alloc(0), 'x'.repeat(32) as unknown as Buffer]) {
      await expect(harness().storage.write(fresh(), key, once('x'))).rejects.toThrow(StorageInvalid);
      await expect(harness().storage.read(fresh(), key)).rejects.toThrow(StorageInvalid);
    }
  });

  it('refuses ranges that are none', async () => {
    const ranges = [
      { start: -1 },
      { start: 2, end: 1 },
      { start: 0.5 },
      { start: Number.NaN },
      { start: 0, end: Infinity },
    ];
    for (const range of ranges)
      await expect(harness().storage.read(fresh(), newKey(), range)).rejects.toThrow(StorageInvalid);
  });
}
