export type { Person } from './person.ts';
export { peopleSources, writeFiles } from './sources.ts';
