import pg from 'pg';

/** A session as the superuser, of whom row-level security asks nothing. Its process id is known, so that nobody counts it. */
export interface Session {
  client: pg.Client;
  pid: number;
}

/** `admin`: URL of the superuser; `database`: which one of the server. */
export async function openSession(admin: string, database: string): Promise<Session> {
  const url = new URL(admin);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  // Whoever asks next is told.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return { client, pid: rows[0]!.pid };
}
