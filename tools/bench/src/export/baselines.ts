import { execFile, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { newKey, openStorage } from '@lethe/storage';
import { peakOf } from '../peak-memory.ts';
import { randomStream } from './random-bytes.ts';

export interface Measured {
  seconds: number;
  /** MB. */
  peak: number;
}

const ONE_PROCESS = join(import.meta.dirname, 'one-process.js');

/** The same bytes through one Node process, and through tar, on the same disk. */
export async function measureBaselines(files: readonly number[]): Promise<{ oneProcess: Measured; tar: Measured }> {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-bench-files-'));
  try {
    const plain = join(folder, 'plain');
    mkdirSync(plain);
    const key = newKey();
    const storage = openStorage({ kind: 'fs', path: join(folder, 'storage') });
    for (const [index, bytes] of files.entries()) {
      await storage.write(`file-${index}`, key, randomStream(bytes, index));
      await pipeline(randomStream(bytes, index), createWriteStream(join(plain, `file-${index}`)));
    }
    const { stdout } = await promisify(execFile)(process.execPath, [
      ONE_PROCESS,
      join(folder, 'storage'),
      key.toString('base64'),
      ...files.map((_, index) => `file-${index}`),
    ]);
    return { oneProcess: JSON.parse(stdout) as Measured, tar: await tar(plain, join(folder, 'out.tar')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tar(from: string, to: string): Promise<Measured> {
  const began = performance.now();
  const child = spawn('tar', ['cf', to, '-C', from, '.'], { stdio: 'inherit' });
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, peakOf(child.pid!))), 5);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('exit', resolve),
  ).finally(() => clearInterval(timer));
  if (code !== 0) throw new Error(`tar ended with ${code}`);
  return { seconds: (performance.now() - began) / 1_000, peak };
}
