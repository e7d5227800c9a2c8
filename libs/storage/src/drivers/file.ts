import { randomUUID } from 'node:crypto';
import { mkdir, open, opendir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { StorageNotFound } from '../errors.ts';
import type { Driver, Opened } from './driver.ts';
import { FOLDER_MODE, pruneFolders, removeStale, syncFolders } from './folders.ts';

const FILE_MODE = 0o600;

/** `~` can not be in a location, so no object is ever in here, and lists leave it out. */
const TEMPORARY = '~tmp';

/** A writer puts its file into a folder that a deleter may just have found empty and removed. */
const PLACE_ATTEMPTS = 10;

/**
 * One file per object below `root`; files 0600, folders 0700. Written beside, synced, then renamed: readers and crashes
 * see the old object or the new one.
 */
export class FileDriver implements Driver {
  readonly #root: string;
  readonly #temporary: string;
  #swept: Promise<void> | undefined;

  constructor(root: string) {
    this.#root = resolve(root);
    this.#temporary = join(this.#root, TEMPORARY);
  }

  async put(location: string, stored: AsyncIterable<Buffer>): Promise<void> {
    await mkdir(this.#temporary, { recursive: true, mode: FOLDER_MODE });
    await (this.#swept ??= removeStale(this.#temporary));
    const temporary = join(this.#temporary, randomUUID());
    try {
      await writeSynced(temporary, stored);
      await this.#place(temporary, join(this.#root, location));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async open(location: string, headBytes: number): Promise<Opened> {
    const handle = await present(open(join(this.#root, location), 'r'));
    if (!handle) throw new StorageNotFound(location);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw new StorageNotFound(location);
      const head = Buffer.alloc(headBytes);
      const { bytesRead } = await handle.read(head, 0, headBytes, 0);
      return {
        size: stats.size,
        head: head.subarray(0, bytesRead),
        read: async (start, end): Promise<Readable> => handle.createReadStream({ start, end }),
        close: () => handle.close(),
      };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async size(location: string): Promise<number | undefined> {
    const stats = await present(stat(join(this.#root, location)));
    return stats?.isFile() ? stats.size : undefined;
  }

  async delete(location: string): Promise<boolean> {
    const file = join(this.#root, location);
    if ((await this.size(location)) === undefined) return false;
    const deleted = await present(unlink(file).then(() => true));
    await this.#tidy(dirname(file));
    return deleted ?? false;
  }

  async deletePrefix(prefix: string): Promise<number> {
    const folder = join(this.#root, prefix);
    if (!(await present(stat(folder)))?.isDirectory()) return 0;
    let deleted = 0;
    for await (const location of this.list(prefix))
      if (await present(unlink(join(this.#root, location)).then(() => true))) deleted += 1;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    await this.#tidy(dirname(folder));
    return deleted;
  }

  async *list(prefix: string): AsyncGenerator<string> {
    const folder = await present(opendir(join(this.#root, prefix)));
    for await (const entry of folder ?? []) {
      const below = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (entry.isFile()) yield below;
      else if (entry.isDirectory()) yield* this.list(below);
    }
  }

  async #place(temporary: string, file: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await mkdir(dirname(file), { recursive: true, mode: FOLDER_MODE });
        await rename(temporary, file);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === PLACE_ATTEMPTS) throw error;
      }
    }
    await syncFolders(dirname(file), this.#root);
  }

  /** Makes a deletion last, and leaves no empty folders behind. */
  async #tidy(folder: string): Promise<void> {
    await syncFolders(folder, this.#root);
    await pruneFolders(folder, this.#root);
  }
}

async function writeSynced(file: string, stored: AsyncIterable<Buffer>): Promise<void> {
  const handle = await open(file, 'wx', FILE_MODE);
  try {
    await handle.writeFile(stored);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Undefined when the file, or a folder on the way to it, is not there. */
async function present<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
