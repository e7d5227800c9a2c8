import pg from 'pg';
import { query } from '../../support/databases.ts';
import { pause } from '../../support/pause.ts';
import type { FaultStack } from './fault-stack.ts';

const HOG = 'hog';

/** Takes every connection that PostgreSQL has for those who are not superusers. Returns what gives them back. */
export async function takeAllConnections(stack: FaultStack): Promise<() => Promise<void>> {
  await query(
    stack,
    'admin',
    `do $$ begin if not exists (select from pg_roles where rolname = '${HOG}') then create role ${HOG} login password '${HOG}'; end if; end $$; grant connect on database postgres to ${HOG}`,
  );
  const url = new URL(stack.description.databases['admin']!);
  Object.assign(url, { username: HOG, password: HOG });
  const taken: pg.Client[] = [];
  for (;;) {
    const client = new pg.Client({ connectionString: url.href });
    client.on('error', () => undefined);
    try {
      await client.connect();
      taken.push(client);
    } catch (error) {
      if ((error as { code?: string }).code !== '53300') throw error;
      return async () => void (await Promise.all(taken.map((one) => one.end())));
    }
  }
}

/** Ends every session of the services, again and again. Returns how many. */
export async function endSessions(stack: FaultStack, seconds: number): Promise<number> {
  let ended = 0;
  for (const until = Date.now() + seconds * 1_000; Date.now() < until; await pause(250)) {
    const [row] = await query<{ n: number }>(
      stack,
      'admin',
      `select count(pg_terminate_backend(pid))::int as n from pg_stat_activity where usename like 'lethe_%'`,
    );
    ended += row!.n;
  }
  return ended;
}
