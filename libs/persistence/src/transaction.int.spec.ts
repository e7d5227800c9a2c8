import { useFailpoints } from '@lethe/platform/failpoints';
import { TestPostgres } from '@lethe/testing';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { createDataSource, createPool } from './database.ts';
import { migrate } from './migrate.ts';
import { systemPolicy, systemTable, tenantTable } from './row-security.ts';
import { inSystem, inSystemOnPool, inTenant, inTenantOnPool } from './transaction.ts';

class Tables1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table thing (organisation_id uuid not null, name text not null); ${tenantTable('thing')} ${systemPolicy('thing')}
      create table plain (organisation_id uuid not null, name text not null); ${tenantTable('plain')}
      create table global (name text not null); ${systemTable('global')}`);
  }
  async down(): Promise<void> {}
}

describe('row-level security', () => {
  const [one, two] = [randomUUID(), randomUUID()];
  let postgres: TestPostgres;
  let dataSource: DataSource;

  beforeAll(async () => {
    postgres = await TestPostgres.start();
    const { url } = await postgres.provision([Tables1700000000000]);
    dataSource = await createDataSource({ url, entities: [], onConnectionError: () => undefined }).initialize();
    for (const organisation of [one, two]) {
      await inTenant(dataSource, organisation, async (manager) => {
        await manager.query('insert into thing values ($1, $2)', [organisation, organisation]);
        await manager.query('insert into plain values ($1, $2)', [organisation, organisation]);
      });
    }
  }, 60_000);
  afterAll(async () => {
    await dataSource?.destroy();
    await postgres?.dispose();
  });

  const names = (manager: { query(sql: string): Promise<unknown> }, table: string) =>
    manager.query(`select name from ${table}`) as Promise<{ name: string }[]>;

  it('shows a transaction the rows of its organisation', async () => {
    expect(await inTenant(dataSource, one, (manager) => names(manager, 'thing'))).toEqual([{ name: one }]);
  });

  it('makes a forgotten tenant an error, on a new connection and on a used one', async () => {
    for (const table of ['thing', 'plain'])
      await expect(names(dataSource, table)).rejects.toThrow(
        /unrecognized configuration parameter|invalid input syntax for type uuid/,
      );
  });

  it('refuses a row of another organisation', async () => {
    const insert = inTenant(dataSource, one, (manager) =>
      manager.query('insert into thing values ($1, $2)', [two, 'x']),
    );
    await expect(insert).rejects.toThrow('row-level security');
  });

  it('lets the service work across organisations where the table says so, and only there', async () => {
    expect(await inSystem(dataSource, (manager) => names(manager, 'thing'))).toHaveLength(2);
    expect(await inSystem(dataSource, (manager) => names(manager, 'plain'))).toEqual([]);
    await inSystem(dataSource, (manager) => manager.query(`insert into global values ('x')`));
    expect(await inTenant(dataSource, one, (manager) => names(manager, 'global')).catch(() => [])).toEqual([]);
    // The scope ends with its transaction.
    await expect(names(dataSource, 'thing')).rejects.toThrow();
  });

  it('gives the service neither the tables nor the clock nor the schema', async () => {
    await expect(dataSource.query('alter table thing disable row level security')).rejects.toThrow('must be owner');
    await expect(
      dataSource.query(`create or replace function lethe_now() returns timestamptz language sql as 'select now()'`),
    ).rejects.toThrow(/permission denied|must be owner/);
    await expect(dataSource.query('create table mine (id int)')).rejects.toThrow('permission denied');
    await expect(dataSource.query('select * from migrations')).rejects.toThrow('permission denied');
  });

  it('is migrated once when several processes migrate at the same time', async () => {
    await postgres.query('create role twice_owner login; create role twice login');
    await postgres.query('create database twice owner twice_owner');
    const options = {
      url: postgres.url('twice', 'twice_owner'),
      migrations: [Tables1700000000000],
      serviceRole: 'twice',
    };
    const done = await Promise.all([migrate(options), migrate(options), migrate(options)]);
    expect(done.flat()).toHaveLength(1);
  });

  describe('on a plain pool', () => {
    let pool: pg.Pool;
    // One connection: what a transaction leaves on it meets the next one.
    beforeEach(
      () =>
        (pool = createPool({
          url: (dataSource.options as { url: string }).url,
          poolSize: 1,
          onConnectionError: () => undefined,
        })),
    );
    afterEach(() => pool.end());
    const namesOf = async (client: pg.PoolClient, table = 'thing') =>
      (await client.query<{ name: string }>(`select name from ${table}`)).rows.map(({ name }) => name);
    const insert = (client: pg.PoolClient, organisation: string, name: string) =>
      client.query('insert into thing values ($1, $2)', [organisation, name]);

    it('keeps each transaction in its scope, although the scope leaves together with the first statement', async () => {
      expect(await inTenantOnPool(pool, one, (client) => namesOf(client))).toEqual([one]);
      expect(await inTenantOnPool(pool, two, (client) => namesOf(client))).toEqual([two]);
      expect((await inSystemOnPool(pool, (client) => namesOf(client))).sort()).toEqual([one, two].sort());
      expect(await inTenantOnPool(pool, one, (client) => namesOf(client))).toEqual([one]);
      await expect(pool.query('select name from thing')).rejects.toThrow('invalid input syntax for type uuid');
    });

    it('leaves nothing of work that fails, before its first statement or after it', async () => {
      const no = () => Promise.reject(new Error('no'));
      await expect(inTenantOnPool(pool, one, no)).rejects.toThrow('no');
      await expect(inTenantOnPool(pool, one, (client) => insert(client, one, 'left').then(no))).rejects.toThrow('no');
      await expect(inTenantOnPool(pool, one, (client) => insert(client, two, 'foreign'))).rejects.toThrow(
        'row-level security',
      );
      expect(await inTenantOnPool(pool, one, (client) => namesOf(client))).toEqual([one]);
    });

    it('does nothing and says why when the scope cannot be set', async () => {
      const work = jest.fn((client: pg.PoolClient) => insert(client, one, 'without a scope'));
      await expect(inTenantOnPool(pool, 'no\0byte', work)).rejects.toMatchObject({ code: '22021' });
      expect(work).toHaveBeenCalledTimes(1);
      expect(await inTenantOnPool(pool, one, (client) => namesOf(client))).toEqual([one]);
    });

    it('tells the loss of its connection once, and goes on with another', async () => {
      const losing = inSystemOnPool(pool, (client) =>
        client.query('select pg_terminate_backend(pg_backend_pid())').then(() => namesOf(client)),
      );
      await expect(losing).rejects.toThrow(/terminat/);
      expect(await inTenantOnPool(pool, one, (client) => namesOf(client))).toEqual([one]);
    });
  });

  describe('with failpoints', () => {
    const POINTS = ['erase.after-commit', 'erase.before-commit'];
    let folder: string;
    let kill: jest.SpyInstance;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'lethe-failpoints-'));
      for (const name of POINTS) writeFileSync(join(folder, name), 'SIGKILL');
      useFailpoints(folder);
      kill = jest.spyOn(process, 'kill').mockReturnValue(true);
    });
    afterEach(() => {
      useFailpoints(undefined);
      kill.mockRestore();
      rmSync(folder, { recursive: true });
    });
    const reached = () => POINTS.filter((name) => readdirSync(folder).includes(`${name}.${process.pid}`));
    const insert = (runner: { query(sql: string): Promise<unknown> }) =>
      runner.query(`insert into global values ('point')`);

    it('has one on either side of the commit of a transaction with a name, on both kinds of pool', async () => {
      await inSystem(dataSource, insert);
      expect(reached()).toEqual([]);
      await inSystem(dataSource, insert, 'erase');
      expect(reached()).toEqual(POINTS);
      for (const name of POINTS) writeFileSync(join(folder, name), 'SIGKILL');
      const pool = createPool({ url: (dataSource.options as { url: string }).url, onConnectionError: () => undefined });
      await inSystemOnPool(pool, insert, 'erase').finally(() => pool.end());
      expect(readdirSync(folder).filter((name) => POINTS.includes(name))).toEqual([]);
      expect(kill).toHaveBeenCalledTimes(4);
    });

    it('has none where nothing was changed, or nothing is committed', async () => {
      await inSystem(dataSource, (manager) => names(manager, 'global'), 'erase');
      await inSystem(
        dataSource,
        async (manager) => insert(manager).then(() => Promise.reject(new Error('no'))),
        'erase',
      ).catch(() => undefined);
      expect(reached()).toEqual([]);
    });
  });
});
