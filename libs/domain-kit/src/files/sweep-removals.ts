import { step } from '@lethe/platform/failpoints';
import type { Engine } from '../engine.ts';

const SWEEP_MS = 60_000;
const AT_ONCE = 100;
const MOST_TURNS = 100;

interface Row {
  organisation_id: string;
  location: string;
}

/**
 * Removes objects that are due, at once and every minute: what uploads left that broke off, and what was replaced or
 * discarded. Returns how to stop it.
 */
export function sweepRemovals(engine: Engine): () => void {
  const sweep = () =>
    void removeAllDue(engine).catch((error: unknown) =>
      engine.logger.error('objects not removed, tried again later', error),
    );
  // A process that never lives for a minute would otherwise never do it.
  sweep();
  const timer = setInterval(sweep, SWEEP_MS);
  return () => clearInterval(timer);
}

async function removeAllDue(engine: Engine): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn++) if ((await removeDue(engine)) < AT_ONCE) return;
}

/** The row goes last, so that a process that dies forgets none. Returns how many were removed. */
export async function removeDue({ store, storage }: Pick<Engine, 'store' | 'storage'>): Promise<number> {
  const rows = await store.runForAll((run) => run<Row>(DUE));
  for (const { location } of rows) await step('removeDueFile', () => storage.delete(location));
  const values = [rows.map((row) => row.organisation_id), rows.map((row) => row.location)];
  if (rows.length > 0) await store.runForAll((run) => run(GONE, values), 'forgetDueFiles');
  return rows.length;
}

/** Those of an erasure are its own business until it is long over. */
const DUE = `select organisation_id, location from storage_removal
  where due_at <= lethe_now() - case when task_id is null then interval '0' else interval '1 hour' end order by due_at limit ${AT_ONCE}`;
const GONE =
  'delete from storage_removal s using unnest($1::uuid[], $2::text[]) r(organisation_id, location) where s.organisation_id = r.organisation_id and s.location = r.location';
