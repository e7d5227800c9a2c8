import { ownRows } from './rows.ts';

/** A row that knows a stored file, and the key under which it lies. */
interface FileRow {
  location: string;
  key: Buffer;
  /** As JSON. */
  row: string;
  /** False while the file is still to come, or came not. */
  uploaded: boolean;
}

/** What the rows of all services know of the storage. */
export interface Keys {
  files: Map<string, FileRow>;
  /** Folder of a request's archive and its parts → the keys of its archives. */
  archives: Map<string, Buffer[]>;
}

interface Row {
  file_location?: string | null;
  file_key?: string | null;
  uploaded_at?: string | null;
  organisation_id?: string;
  request_id?: string;
  key?: string;
}

export async function readKeys(databases: Record<string, string> & { admin: string }): Promise<Keys> {
  const keys: Keys = { files: new Map(), archives: new Map() };
  for await (const { table, line } of ownRows(databases)) {
    if (table !== 'public.archive' && !line.includes('"file_key"')) continue;
    const row = JSON.parse(line) as Row;
    if (row.file_location && row.file_key)
      keys.files.set(row.file_location, {
        location: row.file_location,
        key: Buffer.from(row.file_key, 'base64'),
        row: line,
        uploaded: typeof row.uploaded_at === 'string',
      });
    if (table === 'public.archive' && row.key?.startsWith('\\x')) {
      const folder = `archives/${row.organisation_id}/${row.request_id}`;
      keys.archives.set(folder, [...(keys.archives.get(folder) ?? []), Buffer.from(row.key.slice(2), 'hex')]);
    }
  }
  return keys;
}

/** Which keys may open the object. */
export function keysFor({ files, archives }: Keys, location: string): Buffer[] {
  const own = files.get(location);
  return own === undefined ? (archives.get(location.split('/').slice(0, 3).join('/')) ?? []) : [own.key];
}
