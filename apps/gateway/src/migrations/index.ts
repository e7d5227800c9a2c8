import type { MigrationClass } from '@lethe/persistence';
import { Initial1760000000000 } from './1760000000000-initial.ts';

export const migrations: MigrationClass[] = [Initial1760000000000];
