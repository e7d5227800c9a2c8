import pg from 'pg';
import { DataSource } from 'typeorm';
import type { MigrationClass } from './database.ts';
import { NO_SAMPLES } from './no-samples.ts';

/** Any constant will do; every migrating process of a database takes the same one. */
const LOCK = 4_915_733;

export interface MigrateOptions {
  /** As the owner of the database. */
  url: string;
  migrations: MigrationClass[];
  /** The role that the service itself uses; it gets what the tables' grants say and owns nothing. */
  serviceRole: string;
}

/**
 * Brings a database to its newest schema; processes that do so at once wait for each other. Returns the names of what
 * was run.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    driver: pg,
    url: options.url,
    migrations: options.migrations,
    installExtensions: false,
    poolSize: 2,
    connectTimeoutMS: 5_000,
    poolErrorHandler: () => undefined,
  });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [LOCK]);
    await lock.query(FOUNDATION);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    await lock.query(NO_SAMPLES);
    await lock.query(`grant usage on schema public to "${options.serviceRole}"`);
    await lock.query(`grant select, insert, update, delete on all tables in schema public to "${options.serviceRole}"`);
    await lock.query(`revoke all on table migrations from "${options.serviceRole}"`);
    await lock.query(`grant execute on all functions in schema public to "${options.serviceRole}"`);
    return done.map((migration) => migration.name);
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}

/**
 * What every database has before its first table. `lethe_now()` is the only clock (requirements D22): a test moves it
 * by replacing the function as the owner, which no service role can.
 */
const FOUNDATION = `
  revoke create on schema public from public;
  do $$ begin
    if to_regprocedure('lethe_now()') is null then
      create function lethe_now() returns timestamptz language sql stable parallel safe as 'select now()';
    end if;
  end $$;
  create table if not exists migrations (id serial primary key, "timestamp" bigint not null, name varchar not null);
  alter table migrations enable row level security;
  alter table migrations force row level security;
  do $$ begin
    if not exists (select from pg_policies where tablename = 'migrations') then
      execute format('create policy owner_only on migrations to %I using (true) with check (true)', current_user);
    end if;
  end $$;
`;
