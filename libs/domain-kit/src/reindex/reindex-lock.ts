import type { Run } from '../verbs/run.ts';

const NAME = `hashtextextended('lethe.reindex ' || current_setting('lethe.organisation'), 0)`;

/**
 * Until the transaction ends, no keys are computed anew in its organisation. Before a statement that removes index rows
 * of records it does not hold: it would not see the rows that are written meanwhile, and they would outlive the record.
 */
export async function holdOffReindex(run: Run): Promise<void> {
  await run(`select pg_advisory_xact_lock_shared(${NAME})`);
}

/** Until the transaction ends, nobody removes records of its organisation, and nobody else computes keys anew. */
export async function onlyReindex(run: Run): Promise<void> {
  await run(`select pg_advisory_xact_lock(${NAME})`);
}
