export { findResidue } from './find-residue.ts';
export { ownRows } from './places/rows.ts';
export { readKeys } from './places/keys.ts';
export { readStack } from './read-stack.ts';
