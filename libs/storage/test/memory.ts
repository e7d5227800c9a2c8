import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StorageConfig } from '../src/storage.ts';

/** Runs measure-memory.ts, which see. */
export async function measureMemory(
  config: StorageConfig,
  mebibytes: number,
): Promise<{ same: boolean; grown: number }> {
  const program = join(import.meta.dirname, 'measure-memory.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    '--conditions=@lethe/source',
    program,
    JSON.stringify(config),
    String(mebibytes),
  ]);
  return JSON.parse(stdout) as { same: boolean; grown: number };
}
