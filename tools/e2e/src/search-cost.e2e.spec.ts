import { performance } from 'node:perf_hooks';
import { query } from './support/databases.ts';
import { Http } from './support/http.ts';
import { Lethe } from './support/lethe.ts';
import { onOwnStack } from './support/where.ts';

const { describe } = onOwnStack('it compares two stores of which one has to be small');

const SMALL = 1_000;
const LARGE = 100_000;
const WARM_UP = 200;
const ROUNDS = 500;
/** The largest ratio of the medians that is still "does not grow". */
const BOUND = 1.5;

/** A stack whose store holds so many contacts, each with an e-mail address and a name of its own. */
class Store {
  private constructor(
    readonly lethe: Lethe,
    private readonly http: Http,
    private readonly size: number,
  ) {}

  static async of(size: number): Promise<Store> {
    const lethe = await Lethe.alone();
    const http = await Http.login(lethe);
    const created = await http.send<{ id: string }>('POST', '/api/v2/externalcontacts/contacts', {
      firstName: 'Bulk',
      lastName: 'Person',
      personalEmail: 'bulk@lethe.example',
    });
    await fill(lethe, created.body.id, size);
    return new Store(lethe, http, size);
  }

  /** Milliseconds of one search for somebody. */
  async search(round: number): Promise<number> {
    const n = 1 + ((round * 7_919) % (this.size - 1));
    const started = performance.now();
    const found = await this.http.subjects('EMAIL', `person${n}@bulk.example`);
    const took = performance.now() - started;
    if (found.length !== 1) throw new Error(`${found.length} subjects found instead of 1`);
    return took;
  }
}

/** Copies of one contact, straight into the tables: through the API it would take minutes. */
async function fill(lethe: Lethe, template: string, size: number): Promise<void> {
  await query(
    lethe,
    'external-contacts',
    `
    create temp table fresh as select gen_random_uuid() id, n from generate_series(1, ${size - 1}) n;
    insert into external_contact select (jsonb_populate_record(t, jsonb_build_object('id', f.id, 'last_name', 'person' || n, 'personal_email', 'person' || n || '@bulk.example'))).*
      from external_contact t, fresh f where t.id = '${template}';
    insert into subject_identifier select t.organisation_id, k.kind, k.key, 'externalContact', f.id
      from external_contact t, fresh f, lateral (values ('EMAIL', 'person' || n || '@bulk.example'), ('NAME', 'bulk person' || n)) k(kind, key) where t.id = '${template}'`,
  );
  for (const statement of ['vacuum analyze external_contact', 'vacuum analyze subject_identifier', 'checkpoint'])
    await query(lethe, 'external-contacts', statement);
}

describe('the cost of a search', () => {
  const stores: Store[] = [];
  beforeAll(async () => {
    for (const size of [SMALL, LARGE]) stores.push(await Store.of(size));
  }, 300_000);
  afterAll(async () => {
    for (const { lethe } of stores) await lethe.stop();
  }, 60_000);

  it(`at ${LARGE} contacts is at most ${BOUND} times that at ${SMALL}`, async () => {
    // In turns, so that whatever else the machine does weighs on both alike; the first calls are slower, the code is
    // not compiled yet.
    const times: number[][] = stores.map(() => []);
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (const [index, store] of stores.entries()) {
        const took = await store.search(round);
        if (round >= WARM_UP) times[index]!.push(took);
      }
    }
    const [small, large] = times.map((all) => all.sort((a, b) => a - b)[ROUNDS / 2]!) as [number, number];
    console.log(
      `median of ${ROUNDS} searches: ${small.toFixed(2)} ms at ${SMALL} contacts, ${large.toFixed(2)} ms at ${LARGE}, ratio ${(large / small).toFixed(2)}`,
    );
    expect(large / small).toBeLessThanOrEqual(BOUND);
  }, 300_000);
});
