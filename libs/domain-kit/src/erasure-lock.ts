import type { EntityManager } from 'typeorm';
import type { Run } from './verbs/run.ts';

const NAME = `hashtextextended('lethe.erase ' || current_setting('lethe.organisation'), 0)`;

/** Until the transaction ends, no other erasure of a domain with `erasesOneByOne` runs in its organisation. */
export async function onlyErasure(run: Run): Promise<void> {
  await run(`select pg_advisory_xact_lock(${NAME})`);
}

/**
 * Until the transaction ends, no such erasure runs: for a resource API that adds to what an erasure may be deciding
 * about. Any number at once.
 */
export async function holdOffErasures(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock_shared(${NAME})`);
}
