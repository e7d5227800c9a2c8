// One install or build at a time per checkout: two `npm start` side by side would otherwise delete each other's dist.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const LOCK = join(import.meta.dirname, '..', '.lethe-lock');

/** Runs `work` while holding the lock; waits for another holder, takes over from one that is gone. */
export async function withLock(work) {
  await acquire();
  try {
    return await work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

async function acquire() {
  for (;;) {
    try {
      mkdirSync(LOCK);
      return writeFileSync(join(LOCK, 'pid'), String(process.pid));
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    await setTimeout(200);
    if (!holderLives()) rmSync(LOCK, { recursive: true, force: true });
  }
}

function holderLives() {
  try {
    process.kill(Number(readFileSync(join(LOCK, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
