import { LetheError, type PostureCall, type PostureReply } from '@lethe/contracts';
import { textReader } from '@lethe/matching';
import { setImmediate as others } from 'node:timers/promises';
import { z } from 'zod';
import type { DomainStore, TenantContext } from '../domain-store.ts';
import type { PostureSource } from '../model/posture-sources.ts';
import { BEFORE_ALL_IDS } from '../sql/before-all-ids.ts';
import { knownKeys } from './known.ts';
import { PosturePage } from './posture-page.ts';

/** Rows of one transaction. */
const ROWS = 200;
/** Rows after which other calls of the service have their turn. */
const TURN = 20;
/** A page ends when it gets so old: whoever asks waits for it. */
const PAGE_MS = 350;

interface Place {
  at: number;
  after: string;
}

/** One page of personal data that no request reaches, in the order of record types and ids. Changes nothing. */
export async function posture(store: DomainStore, { context, cursor }: PostureCall): Promise<PostureReply> {
  const sources = store.model.posture;
  const reader = await textReader(context.defaultCountry);
  const page = new PosturePage(reader, performance.now() + PAGE_MS);
  let place = placeOf(sources, cursor);
  // At least one transaction, however late it is: a walk gets on with each page.
  for (let first = true; place.at < sources.length && (first || !page.isFull); first = false)
    place = await addRows(page, store, context, place);
  const source = sources[place.at];
  const next = source === undefined ? undefined : `${source.recordType}:${place.after}`;
  return page.reply(await knownKeys(store, context, page.allKeys), next);
}

/** As a page before gave it. */
function placeOf(sources: readonly PostureSource[], cursor: string | undefined): Place {
  if (cursor === undefined) return { at: 0, after: BEFORE_ALL_IDS };
  const [recordType, after = ''] = cursor.split(':');
  const at = sources.findIndex((source) => source.recordType === recordType);
  if (at < 0 || !z.guid().safeParse(after).success)
    throw new LetheError('bad.request', 'Invalid cursor. Pass on `next` as it is.', {
      details: [{ errorCode: 'invalid.value', fieldName: 'cursor' }],
    });
  return { at, after };
}

async function addRows(
  page: PosturePage,
  store: DomainStore,
  context: TenantContext,
  { at, after }: Place,
): Promise<Place> {
  const source = store.model.posture[at]!;
  const rows = await store.look(context, (run) =>
    run<Record<string, unknown> & { id: string; applies: boolean[] }>(rowsSql(source), [
      context.organisationId,
      after,
      ROWS,
    ]),
  );
  for (const [index, { 'lethe id': id, 'lethe applies': applies, ...record }] of rows.entries()) {
    if (index > 0 && index % TURN === 0) await others();
    page.add(source, id as string, record, applies as boolean[]);
    if (page.isFull && index + 1 < rows.length) return { at, after: id as string };
  }
  return rows.length < ROWS ? { at: at + 1, after: BEFORE_ALL_IDS } : { at, after: rows.at(-1)!['lethe id'] as string };
}

/** Names with a space are no property's. */
function rowsSql({ table, key, columns, conditions }: PostureSource): string {
  const shown = columns.map(({ column, name }) => `, r.${column} as "${name}"`).join('');
  const applies = conditions.map(({ when }) => (when === undefined ? 'false' : `coalesce((${when}), false)`));
  return `select r.${key} as "lethe id", array[${applies.join(', ')}]::boolean[] as "lethe applies"${shown}
    from ${table} r where r.organisation_id = $1 and r.${key} > $2 order by r.${key} limit $3`;
}
