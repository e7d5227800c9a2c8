import type { MigrationClass } from '@lethe/persistence';
import { Requests1790000000000 } from './1790000000000-requests.ts';
import { RequestCalls1790000001000 } from './1790000001000-request-calls.ts';

export const migrations: MigrationClass[] = [Requests1790000000000, RequestCalls1790000001000];
