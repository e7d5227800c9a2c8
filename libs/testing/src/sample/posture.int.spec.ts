import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CallContext, PostureMark, PosturePlace } from '@lethe/contracts';
import { known } from '@lethe/domain-kit';
import { DomainUnderTest } from '../conformance/domain-under-test.ts';
import { testPerson } from '../conformance/test-person.ts';
import { TestPostgres } from '../test-postgres.ts';
import { bySize } from '../test-size.ts';
import { sampleDomain } from './sample-domain.ts';

let postgres: TestPostgres;
let domain: DomainUnderTest;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  domain = await DomainUnderTest.open(sampleDomain, postgres);
}, 60_000);
afterAll(async () => {
  await domain?.close();
  await postgres?.dispose();
});

const sql = (text: string) => postgres.query(text, domain.database);
const newContext = (): CallContext => ({
  organisationId: randomUUID(),
  defaultCountry: 'CZ',
  correlationId: randomUUID(),
});

/** Members of the organisation with this unit, the one column in which anybody could type anything. */
async function members(context: CallContext, units: string[]): Promise<string[]> {
  const ids = units.map(() => randomUUID());
  for (const [index, unit] of units.entries())
    await sql(
      `insert into member (organisation_id, id, unit) values ('${context.organisationId}', '${ids[index]!}', $q$${unit}$q$)`,
    );
  return ids;
}

/** What a record is told for: `code certainty`, as far as this domain knows. */
async function told(context: CallContext): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { id, code, marks } of (await walk(context)).places.flatMap(({ records }) => records))
    for (const { base } of marks) if (base !== undefined) (found[id] ??= []).push(`${code} ${base}`);
  return found;
}

describe('a text that no request reaches', () => {
  it('is told with what its form says, and with what records here carry', async () => {
    const context = newContext();
    const person = testPerson({
      given: 'Marie',
      family: 'Hamanová',
      email: 'marie@example.org',
      phone: '+420601234568',
    });
    await domain.seed(context, person);
    const texts = {
      'Marie Hamanová': ['name likely', 'name possible', 'name possible'],
      'team of Hamanová': ['name possible'],
      'write to MARIE@example.org': ['email known'],
      'or to anna@example.org': ['email likely'],
      '601 234 568 or 780123/3540': ['phone known', 'national.id likely'],
      'sales, floor 3': [],
      'call 800 123 456': [],
    };
    const ids = await members(context, Object.keys(texts));
    const found = await told(context);
    expect(ids.map((id) => found[id] ?? [])).toEqual(Object.values(texts));
  });

  it('keeps the keys of what only another domain may know', async () => {
    const context = newContext();
    await members(context, ['Lena Vorlová']);
    const { places, keys } = await domain.posture(context);
    const marks: PostureMark[] = places.flatMap(({ records }) => records.flatMap((record) => record.marks));
    expect(marks.every(({ base }) => base === undefined)).toBe(true);
    const other = newContext();
    await domain.seed(other, testPerson({ given: 'Lena', family: 'Vorlová' }));
    const ask = (of: CallContext) => known(domain.engine.store, { context: of, keys });
    const here = (await ask(other)).known;
    expect(marks.some(({ ifKnown, keys: of }) => ifKnown === 'likely' && of.some((key) => here.includes(key)))).toBe(
      true,
    );
    expect((await ask(context)).known).toEqual([]);
  });

  it('is told as not read to its end when it is too long', async () => {
    const context = newContext();
    const [id] = await members(context, [`${'x'.repeat(10_001)} marie@example.org`]);
    expect(await told(context)).toEqual({ [id!]: ['text.too.long possible'] });
  });
});

describe('a page', () => {
  it('ends before its answer is too big, and the next one goes on behind it', async () => {
    const context = newContext();
    await sql(
      `insert into member (organisation_id, id, unit)
       select '${context.organisationId}', gen_random_uuid(), 'm' || n || '@example.org' from generate_series(1, 1000) n`,
    );
    const { ids, looked, pages } = await walk(context);
    expect([new Set(ids).size, ids.length, looked]).toEqual([1_000, 1_000, 1_000]);
    expect(pages).toBeGreaterThan(2);
  });

  it.each(['nonsense', 'member', 'member:1', `member:${randomUUID()}'`, `nothing:${randomUUID()}`])(
    'refuses the cursor %s',
    async (cursor) => {
      await expect(domain.posture(newContext(), cursor)).rejects.toMatchObject({ code: 'bad.request' });
    },
  );

  it('takes one connection of its own, in a transaction that may change nothing', async () => {
    await expect(
      domain.engine.store.look(domain.context, (run) =>
        run(`update member set unit = 'x' where organisation_id = $1`, [domain.context.organisationId]),
      ),
    ).rejects.toMatchObject({ code: '25006' });
  });
});

describe('a large store', () => {
  const rows = bySize({ ci: 30_000, full: 1_000_000, release: 1_000_000 });
  it(`of ${rows} records is walked through in memory that does not grow with it`, async () => {
    const context = newContext();
    await sql(
      `insert into member (organisation_id, id, unit) select '${context.organisationId}', gen_random_uuid(),
        case when n % 1000 = 0 then 'ask m' || n || '@example.org' else 'Team ' || n || ' of the Northern Region' end
       from generate_series(1, ${rows}) n`,
    );
    // What compiles and is cached at the first page is not the walk's.
    await domain.posture(context);
    const before = heapInUse();
    let peak = 0;
    const start = performance.now();
    const { ids, looked } = await walk(context, () => (peak = Math.max(peak, heapInUse())));
    const seconds = (performance.now() - start) / 1_000;
    process.stdout.write(
      `posture: ${looked} records, ${Math.round(looked / seconds)} a second, ${Math.round((peak - before) / 2 ** 20)} MiB of heap more at the most\n`,
    );
    expect([looked, ids.length]).toEqual([rows, rows / 1000]);
    expect(peak - before).toBeLessThan(64 * 2 ** 20);
  }, 3_600_000);
});

/** Of a large store nothing but ids is kept behind so many records. */
const MOST_KEPT = 100;

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function walk(context: CallContext, each: () => void = () => undefined) {
  const found = { ids: [] as string[], places: [] as PosturePlace[], looked: 0, pages: 0 };
  let cursor: string | undefined;
  do {
    const { places, looked, next } = await domain.posture(context, cursor);
    found.ids.push(...certainIds(places));
    if (found.looked < MOST_KEPT) found.places.push(...places);
    found.looked += looked;
    found.pages += 1;
    cursor = next;
    if (found.pages % 20 === 0) each();
  } while (cursor !== undefined);
  return found;
}

const certainIds = (places: PosturePlace[]): string[] =>
  places.flatMap(({ records }) =>
    records.filter(({ marks }) => marks.some(({ base }) => base !== undefined)).map(({ id }) => id),
  );
