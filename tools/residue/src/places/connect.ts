import pg from 'pg';

/** A connection as the superuser to any database of the server. */
export async function withDatabase<T>(
  url: string,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connect(url, database);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function connect(url: string, database?: string): Promise<pg.Client> {
  const address = new URL(url);
  if (database !== undefined) address.pathname = `/${encodeURIComponent(database)}`;
  // Without what the environment of the caller would add.
  const client = new pg.Client({ connectionString: address.href, application_name: 'residue' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
