import { inSystem } from '@lethe/persistence';
import type { EntityManager } from 'typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DomainStore } from '../domain-store.ts';
import type { DomainModel, RecordType } from '../model/domain-model.ts';
import type { Engine } from '../engine.ts';
import { BEFORE_ALL_IDS } from '../sql/before-all-ids.ts';
import { runWith } from '../verbs/run.ts';
import { onlyReindex } from './reindex-lock.ts';
import { rekey } from './rekey.ts';

/** The records of one type below one parent, such as the contacts of a list. */
export interface Parent {
  recordType: string;
  parentId: string;
  defaultCountry: string;
}

const PAGE = 250;
const LOOK_MS = 1_000;
/** Somebody is changing a record. */
const BUSY_MS = 100;

/**
 * The records of this parent get keys anew, because what it says of them has changed in this transaction: the first page
 * at once, the others in the background, after the commit. It survives a restart.
 */
export async function rekeyChildren(manager: EntityManager, model: DomainModel, parent: Parent): Promise<void> {
  await manager.query(DUE, [parent.recordType, parent.parentId, parent.defaultCountry, BEFORE_ALL_IDS]);
  await nextPage(manager, model, parent);
}

/** Which of these parents have records that wait for their keys. */
export async function rekeying(
  manager: EntityManager,
  recordType: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await manager.query<{ parent_id: string }[]>(WAITING, [recordType, ids]);
  return new Set(rows.map(({ parent_id }) => parent_id));
}

/** Works off what is due, at once and every second. Returns how to stop it. */
export function workOffRekeys({ store, logger }: Pick<Engine, 'store' | 'logger'>): () => Promise<void> {
  const stopping = new AbortController();
  const working = (async () => {
    while (!stopping.signal.aborted) {
      await workOff(store, stopping.signal).catch((error: unknown) =>
        logger.error('keys not computed anew, tried again later', error),
      );
      await sleep(LOOK_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  })();
  return () => {
    stopping.abort();
    return working;
  };
}

async function workOff(store: DomainStore, signal: AbortSignal): Promise<void> {
  // A type that is not known here is for a process of another version.
  const types = store.model.recordTypes.filter(({ refresh }) => refresh !== undefined).map(({ type }) => type);
  const due = await inSystem(store.dataSource, (manager) => manager.query<Due[]>(ALL, [types]));
  for (const { organisation_id, record_type, parent_id, default_country } of due) {
    const parent = { recordType: record_type, parentId: parent_id, defaultCountry: default_country };
    const context = { organisationId: organisation_id, defaultCountry: default_country };
    for (let more = true; more && !signal.aborted;) {
      const step = await store.transaction(context, (manager) => nextPage(manager, store.model, parent));
      more = step !== 'done';
      if (step === 'busy') await sleep(BUSY_MS);
    }
  }
}

interface Due {
  organisation_id: string;
  record_type: string;
  parent_id: string;
  default_country: string;
}

async function nextPage(manager: EntityManager, model: DomainModel, parent: Parent): Promise<'done' | 'more' | 'busy'> {
  const { recordType, parentId, defaultCountry } = parent;
  await onlyReindex(runWith(manager));
  const [due] = await manager.query<{ after_id: string }[]>(PLACE, [recordType, parentId]);
  if (due === undefined) return 'done';
  const type = model.recordTypes.find((candidate) => candidate.type === recordType)!;
  const ids = await childrenOf(manager, type, parentId, due.after_id);
  const { held } = await rekey(manager, type, ids, defaultCountry);
  const stop = ids.findIndex((id) => !held.has(id));
  const come = stop < 0 ? ids.length : stop;
  if (stop < 0 && ids.length < PAGE) {
    await manager.query(FINISHED, [recordType, parentId]);
    return 'done';
  }
  if (come > 0) await manager.query(COME_TO, [recordType, parentId, ids[come - 1]]);
  return come > 0 ? 'more' : 'busy';
}

async function childrenOf(
  manager: EntityManager,
  type: RecordType,
  parentId: string,
  after: string,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select r.${type.key.column} id from ${type.table} r where r.organisation_id = current_setting('lethe.organisation')::uuid
      and r.${type.parentKey!.column} = $1 and r.${type.key.column} > $2 order by 1 limit $3`,
    [parentId, after, PAGE],
  );
  return rows.map(({ id }) => id);
}

const MINE = `organisation_id = current_setting('lethe.organisation')::uuid and record_type = $1`;
const DUE = `insert into rekey_due (organisation_id, record_type, parent_id, default_country, after_id)
  values (current_setting('lethe.organisation')::uuid, $1, $2, $3, $4) on conflict (organisation_id, record_type, parent_id)
  do update set default_country = excluded.default_country, after_id = excluded.after_id`;
const WAITING = `select parent_id from rekey_due where ${MINE} and parent_id = any($2::uuid[])`;
const ALL =
  'select organisation_id, record_type, parent_id, default_country from rekey_due where record_type = any($1::text[]) order by 1, 2, 3 limit 100';
const PLACE = `select after_id from rekey_due where ${MINE} and parent_id = $2 for update`;
const FINISHED = `delete from rekey_due where ${MINE} and parent_id = $2`;
const COME_TO = `update rekey_due set after_id = $3 where ${MINE} and parent_id = $2`;
