import { Users1790000000000 } from './1790000000000-users.ts';

export const migrations = [Users1790000000000];
