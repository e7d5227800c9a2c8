import { randomUUID } from 'node:crypto';
import { open, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const FOLDER_MODE = 0o700;

/**
 * A write touches its temporary file all the time; one that was not touched for a day belongs to a process that died.
 */
const STALE_MS = 24 * 60 * 60 * 1000;

/**
 * Makes names in `folder` and in the folders above it, up to `root`, survive a power failure. Windows can not sync
 * folders.
 */
export async function syncFolders(folder: string, root: string): Promise<void> {
  if (process.platform === 'win32') return;
  for (const path of upTo(root, folder)) {
    const handle = await open(path, 'r').catch(unlessMissing);
    try {
      await handle?.sync();
    } finally {
      await handle?.close();
    }
  }
}

/** Removes `folder` and the folders above it that are empty then, but not `root`. */
export async function pruneFolders(folder: string, root: string): Promise<void> {
  for (const path of upTo(root, folder)) {
    if (path === root) return;
    const removed = await rmdir(path).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}

/** Removes temporary files that crashed processes left. It is housekeeping: its failures are nobody's. */
export async function removeStale(folder: string): Promise<void> {
  const oldest = (await timeIn(folder)) - STALE_MS;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats && stats.mtimeMs < oldest) await rm(path, { force: true }).catch(() => undefined);
  }
}

/**
 * By the clock that dates the files: a process whose own is ahead would remove what others are writing. Without an
 * answer nothing is old.
 */
async function timeIn(folder: string): Promise<number> {
  const probe = join(folder, randomUUID());
  try {
    await writeFile(probe, '', { mode: 0o600 });
    return (await stat(probe)).mtimeMs;
  } catch {
    return -Infinity;
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

function* upTo(root: string, folder: string): Generator<string> {
  for (let path = folder; path.length >= root.length; path = dirname(path)) {
    yield path;
    if (path === root) return;
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
