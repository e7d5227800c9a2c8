import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productionSbom, type LockFile, type Sbom } from './sbom.ts';

/** Of the checkout; reads the lock file alone, so it is the same before and after an install. */
export function sbomOf(root: string): Sbom {
  const npm = process.env.npm_execpath;
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const [command, full] = npm ? [process.execPath, [npm, ...args]] : ['npm', args];
  const whole = JSON.parse(
    execFileSync(command, full, { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }),
  ) as Sbom;
  return productionSbom(whole, JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile);
}
