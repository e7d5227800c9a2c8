import { MATCHING_VERSION } from '@lethe/matching';
import { inSystem, inTenant } from '@lethe/persistence';
import type { IndexAge, Manifest } from '@lethe/contracts';
import { Gauge } from 'prom-client';
import type { EntityManager } from 'typeorm';
import type { DomainStore } from '../domain-store.ts';
import type { DomainModel, RecordType } from '../model/domain-model.ts';
import { BEFORE_ALL_IDS } from '../sql/before-all-ids.ts';

/** How far the keys of an organisation have come. */
export interface IndexState {
  organisation_id: string;
  /** All of its keys are of these rules or later ones. */
  version: number;
  /** Of a re-keying under way: the rules it goes to, and the last record that has them. */
  target: number | null;
  record_type: string | null;
  record_id: string | null;
}

/** Where a re-keying goes on: after this record of this type, by place in `indexedTypes`. */
export interface Place {
  at: number;
  after: string;
}

/** A look at the age counts no further, and looks into no more organisations. */
const MOST_COUNTED = 100_000;
const MOST_ORGANISATIONS = 50;

export const indexedTypes = (model: DomainModel): RecordType[] =>
  model.recordTypes.filter((type) => type.isIndexed).toSorted((a, b) => (a.type < b.type ? -1 : 1));

/** A re-keying that was begun under other rules begins anew. */
export function placeOf(model: DomainModel, { target, record_type, record_id }: IndexState): Place {
  const at = target === MATCHING_VERSION ? indexedTypes(model).findIndex(({ type }) => type === record_type) : -1;
  return at < 0 ? { at: 0, after: BEFORE_ALL_IDS } : { at, after: record_id ?? BEFORE_ALL_IDS };
}

/** How many records come behind that place, counted to `most`. */
export async function countBehind(
  manager: EntityManager,
  model: DomainModel,
  { at, after }: Place,
  most = Number.MAX_SAFE_INTEGER,
): Promise<number> {
  let found = 0;
  for (const [index, type] of indexedTypes(model).slice(at).entries()) {
    if (found >= most) break;
    const [row] = await manager.query<{ n: string }[]>(
      `select count(*) n from (select from ${type.table} r where r.organisation_id = current_setting('lethe.organisation')::uuid
         and r.${type.key.column} > $1 limit $2) counted`,
      [index === 0 ? after : BEFORE_ALL_IDS, most - found],
    );
    found += Number(row!.n);
  }
  return found;
}

/**
 * Whether anything here is older than the rules of this process. Where nothing is, that is one look at a small table.
 * `remaining` is at least 1 as long as anything is older, and is counted to 100,000.
 */
export async function indexAge({ dataSource, model }: DomainStore): Promise<IndexAge> {
  const older = await inSystem(dataSource, (manager) =>
    manager.query<IndexState[]>(
      'select * from index_state where version < $1 order by version, organisation_id limit $2',
      [MATCHING_VERSION, MOST_ORGANISATIONS],
    ),
  );
  let remaining = 0;
  for (const state of older) {
    if (remaining >= MOST_COUNTED) break;
    remaining += await inTenant(dataSource, state.organisation_id, (manager) =>
      countBehind(manager, model, placeOf(model, state), MOST_COUNTED - remaining),
    );
  }
  return {
    version: older[0]?.version ?? MATCHING_VERSION,
    rules: MATCHING_VERSION,
    remaining: older.length === 0 ? 0 : Math.max(remaining, 1),
  };
}

/** As a part of what a domain says about itself; nothing while its database is away. */
export const indexState = (store: DomainStore): Promise<Pick<Manifest, 'index'>> =>
  indexAge(store).then(
    (index) => ({ index }),
    () => ({}),
  );

const ages = new Map<string, () => Promise<Pick<Manifest, 'index'>>>();
new Gauge({
  name: 'lethe_index_remaining',
  help: 'Records whose keys are of earlier rules, counted to 100,000: reindex is to be run',
  labelNames: ['domain'],
  async collect() {
    for (const [domain, age] of ages) {
      const { index } = await age();
      if (index !== undefined) this.set({ domain }, index.remaining);
    }
  },
});

/** The metric of this domain; returns how to end it. */
export function reportIndexAge(domain: string, store: DomainStore): () => void {
  ages.set(domain, () => indexState(store));
  return () => void ages.delete(domain);
}
