import { NetworkPath, TestPostgres, type Direction } from '@lethe/testing';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource, createPool } from './database.ts';
import { inSystemOnPool } from './transaction.ts';

/**
 * Requirement: noticed within 10 s, at work again within 5 s. A busy machine adds to what is measured, a service
 * without its watch never comes back.
 */
const NOTICED_MS = 10_000;
const RESUMED_MS = 5_000;

describe('a path to PostgreSQL that drops packets', () => {
  let postgres: TestPostgres;
  let path: NetworkPath;
  let pool: Pool;
  let dataSource: DataSource;
  const onConnectionError = () => undefined;

  beforeAll(async () => {
    postgres = await TestPostgres.start();
    await postgres.query('create table counter (n int); insert into counter values (0)');
  }, 60_000);
  afterAll(() => postgres?.dispose());
  beforeEach(async () => {
    path = await NetworkPath.to(postgres.process.port);
    const url = `postgres://postgres@127.0.0.1:${path.port}/postgres`;
    pool = createPool({ url, poolSize: 3, onConnectionError });
    dataSource = await createDataSource({ url, entities: [], poolSize: 3, onConnectionError }).initialize();
  });
  afterEach(async () => {
    await path.close();
    await Promise.allSettled([pool.end(), dataSource.destroy()]);
  });

  const failed = (work: Promise<unknown>): Promise<string | undefined> =>
    work.then(
      () => undefined,
      (error: Error) => error.message,
    );
  async function within(ms: number, work: () => Promise<unknown>): Promise<void> {
    for (const until = Date.now() + ms; ;) {
      if ((await failed(work())) === undefined) return;
      if (Date.now() > until) throw new Error(`it has not worked for ${ms} ms`);
    }
  }

  it.each<[string, Direction[]]>([
    ['towards it', ['there']],
    ['back from it', ['back']],
    ['both ways', ['there', 'back']],
  ])(
    '%s: queries in flight fail within 10 s, and both kinds of pool work again when it is whole',
    async (_name, directions) => {
      await Promise.all([pool.query('select 1'), dataSource.query('select 1')]);
      path.cut(...directions);
      const cutAt = Date.now();
      // More than the pools hold: who waits for a connection fails, too.
      const stuck = [1, 2, 3, 4, 5].flatMap(() => [
        failed(pool.query('select 1')),
        failed(dataSource.transaction((manager) => manager.query('select 1'))),
      ]);
      expect(await Promise.all(stuck)).not.toContain(undefined);
      expect(Date.now() - cutAt).toBeLessThan(NOTICED_MS);
      path.heal('lost');
      await within(RESUMED_MS, () =>
        Promise.all([1, 2, 3].flatMap(() => [pool.query('select 1'), dataSource.query('select 1')])),
      );
    },
    60_000,
  );

  it('whose server lost a service in the middle of a transaction: its locks are gone soon, and its sessions in the end', async () => {
    let holds: (() => void) | undefined;
    const holding = new Promise<void>((resolve) => (holds = resolve));
    const lostOne = failed(
      inSystemOnPool(pool, async (client) => {
        await client.query('update counter set n = n + 1');
        holds!();
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        await client.query('select 1');
      }),
    );
    await holding;
    path.cut('there', 'back');
    await lostOne;
    path.heal('lost');
    await within(RESUMED_MS, () => pool.query(`set statement_timeout = 3000; update counter set n = n + 1`));
    expect(await postgres.query('select n from counter')).toEqual([{ n: 1 }]);
    await pool.end();
    await within(40_000, async () => {
      const [row] = await postgres.query(
        `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> 'lethe-watch'`,
      );
      await new Promise((resolve) => setTimeout(resolve, 500));
      if (Number(row!['n']) > 0) throw new Error(`${String(row!['n'])} sessions are left`);
    });
  }, 90_000);

  it('whose server is slow, or refuses the watch a connection: it is not away', async () => {
    await postgres.query('create role crowd login connection limit 1');
    const other = await NetworkPath.to(postgres.process.port);
    const crowded = createPool({
      url: `postgres://crowd@127.0.0.1:${other.port}/postgres`,
      poolSize: 1,
      onConnectionError,
    });
    expect(await failed(crowded.query('select pg_sleep(9)'))).toBeUndefined();
    await crowded.end();
    await other.close();
  }, 60_000);

  it('on which one connection alone is silent: it is closed when no statement may take so long', async () => {
    const brief = createPool({
      url: `postgres://postgres@127.0.0.1:${path.port}/postgres`,
      poolSize: 1,
      statementTimeout: 500,
      onConnectionError,
    });
    // Without its limit the server is as silent as one that has forgotten the connection.
    expect(await failed(brief.query('set statement_timeout = 0; select pg_sleep(60)'))).toBe(
      'The database does not answer.',
    );
    await brief.end();
  }, 60_000);
});
