import type { MigrationClass } from '@lethe/persistence';
import { Requests1790000000000 } from './1790000000000-requests.ts';

export const migrations: MigrationClass[] = [Requests1790000000000];
