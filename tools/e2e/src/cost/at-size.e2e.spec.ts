import { until } from '@lethe/testing';
import { query } from '../support/databases.ts';
import { Http } from '../support/http.ts';
import { Lethe } from '../support/lethe.ts';
import { onOwnStack } from '../support/where.ts';

const { describe } = onOwnStack('it compares two sizes of a store of which one has to be small');

const SIZES = [1_000, 100_000] as const;
const SEARCHES = 300;
const ERASURES = 10;
/** The largest ratio that is still "does not grow": an index of the large store is a page deeper. */
const BOUND = 1.5;
const STORE = 'external-contacts';

/** What PostgreSQL read in tables and indexes, whatever else the machine did meanwhile. */
interface Work {
  rows: number;
  pages: number;
}

describe('the cost of a search, and of an erasure', () => {
  let lethe: Lethe;
  let http: Http;
  /** A contact of which all the others are copies. */
  let template: string;

  beforeAll(async () => {
    lethe = await Lethe.alone();
    http = await Http.login(lethe);
    const created = await http.send<{ id: string }>('POST', '/api/v2/externalcontacts/contacts', {
      firstName: 'Bulk',
      lastName: 'Person',
      personalEmail: 'bulk@lethe.example',
    });
    template = created.body.id;
    // It reads tables too, whenever it likes.
    await query(lethe, 'admin', 'alter system set autovacuum = off');
    await query(lethe, 'admin', 'select pg_reload_conf()');
  }, 180_000);
  afterAll(() => lethe?.stop(), 60_000);

  /** Copies number `first` to `last`, straight into the tables: through the API it would take minutes. */
  async function fill(first: number, last: number): Promise<void> {
    const columns = await query<{ name: string }>(
      lethe,
      STORE,
      `select column_name as name from information_schema.columns where table_name = 'external_contact'`,
    );
    const own: Record<string, string> = {
      id: 'f.id',
      last_name: `'person' || n`,
      personal_email: `'person' || n || '@bulk.example'`,
    };
    await query(
      lethe,
      STORE,
      `
      create temp table fresh as select gen_random_uuid() id, n from generate_series(${first}, ${last}) n;
      insert into external_contact (${columns.map(({ name }) => name).join()})
        select ${columns.map(({ name }) => own[name] ?? `t.${name}`).join()} from external_contact t, fresh f where t.id = '${template}';
      insert into subject_identifier select t.organisation_id, k.kind, k.key, 'externalContact', f.id, (select max(version) from subject_identifier)
        from external_contact t, fresh f, lateral (values ('EMAIL', 'person' || n || '@bulk.example'), ('NAME', 'bulk person' || n)) k(kind, key) where t.id = '${template}'`,
    );
    for (const table of ['external_contact', 'subject_identifier'])
      await query(lethe, STORE, `vacuum analyze ${table}`);
  }

  /** So far. A session tells what it did when it ends, at the latest. */
  async function workDone(): Promise<Work> {
    await query(
      lethe,
      STORE,
      `select pg_terminate_backend(pid, 10000) from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    const [work] = await query<Work>(
      lethe,
      STORE,
      `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows,
        sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0))::int as pages
      from pg_stat_user_tables join pg_statio_user_tables using (relid)`,
    );
    return work!;
  }

  /** Of one search for somebody, in a store of so many. */
  async function workOfSearch(size: number): Promise<Work> {
    const before = await workDone();
    let sent = 0;
    const search = async (email: string): Promise<boolean> => {
      sent++;
      const found = await http.subjects('EMAIL', email).catch(() => []);
      return found.length === 1;
    };
    for (let n = 0; n < SEARCHES; n++) {
      const email = `person${1 + ((n * 7_919) % (size - 1))}@bulk.example`;
      // Again where something had no time, as any client: what that read counts as well.
      await until(`a search for ${email}`, () => search(email), { seconds: 30 });
    }
    const after = await workDone();
    return { rows: (after.rows - before.rows) / sent, pages: (after.pages - before.pages) / sent };
  }

  /** Of one erasure, from the search for the person to the check at the end. */
  async function workOfErasure(size: number): Promise<Work> {
    const people = Array.from({ length: ERASURES }, (_, n) => `person${size - 1 - n}@bulk.example`);
    const found = await query<{ id: string }>(
      lethe,
      STORE,
      `select id from external_contact where personal_email in (${people.map((email) => `'${email}'`).join()})`,
    );
    expect(found.length).toBe(ERASURES);
    const before = await workDone();
    for (const { id } of found) {
      const request = await http.post('GDPR_DELETE', { externalContactId: id });
      expect((await http.ended(request.id)).status).toBe('COMPLETED');
    }
    const after = await workDone();
    return { rows: (after.rows - before.rows) / ERASURES, pages: (after.pages - before.pages) / ERASURES };
  }

  it(`at ${SIZES[1]} contacts is at most ${BOUND} times that at ${SIZES[0]}`, async () => {
    const [small, large] = SIZES;
    await fill(1, small - 1);
    const one = { search: await workOfSearch(small), erasure: await workOfErasure(small) };
    await fill(small, large - 1);
    const other = { search: await workOfSearch(large), erasure: await workOfErasure(large) };
    process.stderr.write(`read for one: ${JSON.stringify({ [small]: one, [large]: other })}\n`);
    for (const what of ['search', 'erasure'] as const) {
      expect(one[what].rows).toBeGreaterThanOrEqual(1);
      // A plan may read all of a small store, and is kept while the store grows.
      expect(one[what].rows).toBeLessThan(small / 10);
      expect(other[what].rows / one[what].rows).toBeLessThanOrEqual(BOUND);
      expect(other[what].pages / one[what].pages).toBeLessThanOrEqual(BOUND);
    }
  }, 300_000);
});
