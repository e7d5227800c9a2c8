import { performance } from 'node:perf_hooks';
import { query } from './support/databases.ts';
import { Http } from './support/http.ts';
import { Lethe } from './support/lethe.ts';

const SMALL = 1_000;
const LARGE = 100_000;
const ROUNDS = 300;
/** The largest ratio of the medians that is still "does not grow". */
const BOUND = 1.5;

describe('the cost of a search', () => {
  let lethe: Lethe;
  let http: Http;
  let template: string;

  beforeAll(async () => {
    lethe = await Lethe.start();
    http = await Http.login(lethe);
    const created = await http.send<{ id: string }>('POST', '/api/v2/externalcontacts/contacts', { firstName: 'Bulk', lastName: 'Person', personalEmail: 'bulk@lethe.example' });
    template = created.body.id;
  }, 120_000);
  afterAll(() => lethe?.stop(), 60_000);

  /** Copies of one contact, each with an e-mail address and a name of its own, straight into the tables. */
  async function grow(from: number, to: number): Promise<void> {
    await query(lethe, 'external-contacts', `
      create table fresh as select gen_random_uuid() id, n from generate_series(${from}, ${to - 1}) n;
      insert into external_contact select (jsonb_populate_record(t, jsonb_build_object('id', f.id, 'last_name', 'person' || n, 'personal_email', 'person' || n || '@bulk.example'))).*
        from external_contact t, fresh f where t.id = '${template}';
      insert into subject_identifier select t.organisation_id, k.kind, k.key, 'externalContact', f.id
        from external_contact t, fresh f, lateral (values ('EMAIL', 'person' || n || '@bulk.example'), ('NAME', 'bulk person' || n)) k(kind, key) where t.id = '${template}';
      drop table fresh;
      analyze external_contact; analyze subject_identifier;`);
  }

  async function medianMs(size: number): Promise<number> {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const n = 1 + ((round * 7_919) % (size - 1));
      const started = performance.now();
      const found = await http.subjects('EMAIL', `person${n}@bulk.example`);
      times.push(performance.now() - started);
      expect(found).toHaveLength(1);
    }
    return times.sort((a, b) => a - b)[ROUNDS / 2]!;
  }

  it(`at ${LARGE} contacts is at most ${BOUND} times that at ${SMALL}`, async () => {
    await grow(1, SMALL);
    await medianMs(SMALL); // The first calls are slower: the code is not compiled yet.
    const small = await medianMs(SMALL);
    await grow(SMALL, LARGE);
    await medianMs(LARGE);
    const large = await medianMs(LARGE);
    console.log(`median of ${ROUNDS} searches: ${small.toFixed(2)} ms at ${SMALL} contacts, ${large.toFixed(2)} ms at ${LARGE}, ratio ${(large / small).toFixed(2)}`);
    expect(large / small).toBeLessThanOrEqual(BOUND);
  }, 300_000);
});
