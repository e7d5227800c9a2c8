import { NetworkPath, sideBySide, TestPostgres, type Direction, type TestDatabase } from '@lethe/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDataSource, createPool, type DatabaseOptions } from './database.ts';
import { systemTable } from './row-security.ts';
import { inSystemOnPool } from './transaction.ts';

/**
 * Requirement: noticed within 10 s, at work again within 5 s. A busy machine adds to what is measured, a service
 * without its watch never comes back.
 */
const NOTICED_MS = 10_000;
const RESUMED_MS = 5_000;

class Counter1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table counter (n int); insert into counter values (0); ${systemTable('counter')}`);
  }
  async down(): Promise<void> {}
}

const onConnectionError = () => undefined;
const failed = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: Error) => error.message,
  );
async function within(ms: number, work: () => Promise<unknown>): Promise<void> {
  for (const until = Date.now() + ms; ;) {
    if ((await failed(work())) === undefined) return;
    if (Date.now() > until) throw new Error(`it has not worked for ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a path to PostgreSQL that drops packets', () => {
  let postgres: TestPostgres;
  let database: TestDatabase;

  beforeAll(async () => {
    postgres = await TestPostgres.start();
    database = await postgres.provision([Counter1700000000000]);
  }, 60_000);
  afterAll(() => postgres?.dispose());

  /** A path of its own, and pools that use it; `as` tells its sessions from those of other tests. */
  async function reached(as: string) {
    const path = await NetworkPath.to(postgres.port);
    const url = new URL(database.url);
    url.port = String(path.port);
    const settings = { application_name: as };
    const open = (more: Partial<DatabaseOptions> = {}) =>
      createPool({ url: url.href, poolSize: 3, settings, onConnectionError, ...more });
    return { path, url: url.href, settings, open };
  }

  async function cutAndHealed(...directions: Direction[]): Promise<void> {
    const { path, url, settings, open } = await reached('cut');
    const pool = open();
    const options = { url, entities: [], poolSize: 3, settings, onConnectionError };
    const dataSource = await createDataSource(options).initialize();
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
    await path.close();
    await Promise.allSettled([pool.end(), dataSource.destroy()]);
  }

  async function lostInTransaction(): Promise<void> {
    const { path, open, settings } = await reached('lost');
    const pool = open({ settings: { ...settings, idle_session_timeout: '3000' } });
    const [holding, cut] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const lostOne = failed(
      inSystemOnPool(pool, async (client) => {
        await client.query('update counter set n = n + 1');
        holding.resolve();
        await cut.promise;
        await client.query('select 1');
      }),
    );
    await holding.promise;
    path.cut('there', 'back');
    cut.resolve();
    await lostOne;
    path.heal('lost');
    await within(RESUMED_MS, () =>
      inSystemOnPool(pool, (client) => client.query('set statement_timeout = 3000; update counter set n = n + 1')),
    );
    expect(await postgres.query('select n from counter', database.name)).toEqual([{ n: 1 }]);
    await pool.end();
    await within(40_000, async () => {
      const [row] = await postgres.query(
        `select count(*)::int as n from pg_stat_activity where application_name = 'lost'`,
      );
      if (Number(row!['n']) > 0) throw new Error(`${String(row!['n'])} sessions are left`);
    });
    await path.close();
  }

  async function slowOrCrowded(): Promise<void> {
    await postgres.query(`create role crowd login connection limit 1 in role "${database.role}"`);
    const path = await NetworkPath.to(postgres.port);
    const crowded = createPool({
      url: `postgres://crowd@127.0.0.1:${path.port}/${database.name}`,
      poolSize: 1,
      onConnectionError,
    });
    expect(await failed(crowded.query('select pg_sleep(9)'))).toBeUndefined();
    await crowded.end();
    await path.close();
  }

  async function silentAlone(): Promise<void> {
    const { path, open } = await reached('silent');
    const brief = open({ poolSize: 1, statementTimeout: 500 });
    // Without its limit the server is as silent as one that has forgotten the connection.
    expect(await failed(brief.query('set statement_timeout = 0; select pg_sleep(60)'))).toBe(
      'The database does not answer.',
    );
    await brief.end();
    await path.close();
  }

  it('costs the server a session of a lost service for 20 s at most', async () => {
    const { path, open } = await reached('asks');
    const pool = open();
    expect((await pool.query('show idle_session_timeout')).rows).toEqual([{ idle_session_timeout: '20s' }]);
    await pool.end();
    await path.close();
  });

  const HEALED = 'queries in flight fail within 10 s, and both kinds of pool work again when it is whole';
  sideBySide(
    {
      [`towards it: ${HEALED}`]: () => cutAndHealed('there'),
      [`back from it: ${HEALED}`]: () => cutAndHealed('back'),
      [`both ways: ${HEALED}`]: () => cutAndHealed('there', 'back'),
      'whose server lost a service in the middle of a transaction: its locks are gone soon, and its sessions in the end':
        lostInTransaction,
      'whose server is slow, or refuses the watch a connection: it is not away': slowOrCrowded,
      'on which one connection alone is silent: it is closed when no statement may take so long': silentAlone,
    },
    90_000,
  );
});
