import { Contacts1790000000100 } from './1790000000100-contacts.ts';
import { IndexVersions1796000000000 } from './1796000000000-index-versions.ts';

export const migrations = [Contacts1790000000100, IndexVersions1796000000000];
