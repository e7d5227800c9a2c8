import { TestPostgres } from '@lethe/testing';
import type pg from 'pg';
import { createPool } from './database.ts';

describe('statements that come again', () => {
  let postgres: TestPostgres;
  let pool: pg.Pool;

  beforeAll(async () => {
    postgres = await TestPostgres.start();
    const { url } = await postgres.provision([]);
    pool = createPool({ url, poolSize: 1, onConnectionError: () => undefined });
  }, 60_000);
  afterAll(async () => {
    await pool?.end();
    await postgres?.dispose();
  });

  const nameOf = async (text: string): Promise<string> =>
    (await pool.query<{ name: string }>(`select name from pg_prepared_statements where statement = '${text}'`)).rows[0]!
      .name;
  const prepared = async (): Promise<string[]> =>
    (
      await pool.query<{ statement: string }>('select statement from pg_prepared_statements order by prepare_time')
    ).rows.map(({ statement }) => statement);

  it('are prepared from the second time on, with any values', async () => {
    const answers: unknown[] = [];
    for (const value of [1, 2, 3]) {
      answers.push((await pool.query('select $1::int + 1 as more', [value])).rows[0]);
      if (value === 1) expect(await prepared()).toEqual([]);
    }
    expect(answers).toEqual([{ more: 2 }, { more: 3 }, { more: 4 }]);
    expect(await prepared()).toEqual(['select $1::int + 1 as more']);
  });

  it('are planned anew after half a minute', async () => {
    const text = 'select count(*)::int as tables from pg_class where oid > $1::oid';
    const used = async (): Promise<number> =>
      (
        await pool.query<{ plans: number }>(
          'select (generic_plans + custom_plans)::int as plans from pg_prepared_statements where statement = $1::text',
          [text],
        )
      ).rows[0]!.plans;
    const explain = async (): Promise<string> => {
      const { rows } = await pool.query<Record<string, string>>(`explain execute "${await nameOf(text)}" (1)`);
      return JSON.stringify(rows);
    };
    for (const value of [1, 2]) await pool.query(text, [value]);
    await pool.query('set plan_cache_mode = force_generic_plan');
    const before = await explain();
    await pool.query('set enable_seqscan = off; set enable_indexscan = off; set enable_indexonlyscan = off');
    expect(await explain()).toBe(before);
    const { now } = Date;
    const later = now() + 30_000;
    Date.now = () => later;
    try {
      await pool.query(text, [3]);
    } finally {
      Date.now = now;
    }
    expect(await explain()).not.toBe(before);
    expect(await used()).toBeGreaterThan(2);
  });

  it('are prepared no more when a connection has many', async () => {
    for (let n = 0; n < 300; n++) {
      const text = `select $1::int + ${n} as more`;
      for (const value of [1, 2]) expect((await pool.query(text, [value])).rows).toEqual([{ more: n + value }]);
    }
    expect((await prepared()).length).toBe(200);
  });

  it('work after one of them has failed, in its transaction and outside', async () => {
    const divide = 'select 1 / $1::int as share';
    await pool.query(divide, [1]);
    await expect(pool.query(divide, [0])).rejects.toMatchObject({ code: '22012' });
    expect((await pool.query(divide, [1])).rows).toEqual([{ share: 1 }]);
  });
});
