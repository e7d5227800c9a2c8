import { existsSync } from 'node:fs';
import { json } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { migrate, type MigrateOptions } from '@lethe/persistence';
import type { MigrationJob } from './migrations.ts';

const jobs = (await json(process.stdin)) as MigrationJob[];
const results = await Promise.allSettled(jobs.map(run));
const failures = results.flatMap((result, index) => (result.status === 'rejected' ? [`${jobs[index]?.service}: ${(result.reason as Error).message}`] : []));
if (failures.length > 0) {
  console.error(failures.join('\n'));
  process.exitCode = 1;
}

async function run({ url, serviceRole, module }: MigrationJob): Promise<void> {
  const { migrations } = existsSync(module) ? ((await import(pathToFileURL(module).href)) as Pick<MigrateOptions, 'migrations'>) : { migrations: [] };
  await migrate({ url, migrations, serviceRole });
}
