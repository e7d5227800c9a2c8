import { startStack, type Stack, type StackOptions } from '@lethe/stack';
import { recordStart } from '@lethe/testing';
import { folder } from './folder.ts';
import { GENEROUS } from './limits.ts';

export interface OwnStackOptions extends Omit<StackOptions, 'env' | 'port' | 'demoPeople'> {
  /** In the environment of every service. */
  environment?: Record<string, string>;
}

/**
 * A stack of its own for one test file: own folder, own ports, nothing shared. For files that end or reconfigure
 * something of it, measure, or look at everything that it keeps.
 */
export const startOwnStack = ({
  environment = {},
  home = `${folder()}/lethe`,
  ...options
}: OwnStackOptions = {}): Promise<Stack> =>
  recordStart('stack', () =>
    startStack({
      ...options,
      home,
      port: 0,
      env: { PATH: process.env['PATH'], ...GENEROUS, ...environment },
      demoPeople: false,
    }),
  );
