import type { Readable } from 'node:stream';
import { storedBytes } from '@lethe/storage';
import { whole, type Places } from '../place.ts';
import type { Searched } from '../searched.ts';
import { withDatabase } from './connect.ts';
import { allContainers, containerRecords, processesOf } from './containers.ts';
import { dataDirectory } from './data-directory.ts';
import { databases } from './databases.ts';
import { folder } from './folder.ts';
import { processes } from './processes.ts';
import { storedObjects } from './stored-objects.ts';

export interface Wanted {
  /** PostgreSQL's own files as well, with what was deleted and is not yet overwritten. */
  raw?: boolean;
  /** Told of each stored object that no key opens. */
  sealed(location: string): void;
}

/** Everywhere that anything of anybody can be. */
export async function* everyPlace(searched: Searched, { raw = false, sealed }: Wanted): Places {
  const { admin } = searched.databases;
  const { data } = await withDatabase(
    admin,
    'postgres',
    async (client) =>
      (await client.query<{ data: string }>(`select current_setting('data_directory') as data`)).rows[0]!,
  );
  yield* databases(admin);
  if (raw) yield* whole("PostgreSQL's files", dataDirectory(admin));
  if (searched.home !== undefined) yield* folder(searched.home, [data]);
  yield* whole('the storage', storageAsItLies(searched));
  yield* whole('the storage, decrypted', storedObjects(searched, sealed));
  yield* whole('what runs', runningParts(searched, data));
}

/** In the embedded stack's folder it was read with the rest of the folder. */
async function* storageAsItLies({ storedAs, home }: Searched): Places {
  if (storedAs.kind === 's3')
    for await (const { name, read } of storedBytes(storedAs))
      yield { name: `bucket ${name}`, read: () => piecesOf(read()) };
  else if (!isWithin(home, storedAs.path)) yield* folder(storedAs.path);
}

async function* piecesOf(stream: Promise<Readable>): AsyncGenerator<Uint8Array> {
  yield* (await stream) as AsyncIterable<Uint8Array>;
}

/** What only Linux shows of processes is not asked for elsewhere. */
async function* runningParts({ home, storedAs, services = [], engine, containers }: Searched, data: string): Places {
  const contained =
    engine !== undefined && containers !== undefined
      ? { engine, all: await allContainers(engine, containers) }
      : undefined;
  if (contained !== undefined) yield* containerRecords(contained.engine, contained.all);
  if (process.platform !== 'linux') return;
  const read = [home, data, ...(storedAs.kind === 'fs' ? [storedAs.path] : [])];
  const running =
    contained === undefined
      ? services.filter(({ pid }) => pid > 0)
      : await processesOf(contained.engine, contained.all);
  yield* processes(running, (path) => read.some((known) => isWithin(known, path)));
}

const isWithin = (folder: string | undefined, path: string): boolean =>
  folder !== undefined && (path === folder || path.startsWith(`${folder}/`));
