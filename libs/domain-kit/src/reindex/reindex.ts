import type { ReindexCall, ReindexReply } from '@lethe/contracts';
import { MATCHING_VERSION } from '@lethe/matching';
import type { EntityManager } from 'typeorm';
import type { DomainStore } from '../domain-store.ts';
import { BEFORE_ALL_IDS } from '../sql/before-all-ids.ts';
import { countBehind, indexedTypes, placeOf, type IndexState, type Place } from './index-state.ts';
import { runWith } from '../verbs/run.ts';
import { onlyReindex } from './reindex-lock.ts';
import { rekey } from './rekey.ts';

/** Records of one call: an erasure in the organisation waits so long. */
const PAGE = 250;

type Step = Pick<ReindexReply, 'records' | 'changed' | 'busy'>;

/**
 * Computes the keys of the next records of an organisation anew, in the order of their ids, and notes how far it has
 * come, in one transaction: whoever calls again goes on there. Records that are written meanwhile get their keys in the
 * transaction that writes them. Behind the last record it looks for rows that a process of an earlier version has written
 * since; only then all of the organisation counts as keyed under the rules of today.
 */
export function reindex(store: DomainStore, { context, count }: ReindexCall): Promise<ReindexReply> {
  const { model } = store;
  return store.transaction(context, async (manager) => {
    await onlyReindex(runWith(manager));
    const state = await stateOf(manager);
    const reply = { rules: MATCHING_VERSION, done: false };
    const place = placeOf(model, state);
    if (state.version < MATCHING_VERSION) {
      const remaining = count === true ? { remaining: await countBehind(manager, model, place) } : {};
      const step = await walk(manager, store, place, context.defaultCountry);
      if (step !== undefined) return { ...reply, ...step, ...remaining };
    }
    const step = await leftBehind(manager, store, context.defaultCountry);
    const done = step.records === 0 && step.busy !== true;
    if (done) await manager.query(FINISH, [MATCHING_VERSION]);
    return { ...reply, ...step, done, ...(count === true && { remaining: step.records }) };
  });
}

async function stateOf(manager: EntityManager): Promise<IndexState> {
  const [state] = await manager.query<IndexState[]>(STATE);
  return state ?? { organisation_id: '', version: 0, target: null, record_type: null, record_id: null };
}

/** The next page of records; undefined when there is none. */
async function walk(
  manager: EntityManager,
  { model }: DomainStore,
  place: Place,
  defaultCountry: string,
): Promise<Step | undefined> {
  const types = indexedTypes(model);
  for (let { at, after } = place; at < types.length; at += 1, after = BEFORE_ALL_IDS) {
    const type = types[at]!;
    const rows = await manager.query<{ id: string }[]>(
      `select r.${type.key.column} id from ${type.table} r where r.organisation_id = current_setting('lethe.organisation')::uuid
        and r.${type.key.column} > $1 order by 1 limit $2`,
      [after, PAGE],
    );
    if (rows.length === 0) continue;
    const ids = rows.map(({ id }) => id);
    const { held, changed } = await rekey(manager, type, ids, defaultCountry);
    const stop = ids.findIndex((id) => !held.has(id));
    const come = stop < 0 ? ids.length : stop;
    if (come > 0) await manager.query(NOTE, [MATCHING_VERSION, type.type, ids[come - 1]]);
    return { records: come, changed, ...(stop >= 0 && { busy: true }) };
  }
  return undefined;
}

/** Rows of earlier rules that no walk will come by any more. */
async function leftBehind(manager: EntityManager, { model }: DomainStore, defaultCountry: string): Promise<Step> {
  const rows = await manager.query<{ record_type: string; record_id: string }[]>(LEFT, [MATCHING_VERSION, PAGE]);
  const step: Step = { records: rows.length, changed: 0 };
  for (const [recordType, ofType] of Map.groupBy(rows, ({ record_type }) => record_type)) {
    const ids = ofType.map(({ record_id }) => record_id);
    const type = indexedTypes(model).find((candidate) => candidate.type === recordType);
    const { held, changed } = type ? await rekey(manager, type, ids, defaultCountry) : { held: new Set(), changed: 0 };
    step.changed += changed;
    const others = ids.filter((id) => !held.has(id));
    if (others.length === 0) continue;
    const there =
      type === undefined
        ? []
        : await manager.query<{ id: string }[]>(
            `select r.${type.key.column} id from ${type.table} r where r.organisation_id = current_setting('lethe.organisation')::uuid
        and r.${type.key.column} = any($1::uuid[])`,
            [others],
          );
    if (there.length > 0) step.busy = true;
    const gone = others.filter((id) => !there.some((one) => one.id === id));
    // They point at nothing.
    await manager.query(FORGET, [recordType, gone]);
  }
  return step;
}

const MINE = `organisation_id = current_setting('lethe.organisation')::uuid`;
const STATE = `select * from index_state where ${MINE}`;
const NOTE = `insert into index_state (organisation_id, version, target, record_type, record_id)
  values (current_setting('lethe.organisation')::uuid, 0, $1, $2, $3) on conflict (organisation_id)
  do update set target = excluded.target, record_type = excluded.record_type, record_id = excluded.record_id`;
const FINISH = `insert into index_state (organisation_id, version) values (current_setting('lethe.organisation')::uuid, $1)
  on conflict (organisation_id) do update set version = greatest(index_state.version, excluded.version), target = null, record_type = null, record_id = null`;
const LEFT = `select distinct record_type, record_id from subject_identifier where ${MINE} and version < $1 order by 2 limit $2`;
const FORGET = `delete from subject_identifier where ${MINE} and record_type = $1 and record_id = any($2::uuid[])`;
