import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readlink, rm, rmdir, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { FileDriver } from './drivers/file.ts';
import { EncryptedStorage } from './encrypted-storage.ts';
import { newKey, openStorage, StorageFull, type StorageConfig } from './index.ts';
import { bytesOf, failing, once, type Harness } from '../test/harness.ts';
import { measureMemory } from '../test/memory.ts';
import { storageContract } from '../test/storage-contract.ts';

let root: string;
let harness: Harness;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lethe-storage-'));
  const driver = new FileDriver(join(root, 'store'));
  harness = { config: { kind: 'fs', path: join(root, 'store') }, driver, storage: new EncryptedStorage(driver) };
});

afterAll(() => rm(root, { recursive: true }));

storageContract('file system', () => harness);

describe('file system', () => {
  const key = newKey();

  async function store(name: string): Promise<{ config: StorageConfig; path: string }> {
    const path = join(root, name);
    return { path, config: { kind: 'fs', path } };
  }

  it('creates files as 0600 and folders as 0700', async () => {
    if (process.platform === 'win32') return;
    const { config, path } = await store('modes');
    await openStorage(config).write('a/b/c', key, once('x'));
    const modes = await Promise.all(
      ['', 'a', 'a/b', 'a/b/c', '~tmp'].map(async (name) => (await stat(join(path, name))).mode & 0o777),
    );
    expect(modes.map((mode) => mode.toString(8))).toEqual(['700', '700', '700', '600', '700']);
  });

  it('leaves no temporary file after a success or a failure, and no empty folder after a deletion', async () => {
    const { config, path } = await store('clean');
    const storage = openStorage(config);
    await storage.write('a/b/c', key, once('x'));
    await storage.write('a/d', key, once('x'));
    await expect(storage.write('a/b/c', key, failing(new Error('source'), randomBytes(200_000)))).rejects.toThrow(
      'source',
    );
    expect(await readdir(join(path, '~tmp'))).toEqual([]);
    await storage.delete('a/b/c');
    expect(await readdir(join(path, 'a'))).toEqual(['d']);
    await storage.deletePrefix('a');
    expect(await readdir(path)).toEqual(['~tmp']);
  });

  it('sweeps what a crashed process left a day ago, and nothing younger', async () => {
    const { config, path } = await store('swept');
    await openStorage(config).write('a', key, once('x'));
    await writeFile(join(path, '~tmp', 'old'), 'x');
    await writeFile(join(path, '~tmp', 'young'), 'x');
    const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await utimes(join(path, '~tmp', 'old'), longAgo, longAgo);
    await openStorage(config).write('b', key, once('x'));
    expect(await readdir(join(path, '~tmp'))).toEqual(['young']);
  });

  it('sweeps nothing that others are writing when its own clock is three days ahead', async () => {
    const { config, path } = await store('ahead');
    await openStorage(config).write('a', key, once('x'));
    await writeFile(join(path, '~tmp', 'young'), 'x');
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3 * 24 * 60 * 60 * 1000);
    await openStorage(config)
      .write('b', key, once('x'))
      .finally(() => clock.mockRestore());
    expect(await readdir(join(path, '~tmp'))).toEqual(['young']);
  });

  it('writes into a folder that is removed again and again', async () => {
    const { config, path } = await store('race');
    const storage = openStorage(config);
    let writing = true;
    const removing = (async () => {
      for (; writing; await setTimeout(1)) await rmdir(join(path, 'a')).catch(() => undefined);
    })();
    try {
      for (let i = 0; i < 500; i += 1) {
        await storage.write('a/b', key, once('x'));
        await storage.delete('a/b');
      }
    } finally {
      writing = false;
      await removing;
    }
  });

  it('reads the version that it opened while another replaces it', async () => {
    const storage = openStorage((await store('versions')).config);
    const former = randomBytes(2_000_000);
    await storage.write('a', key, once(former));
    const stream = await storage.read('a', key);
    await storage.write('a', key, once('new'));
    expect((await bytesOf(stream)).equals(former)).toBe(true);
  });

  it('holds no file open after a read that ended, failed, or was given up', async () => {
    if (process.platform !== 'linux') return;
    const { config, path } = await store('handles');
    const storage = openStorage(config);
    await storage.write('a', key, once(randomBytes(2_000_000)));
    await storage.write('damaged', key, once(randomBytes(2_000_000)));
    await truncate(join(path, 'damaged'), 1_000_000);
    await writeFile(join(path, 'foreign'), 'x');
    await bytesOf(await storage.read('a', key));
    await expect(storage.read('a', newKey())).rejects.toMatchObject({ code: 'corrupt' });
    await expect(storage.read('a', key, { start: 3_000_000 })).rejects.toMatchObject({ code: 'invalid' });
    await expect(storage.read('foreign', key)).rejects.toMatchObject({ code: 'corrupt' });
    await expect(storage.read('damaged', key).then(bytesOf)).rejects.toMatchObject({ code: 'corrupt' });
    (await storage.read('a', key)).destroy();
    await setTimeout(100);
    const open = await Promise.all(
      (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    );
    expect(open.filter((file) => file.startsWith(path))).toEqual([]);
  });

  it('says that the store is full, and leaves nothing', async () => {
    if (process.platform === 'win32') return;
    const { config, path } = await store('full');
    // A limit on file size stands in for a full disk: it needs no rights, and the kernel refuses the write in the same
    // way (EFBIG for ENOSPC).
    const program = `
      import { newKey, openStorage } from '${join(import.meta.dirname, 'index.ts')}';
      const storage = openStorage(JSON.parse(process.argv[1]));
      const source = (async function* () { for (let i = 0; i < 64; i += 1) yield Buffer.alloc(65536); })();
      const error = await storage.write('a', newKey(), source).catch((error) => error);
      console.log(JSON.stringify({ name: error.name, code: error.code, exists: await storage.exists('a') }));
    `;
    const command = 'ulimit -f 512; exec "$0" --input-type=module -e "$1" -- "$2"';
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      command,
      process.execPath,
      program,
      JSON.stringify(config),
    ]);
    expect(JSON.parse(stdout)).toEqual({ name: StorageFull.name, code: 'full', exists: false });
    expect(await readdir(join(path, '~tmp'))).toEqual([]);
  });

  it('says that the store is unavailable where it may not write', async () => {
    const { path } = await store('file');
    await writeFile(path, 'a file where the folder should be');
    await chmod(path, 0o400);
    const storage = openStorage({ kind: 'fs', path });
    await expect(storage.write('a', key, once('x'))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('needs little memory for 512 MiB', async () => {
    const { same, grown } = await measureMemory((await store('memory')).config, 512);
    expect(same).toBe(true);
    expect(grown).toBeLessThan(150);
  }, 120_000);
});
