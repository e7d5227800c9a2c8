import type { MigrationClass } from '@lethe/persistence';
import { Requests1790000000000 } from './1790000000000-requests.ts';
import { RequestCalls1790000001000 } from './1790000001000-request-calls.ts';
import { Progress1791000000000 } from './1791000000000-progress.ts';
import { CallDeadline1792000000000 } from './1792000000000-call-deadline.ts';
import { RetriedTask1793000000000 } from './1793000000000-retried-task.ts';
import { Rounds1794000000000 } from './1794000000000-rounds.ts';
import { Inventory1795000000000 } from './1795000000000-inventory.ts';

export const migrations: MigrationClass[] = [
  Requests1790000000000,
  RequestCalls1790000001000,
  Progress1791000000000,
  CallDeadline1792000000000,
  RetriedTask1793000000000,
  Rounds1794000000000,
  Inventory1795000000000,
];
