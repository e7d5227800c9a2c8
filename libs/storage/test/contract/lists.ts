import { newKey } from '../../src/key.ts';
import { location } from '../../src/location.ts';
import { storedBytes } from '../../src/stored-bytes.ts';
import { bytesOf, fresh, listed, once, putStored, type Harness } from '../harness.ts';

export function lists(harness: () => Harness): void {
  const key = newKey();

  async function write(...locations: string[]): Promise<void> {
    for (const at of locations) await harness().storage.write(at, key, once('x'));
  }

  it('shows what lies there as it lies there, foreign names and empty objects too', async () => {
    const { storage, driver, config } = harness();
    await write('stored/as/written');
    await putStored(driver, 'stored/not ours', Buffer.from('plain'));
    await putStored(driver, 'stored/empty', Buffer.alloc(0));
    const found = new Map<string, Buffer>();
    for await (const { name, read } of storedBytes(config))
      if (name.startsWith('stored/')) found.set(name, await bytesOf(await read()));
    expect([...found.keys()].sort()).toEqual(['stored/as/written', 'stored/empty', 'stored/not ours']);
    expect(found.get('stored/not ours')?.toString()).toBe('plain');
    expect(found.get('stored/as/written')?.subarray(0, 3).toString()).toBe('LTH');
    for (const name of found.keys()) await driver.delete(name);
    expect(await listed(storage, 'stored')).toEqual([]);
  });

  it('deletes once', async () => {
    const { storage } = harness();
    const at = fresh();
    expect(await storage.delete(at)).toBe(false);
    await write(at);
    expect(await storage.delete(at)).toBe(true);
    expect(await storage.delete(at)).toBe(false);
    expect(await storage.exists(at)).toBe(false);
  });

  it('deletes a prefix and not its sibling', async () => {
    const { storage } = harness();
    const below = ['a/1/x', 'a/1/y/z'];
    const beside = ['a/10/x', 'a/1.x', 'a/2'];
    await write(...below, ...beside);
    expect(await listed(storage, 'a')).toEqual([...below, ...beside].sort());
    expect(await listed(storage, 'a/1')).toEqual(below);
    expect(await storage.deletePrefix('a/1')).toBe(2);
    expect(await storage.deletePrefix('a/1')).toBe(0);
    expect(await listed(storage, 'a')).toEqual([...beside].sort());
    expect(await storage.deletePrefix('a')).toBe(3);
    expect(await listed(storage, 'a')).toEqual([]);
  });

  it('does not take an object for a prefix, nor a prefix for an object', async () => {
    const { storage } = harness();
    await write('b/1', 'c/1/x');
    expect(await storage.deletePrefix('b/1')).toBe(0);
    expect(await listed(storage, 'b/1')).toEqual([]);
    expect(await storage.exists('b/1')).toBe(true);
    expect(await storage.exists('c/1')).toBe(false);
    expect(await storage.delete('c/1')).toBe(false);
    expect(await storage.exists('b/1/x')).toBe(false);
    await expect(storage.read('c/1', key)).rejects.toMatchObject({ code: 'not.found' });
    await expect(storage.read('b/1/x', key)).rejects.toMatchObject({ code: 'not.found' });
  });

  it('lists everything, only locations, and nothing where nothing is', async () => {
    const { storage, driver } = harness();
    await write('d/1');
    await putStored(driver, 'd/not a location', Buffer.from('x'));
    expect(await listed(storage, '')).toContain('d/1');
    expect(await listed(storage, 'd')).toEqual(['d/1']);
    expect(await listed(storage, 'nowhere')).toEqual([]);
  });

  it('lists and deletes more than one page', async () => {
    const { storage, driver } = harness();
    const locations = Array.from({ length: 1100 }, (_, i) => location('many', String(i).padStart(4, '0')));
    for (let i = 0; i < locations.length; i += 50)
      await Promise.all(locations.slice(i, i + 50).map((at) => putStored(driver, at, Buffer.from('x'))));
    expect(await listed(storage, 'many')).toEqual(locations);
    expect(await storage.deletePrefix('many')).toBe(1100);
    expect(await listed(storage, 'many')).toEqual([]);
  });

  it('writes into a prefix that is being deleted', async () => {
    const { storage } = harness();
    const writing = Array.from({ length: 40 }, (_, i) => write(location('e', String(i % 3), String(i))));
    const deleting = Array.from({ length: 40 }, (_, i) => storage.delete(location('e', String(i % 3), String(i))));
    await Promise.all([...writing, ...deleting]);
    expect(await storage.deletePrefix('e')).toBeGreaterThanOrEqual(0);
    expect(await listed(storage, 'e')).toEqual([]);
  });
}
