import { Outbound1790000000200 } from './1790000000200-outbound.ts';
import { IndexVersions1796000000000 } from './1796000000000-index-versions.ts';
import { ListRoles1797000000000 } from './1797000000000-list-roles.ts';

export const migrations = [Outbound1790000000200, IndexVersions1796000000000, ListRoles1797000000000];
