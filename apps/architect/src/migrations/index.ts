import { Architect1790000000400 } from './1790000000400-architect.ts';
import { IndexVersions1796000000000 } from './1796000000000-index-versions.ts';

export const migrations = [Architect1790000000400, IndexVersions1796000000000];
