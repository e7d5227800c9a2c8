export type { Person } from './person.ts';
export { peopleSources, withSome, writeFiles } from './sources.ts';
