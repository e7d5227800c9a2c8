import { setTimeout as pause } from 'node:timers/promises';
import { discoverServices } from '../discover.ts';
import { migrateAll, migrationJob } from '../migrations.ts';
import { closeDefaultDatabases, provisionDatabase } from '../provision.ts';
import { StackError } from '../stack-error.ts';
import type { DeploymentDatabases } from './deployment-files.ts';

export interface Preparation {
  /** Where `apps/` is. */
  root: string;
  /** How long PostgreSQL may take to answer. */
  withinMs?: number;
}

/** Databases, roles, passwords and schemas as this version wants them. May be repeated; changes no data. */
export async function prepareDatabases(
  { admin, databases }: DeploymentDatabases,
  { root, withinMs = 120_000 }: Preparation,
): Promise<string[]> {
  const services = discoverServices(root);
  const [found, known] = [services.map(({ name }) => name).sort(), databases.map(({ service }) => service).sort()];
  if (found.join() !== known.join())
    throw new StackError(
      `The services are ${found.join(', ')}, the secrets are for ${known.join(', ')}: run \`docker compose run --rm secrets\`.`,
    );
  await answering(() => closeDefaultDatabases(admin), Date.now() + withinMs);
  for (const wanted of databases) await provisionDatabase(admin, wanted);
  await migrateAll(databases.map((wanted) => migrationJob(wanted, services)));
  return found;
}

/** Until it succeeds; a password that is refused will be refused the next time as well. */
async function answering(attempt: () => Promise<void>, deadline: number): Promise<void> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === '28P01')
        throw new StackError(
          'PostgreSQL refuses the password of its superuser: the data are older than deploy/secrets (docs/operations.md, "Troubleshooting").',
          { cause: error },
        );
      if (Date.now() > deadline)
        throw new StackError(`PostgreSQL does not answer (${code ?? 'no code'}).`, { cause: error });
    }
    await pause(500);
  }
}
