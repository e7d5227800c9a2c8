export type { Message, Person } from './person.ts';
export { peopleSources, writeFiles, type PeopleSource } from './sources.ts';
