import { json } from 'node:stream/consumers';
import { migrateAll, type MigrationJob } from './migrations.ts';

try {
  await migrateAll((await json(process.stdin)) as MigrationJob[]);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
