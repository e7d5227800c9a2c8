import { TestPostgres, type TestDatabase } from '@lethe/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrate } from './migrate.ts';

class Tables1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table person (id int primary key, email varchar(200) not null, plain text collate "C" not null, data jsonb not null, tags text[] not null, bytes bytea not null, state text not null, at timestamptz not null);
      create unique index person_email on person (id, lower(email));
      alter table person alter column state set statistics 10`);
  }
  async down(): Promise<void> {}
}

class Words1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table person add column more text not null default 'anybody'`);
  }
  async down(): Promise<void> {}
}

const PEOPLE = `insert into person select n, 'p' || n || '@erased.example', 'erased ' || n, jsonb_build_object('name', 'erased ' || n), array['erased ' || n], convert_to('erased ' || n, 'UTF8'), 'open', now() from generate_series(1, 500) n`;
/** What PostgreSQL remembers of the values, the columns of which it does, and the target that the migration set. */
const SAMPLES = `select s.starelid::regclass::text || '.' || a.attname as "column" from pg_statistic s
  join pg_attribute a on a.attrelid = s.starelid and a.attnum = s.staattnum where s.starelid::regclass::text like 'person%' order by 1`;

describe('samples of values', () => {
  let postgres: TestPostgres;
  let database: TestDatabase;
  const run = (sql: string) => postgres.query(sql, database.name);
  const migrated = (...migrations: (typeof Tables1700000000000)[]) =>
    migrate({ url: database.ownerUrl, migrations, serviceRole: database.role });
  const sampled = async () => (await run(SAMPLES)).map(({ column }) => column);

  beforeAll(async () => {
    postgres = await TestPostgres.start();
    database = await postgres.provision([Tables1700000000000]);
    await run(PEOPLE);
  }, 60_000);
  afterAll(() => postgres?.dispose());

  it('are not kept of columns and indexed expressions that can hold words, unless a migration says so', async () => {
    await run('analyze');
    expect(await sampled()).toEqual(['person.at', 'person.id', 'person.state']);
    await run('delete from person');
    expect(
      await run(`select from pg_statistic where stavalues1::text like '%erased%' or stavalues2::text like '%erased%'`),
    ).toEqual([]);
  });

  it('that an earlier version kept are forgotten, types and indexes stay as they are', async () => {
    await run(`delete from person; ${PEOPLE}`);
    for (const column of ['email', 'plain', 'data', 'tags', 'bytes'])
      await run(`alter table person alter column ${column} set statistics -1`);
    await run('alter index person_email alter column 2 set statistics -1');
    const shape = () =>
      run(
        `select attname, format_type(atttypid, atttypmod), attcollation::regcollation::text from pg_attribute
          where attrelid = 'person'::regclass and attnum > 0 and attname <> 'more' union all select indexdef, null, null
          from pg_indexes where tablename = 'person' order by 1`,
      );
    const before = await shape();
    await run('analyze');
    expect(await sampled()).toContain('person.email');
    expect(await sampled()).toContain('person_email.lower');
    await migrated(Tables1700000000000, Words1700000000001);
    expect(await sampled()).toEqual(['person.at', 'person.id', 'person.state']);
    await run('analyze');
    expect(await sampled()).toEqual(['person.at', 'person.id', 'person.state']);
    expect(await shape()).toEqual(before);
    expect(await run('select count(*)::int as people from person')).toEqual([{ people: 500 }]);
  });
});
