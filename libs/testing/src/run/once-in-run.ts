import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of this run of Jest (setup.ts). */
export function runFolder(): string {
  const { LETHE_TEST_RUN: folder } = process.env;
  if (!folder) throw new Error('There is no run: the Jest configuration needs the globalSetup of jest.preset.cjs.');
  return folder;
}

/** What `make` returns, which is called by one process of the run only; the others wait for it. */
export async function onceInRun(what: string, make: () => Promise<string>): Promise<string> {
  const made = join(runFolder(), what);
  while (!existsSync(made)) {
    if (!locked(`${made}.lock`)) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      continue;
    }
    try {
      if (existsSync(made)) break;
      writeFileSync(`${made}.new`, await make());
      renameSync(`${made}.new`, made);
    } finally {
      rmdirSync(`${made}.lock`);
    }
  }
  return readFileSync(made, 'utf8');
}

function locked(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
