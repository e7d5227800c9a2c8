import { Databases } from './databases.ts';
import { POSTGRES } from './names.ts';
import { natsUrl, prepareNats } from './nats.ts';
import { preparePostgres, SUPERUSER } from './postgres.ts';
import { StackError } from './stack-error.ts';
import { natsAnswers } from './nats-probe.ts';
import type { Startup } from './startup.ts';

export interface Backing {
  databases: Databases;
  nats: string;
  /** Whether NATS is ours and knows the services by their keys. */
  keyed: boolean;
}

/** PostgreSQL with all databases at their newest schema, and NATS; both at once. */
export async function startBacking(startup: Startup): Promise<Backing> {
  const [databases, nats] = await Promise.allSettled([startDatabases(startup), startNats(startup)]);
  if (databases.status === 'rejected') throw databases.reason;
  if (nats.status === 'rejected') throw nats.reason;
  return { databases: databases.value, ...nats.value };
}

async function startDatabases({ home, ports, secrets, services, group, env, signal }: Startup): Promise<Databases> {
  const spec = await preparePostgres(home, ports.postgres, secrets.rolePassword(SUPERUSER));
  await group.start(POSTGRES, spec).ready(signal);
  const databases = new Databases(`127.0.0.1:${ports.postgres}`, services, secrets);
  await databases.prepare(env, signal);
  return databases;
}

async function startNats(startup: Startup): Promise<{ nats: string; keyed: boolean }> {
  const given = startup.env.NATS_URL;
  if (given) {
    if (await natsAnswers(given)) return { nats: given, keyed: false };
    throw new StackError(
      `No NATS server answers at NATS_URL=${given}: start it there, or leave NATS_URL out to get one started.`,
    );
  }
  const spec = await prepareNats(startup);
  await startup.group.start('nats', spec).ready(startup.signal);
  return { nats: natsUrl(startup.ports.nats), keyed: true };
}
