export { findResidue, type Found, type Report } from './find-residue.ts';
export { ownRows } from './places/rows.ts';
export { readKeys, type FileRow } from './places/keys.ts';
export type { Unread } from './place.ts';
export { readStack } from './read-stack.ts';
export type { Searched } from './searched.ts';
export { readTerms, type Term } from './terms/read-terms.ts';
