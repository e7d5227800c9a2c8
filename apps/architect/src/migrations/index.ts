import { Architect1790000000400 } from './1790000000400-architect.ts';

export const migrations = [Architect1790000000400];
