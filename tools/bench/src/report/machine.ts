import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** On what something was measured. */
export interface Machine {
  cores: number;
  processor: string;
  /** GB. */
  memory: number;
  system: string;
  node: string;
  /** What was running before the measurement, as processes that want a core. */
  load: number;
}

export const thisMachine = (): Machine => ({
  cores: availableParallelism(),
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  memory: Math.round(totalmem() / 1e9),
  system: `${type()} ${release()}`,
  node: process.version,
  load: loadavg()[0] ?? 0,
});

/** Of the sources; with a plus where something in them is not committed. */
export function thisCommit(root: string): string {
  const git = (...args: string[]): string => {
    try {
      return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      return '';
    }
  };
  const commit = git('rev-parse', '--short', 'HEAD');
  return commit === '' ? 'unknown' : `${commit}${git('status', '--porcelain') === '' ? '' : '+'}`;
}
