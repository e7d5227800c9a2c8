import { isAbsolute, join, relative, sep } from 'node:path';

/** The folder of the checkout. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The start file of a program of node_modules. */
export const moduleFile = (...path: string[]): string => join(ROOT, 'node_modules', ...path);

/** A file as it is written in lists: from the root of the checkout. */
export const nameOf = (file: string): string => (isAbsolute(file) ? relative(ROOT, file).split(sep).join('/') : file);
