import type { Client } from 'pg';
import type { Places } from '../place.ts';
import { connect } from './connect.ts';
import { serverFile } from './databases.ts';

/**
 * The files of PostgreSQL byte by byte, with everything in them that no query answers: row versions that were deleted
 * and not yet overwritten, index entries, the write-ahead log. Not seen: what is compressed in there (values above 2
 * kB).
 */
export async function* dataDirectory(admin: string): Places {
  const client = await connect(admin, 'postgres');
  try {
    await client.query('checkpoint');
    for await (const path of filesBelow(client, '.'))
      yield { name: `PostgreSQL's file ${path}`, read: () => serverFile(client, path) };
  } finally {
    await client.end();
  }
}

async function* filesBelow(client: Client, folder: string): AsyncGenerator<string> {
  const { rows } = await client.query<{ path: string; isdir: boolean }>(
    `select e.path, s.isdir from (select $1 || '/' || name as path from pg_ls_dir($1, true, false) name) e
      cross join lateral pg_stat_file(e.path, true) s where s.isdir is not null order by 1`,
    [folder],
  );
  for (const { path, isdir } of rows) {
    if (isdir) yield* filesBelow(client, path);
    else yield path.slice(2);
  }
}
