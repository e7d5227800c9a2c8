import type { GdprRequest, Listing } from '@lethe/contracts';
import { until } from '@lethe/testing';
import { query } from '../../support/databases.ts';
import type { Accepted, Ledger } from './ledger.ts';
import { WATCHED, type Person, type WatchedDatabase } from './population.ts';

export interface Verdict {
  accepted: number;
  /** Accepted and not ended well, or ended without its effect, or without the proof of it. */
  lost: string[];
  /** Effects that happened more than once, requests that exist twice, and changes that nobody asked for. */
  doubled: string[];
  /** The longest that a request took from its acceptance to its end. */
  worstSeconds: number;
}

interface Row {
  id: string;
  contact: string;
  status: string;
  seconds: number;
}

/**
 * Looks as an outsider, at the API and into the stores, once everything has ended: every accepted request ended in
 * exactly one way, its effect is there once, and nothing else is different.
 */
export async function audit(ledger: Ledger, patienceSeconds = 180): Promise<Verdict> {
  const { stack, accepted } = ledger;
  await until('the end of every request', async () => (await ledger.unfinished().catch(() => 1)) === 0, {
    seconds: patienceSeconds,
  });
  const all = await query<Row>(
    stack,
    'aggregator',
    `select id, given ->> 'externalContactId' as contact, status, extract(epoch from completed_at - created_at)::float8 as seconds from gdpr_request`,
  );
  const rows = all.filter(({ id }) => !ledger.earlier.has(id));
  const verdict: Verdict = {
    accepted: accepted.length,
    lost: [],
    doubled: [],
    worstSeconds: Math.max(0, ...rows.map(({ seconds }) => seconds)),
  };
  compareRequests(verdict, accepted, rows, await listAll(ledger));
  for (const database of Object.keys(WATCHED) as WatchedDatabase[]) await compareEffects(verdict, ledger, database);
  await compareProof(verdict, ledger);
  await compareArchives(verdict, ledger);
  return verdict;
}

/** By request id, as the API lists them. */
async function listAll({ http }: Ledger): Promise<Map<string, GdprRequest[]>> {
  const all: GdprRequest[] = [];
  for (let page = 1; ; page++) {
    const { status, body } = await http.send<Listing<GdprRequest>>(
      'GET',
      `/api/v2/gdpr/requests?pageSize=100&pageNumber=${page}`,
    );
    if (status !== 200) throw new Error(`the list of requests answered ${status}`);
    all.push(...body.entities);
    if (body.entities.length < 100) return Map.groupBy(all, ({ id }) => id);
  }
}

function compareRequests(
  verdict: Verdict,
  accepted: readonly Accepted[],
  rows: readonly Row[],
  listed: Map<string, GdprRequest[]>,
): void {
  const stored = Map.groupBy(rows, ({ contact }) => contact);
  for (const { id, person } of accepted) {
    const [seen, ...more] = listed.get(id) ?? [];
    if (seen?.status !== 'COMPLETED') verdict.lost.push(`request ${id}: ${seen?.status ?? 'gone'}`);
    if (more.length > 0 || (stored.get(person.contactId) ?? []).length > 1)
      verdict.doubled.push(`request ${id}: there are several`);
  }
}

interface Effect {
  op: string;
  before: { id: string; work_email?: string; data?: { mail: string } };
}

/** Which address a row of the table is about, before and after. */
const addressOf = (row: Effect['before']): string => row.work_email ?? row.data?.mail ?? '';

