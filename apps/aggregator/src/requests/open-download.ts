import { notFound, type OpenDownloadCall, type OpenDownloadReply } from '@lethe/contracts';
import { inTenantOnPool } from '@lethe/persistence';
import type { Core } from '../core.ts';
import { run } from '../sql.ts';

interface Row {
  location: string;
  key: Buffer;
  file_name: string;
  bytes: string;
  expires_at: Date;
}

/** Where an archive is and how to read it; `not.found` once it has expired. */
export async function openDownload(
  core: Core,
  { organisationId, downloadId }: OpenDownloadCall,
): Promise<OpenDownloadReply> {
  const [row] = await inTenantOnPool(core.pool, organisationId, (client) =>
    run<Row>(client, 'download-open', OPEN, [organisationId, downloadId]),
  );
  if (row === undefined) throw notFound('download');
  return {
    location: row.location,
    key: row.key.toString('base64'),
    fileName: row.file_name,
    bytes: Number(row.bytes),
    expiresDate: row.expires_at.toISOString(),
  };
}

const OPEN = `
  select location, key, file_name, bytes, expires_at from archive
  where organisation_id = $1 and id = $2 and location is not null and expires_at > lethe_now()`;
