import { Conversations1790000000300 } from './1790000000300-conversations.ts';
import { IndexVersions1796000000000 } from './1796000000000-index-versions.ts';

export const migrations = [Conversations1790000000300, IndexVersions1796000000000];
