import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MigrateOptions } from '@lethe/persistence';
import type { Service } from './discover.ts';

/** What `run-migrations` reads from its stdin. */
export interface MigrationJob {
  service: string;
  /** As the owner of the database. */
  url: string;
  serviceRole: string;
  /** Module that exports `migrations`. */
  module: string;
}

export function migrationJob(
  { service, ownerUrl, role }: { service: string; ownerUrl: string; role: string },
  services: readonly Service[],
): MigrationJob {
  const { folder } = services.find(({ name }) => name === service)!;
  return { service, url: ownerUrl, serviceRole: role, module: join(folder, 'bundle', 'migrations', 'index.js') };
}

/** All at once. @throws an Error with one line per service that failed. */
export async function migrateAll(jobs: readonly MigrationJob[]): Promise<void> {
  const results = await Promise.allSettled(jobs.map(run));
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected' ? [`${jobs[index]?.service}: ${(result.reason as Error).message}`] : [],
  );
  if (failures.length > 0) throw new Error(failures.join('\n'));
}

async function run({ url, serviceRole, module }: MigrationJob): Promise<void> {
  // Loaded here only: a supervisor that lives for weeks need not hold TypeORM.
  const { migrate } = await import('@lethe/persistence');
  const { migrations } = existsSync(module)
    ? ((await import(pathToFileURL(module).href)) as Pick<MigrateOptions, 'migrations'>)
    : { migrations: [] };
  await migrate({ url, migrations, serviceRole });
}
