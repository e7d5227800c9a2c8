import { parseArgs } from 'node:util';
import { PARTS_OF, type Command, type PartName } from './commands.ts';

const SIZES = ['ci', 'full', 'release'] as const;
type Size = (typeof SIZES)[number];

export interface Options {
  command: Command;
  parts: readonly PartName[];
  /** How much the searches for trouble try: see `testSize` of libs/testing. */
  size: Size;
  /** Files that passed in the run before count as they did and do not run again. */
  failed: boolean;
  /** Patterns of which a test file's path must match one; all files when there are none. */
  files: string[];
  /** Writes how long the slow files took to seconds.json. */
  keepTimes: boolean;
}

export class UsageError extends Error {}

/** @throws UsageError that says what to write instead */
export function parseOptions([command, ...args]: string[]): Options {
  if (command === undefined || !isCommand(command)) throw new UsageError(`There is no command ${String(command)}.`);
  const { only, file, failed, size, release, ...more } = valuesOf(args);
  const parts = PARTS_OF[command].filter((part) => only === undefined || part === only);
  if (parts.length === 0)
    throw new UsageError(`--only ${String(only)}: choose one of ${PARTS_OF[command].join(', ')}.`);
  // Who asks for some files does not ask for the types and the style of all.
  const chosen = file.length > 0 && only === undefined ? parts.filter((part) => part !== 'lint') : parts;
  return {
    command,
    parts: chosen,
    size: release ? 'release' : sizeOf(size ?? usualSize(command)),
    failed,
    files: file,
    keepTimes: more['keep-times'],
  };
}

const isCommand = (name: string): name is Command => Object.hasOwn(PARTS_OF, name);

/** A search for trouble by itself is a long one. */
const usualSize = (command: Command): Size =>
  command === 'input' || command === 'faults' || command === 'people' ? 'full' : 'ci';

function sizeOf(given: string): Size {
  const size = SIZES.find((one) => one === given);
  if (size === undefined) throw new UsageError(`--size ${given}: choose one of ${SIZES.join(', ')}.`);
  return size;
}

function valuesOf(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: 'string' },
        file: { type: 'string', multiple: true, default: [] },
        failed: { type: 'boolean', default: false },
        size: { type: 'string' },
        'keep-times': { type: 'boolean', default: false },
        release: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
