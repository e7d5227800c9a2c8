import { Manifest } from '@lethe/contracts';
import { inSystemOnPool } from '@lethe/persistence';
import type pg from 'pg';
import { run } from '../sql.ts';

interface Row {
  name: string;
  manifest: unknown;
  last_answered_at: Date;
}

export async function loadRegistry(pool: pg.Pool): Promise<{ name: string; manifest: Manifest; lastAnswered: Date }[]> {
  const rows = await inSystemOnPool(pool, (client) =>
    run<Row>(client, 'registry-load', 'select name, manifest, last_answered_at from domain_registry'),
  );
  return rows.flatMap(({ name, manifest, last_answered_at }) => {
    const parsed = Manifest.safeParse(manifest);
    return parsed.success ? [{ name, manifest: parsed.data, lastAnswered: last_answered_at }] : [];
  });
}

export async function saveManifest(pool: pg.Pool, name: string, manifest: Manifest): Promise<void> {
  await inSystemOnPool(
    pool,
    (client) => run(client, 'registry-save', SAVE, [name, JSON.stringify(manifest)]),
    'saveManifest',
  );
}

const SAVE = `
  insert into domain_registry as r (name, manifest, first_answered_at, last_answered_at) values ($1, $2, lethe_now(), lethe_now())
  on conflict (name) do update set manifest = excluded.manifest, last_answered_at = greatest(r.last_answered_at, excluded.last_answered_at)`;
