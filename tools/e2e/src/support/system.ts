import type { StackDescription } from '@lethe/stack';
import type { Storage } from '@lethe/storage';

export type SystemDescription = Omit<StackDescription, 'services'>;

/**
 * What a test file runs against, wherever it runs: a stack of its own, or an organisation of its own in a deployment.
 */
export interface System {
  /** As of now. */
  readonly description: SystemDescription;
  /** A folder with stack.json in it, which is what the tools read. */
  readonly home: string;
  /** Archives and files. */
  readonly storage: Storage;
  /** Everything that was logged so far. */
  logs(): Promise<{ place: string; text: string }[]>;
  /** Of every process as of now: one that has ended since was started again with another. */
  pids(): Promise<Record<string, number>>;
  /** Ends a process without a word; resolves when another one runs in its place. */
  kill(name: string): Promise<void>;
  /** Stops a process where it is. Resolves to what lets it go on. */
  freeze(name: string): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}
