import type { GeneratorCallback, Tree } from '@nx/devkit';

export interface DomainOptions {
  name: string;
  record?: string;
  subject?: string;
  owner?: string;
}

/** Writes apps/<name>; what it answers links the package, updates the lock file and prints what to do next. */
export function domain(tree: Tree, options: DomainOptions): Promise<GeneratorCallback>;
/** The same, not formatted. */
export function stamp(tree: Tree, options: DomainOptions): GeneratorCallback;
export const RESERVED: readonly string[];