async function compareEffects(
  verdict: Verdict,
  { stack, population, accepted }: Ledger,
  database: WatchedDatabase,
): Promise<void> {
  const effects = await query<Effect>(stack, database, 'select op, before from observer.effect order by id');
  const address = WATCHED[database] === 'external_contact' ? 'work_email' : `data ->> 'mail'`;
  const kept = new Set(
    (await query<{ address: string }>(stack, database, `select ${address} as address from ${WATCHED[database]}`)).map(
      (row) => row.address,
    ),
  );
  const byAddress = Map.groupBy(effects, ({ before }) => addressOf(before));
  const asked = new Set(accepted.map(({ person }) => person));
  for (const person of population) {
    const happened = [...(byAddress.get(person.work) ?? []), ...(byAddress.get(person.personal) ?? [])].map(
      ({ op }) => op,
    );
    const wanted = asked.has(person) ? wantedOf(person) : [];
    const where = `${database} ${person.contactId}: ${happened.join(' ') || 'nothing'} instead of ${wanted.join(' ') || 'nothing'}`;
    if (happened.length > wanted.length) verdict.doubled.push(where);
    else if (happened.join() !== wanted.join()) verdict.lost.push(where);
    const left = wanted[0] === 'DELETE' ? undefined : wanted[0] === 'UPDATE' ? person.personal : person.work;
    if (left !== undefined && !kept.has(left))
      verdict.lost.push(`${database} ${person.contactId}: the row that should be there is not`);
  }
}

const wantedOf = ({ type }: Person): string[] =>
  type === 'GDPR_DELETE' ? ['DELETE'] : type === 'GDPR_UPDATE' ? ['UPDATE'] : [];

/** What the system says that it did (`/tasks`) must be what it did: one record in each store. */
async function compareProof(verdict: Verdict, { stack, accepted }: Ledger): Promise<void> {
  const rows = await query<{ id: string; domain: string; records: number }>(
    stack,
    'aggregator',
    `
    select t.request_id as id, t.domain, coalesce(sum((change ->> 'records')::int), 0)::int as records
    from task t left join lateral jsonb_each(t.outcomes) verb on verb.key in ('erase', 'rectify')
    left join lateral jsonb_array_elements(verb.value -> 'changes') change on true
    where t.domain in ('external-contacts', 'dialer') group by t.request_id, t.domain`,
  );
  const told = new Map(rows.map(({ id, domain, records }) => [`${id} ${domain}`, records]));
  for (const { id, person } of accepted) {
    for (const domain of Object.keys(WATCHED)) {
      const records = told.get(`${id} ${domain}`) ?? 0;
      if (records !== wantedOf(person).length)
        verdict.lost.push(`request ${id}: ${domain} is said to have changed ${records} records`);
    }
  }
}

/** One archive for each request that has one, and nothing of a worker that died half-way but what is to be removed. */
async function compareArchives(verdict: Verdict, ledger: Ledger): Promise<void> {
  const wanted = new Set(
    ledger.accepted
      .filter(({ person }) => person.type === 'GDPR_EXPORT' || person.type === 'GDPR_GET')
      .map(({ id }) => id),
  );
  // What became obsolete is removed a moment after the commit that says so.
  await until(
    'the removal of what archives were built from',
    async () => (await lasting(ledger)).length <= wanted.size,
    { seconds: 60 },
  ).catch(() => undefined);
  const byRequest = Map.groupBy(await lasting(ledger), requestOf);
  for (const [id, locations] of byRequest)
    if (!wanted.has(id) || locations.length > 1)
      verdict.doubled.push(`request ${id}: ${locations.length} objects in the storage`);
  for (const id of wanted) if (!byRequest.has(id)) verdict.lost.push(`request ${id}: no archive`);
}

const requestOf = (location: string): string => location.split('/')[2] ?? '';

/** Objects below `archives` that nobody is going to remove. */
async function lasting({ stack, earlier }: Ledger): Promise<string[]> {
  const found: string[] = [];
  for await (const location of stack.storage.list('archives')) found.push(location);
  const removals = await query<{ prefix: string }>(stack, 'aggregator', 'select prefix from storage_removal');
  return found.filter(
    (location) =>
      !earlier.has(requestOf(location)) && !removals.some(({ prefix }) => location.startsWith(`${prefix}/`)),
  );
}
