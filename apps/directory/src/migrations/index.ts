import { Users1790000000000 } from './1790000000000-users.ts';
import { IndexVersions1796000000000 } from './1796000000000-index-versions.ts';

export const migrations = [Users1790000000000, IndexVersions1796000000000];
