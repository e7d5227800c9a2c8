import { query } from './support/databases.ts';
import { Lethe } from './support/lethe.ts';
import { roleOf, servicesOf, weaknesses } from './support/tenancy/catalogue.ts';
import { lookingInside, onOwnStack } from './support/where.ts';

const { describe } = lookingInside();
const own = onOwnStack('it plants weaknesses, which no deployment should have');

describe('the catalogue of every database', () => {
  let lethe: Lethe;
  beforeAll(async () => {
    lethe = await Lethe.alone();
  }, 120_000);
  afterAll(() => lethe?.stop(), 60_000);

  it('has forced row-level security on every table, and nothing by which a service could pass it', async () => {
    const services = servicesOf(lethe);
    expect(services.length).toBeGreaterThanOrEqual(7);
    for (const service of services) {
      expect([service, await weaknesses(lethe, service)]).toEqual([service, []]);
      const [tables] = await query<{ count: number }>(
        lethe,
        service,
        `select count(*)::int as count from pg_tables where schemaname = 'public'`,
      );
      expect(tables!.count).toBeGreaterThan(1);
    }
  });

  // Each is found, or the test above could not fail.
  own.describe('shows a planted weakness', () => {
    const GOOD = `alter table planted enable row level security; alter table planted force row level security;`;
    const ASKING = `using (organisation_id = current_setting('lethe.organisation')::uuid)`;
    const TABLE = 'create table planted (organisation_id uuid);';
    it.each([
      ['a table without row-level security: public.planted', TABLE, 'drop table planted'],
      [
        'a table without row-level security: hidden.planted',
        'create schema hidden; create table hidden.planted (id int)',
        'drop schema hidden cascade',
      ],
      [
        'a table whose owner passes its policies: public.planted',
        `${TABLE} alter table planted enable row level security; create policy tenant on planted ${ASKING}`,
        'drop table planted',
      ],
      ['a table without a policy: public.planted', `${TABLE} ${GOOD}`, 'drop table planted'],
      [
        'a policy that asks for no tenant: public.planted',
        `${TABLE} ${GOOD} create policy tenant on planted ${ASKING}; create policy open on planted for select using (true)`,
        'drop table planted',
      ],
      [
        'a policy that asks for no tenant: public.planted',
        `${TABLE} ${GOOD} create policy tenant on planted ${ASKING} with check (true)`,
        'drop table planted',
      ],
      [
        'a materialized view or a foreign table, which have no policies: public.planted',
        'create materialized view planted as select 1',
        'drop materialized view planted',
      ],
      ['a view with the rights of its owner: public.planted', 'create view planted as select 1', 'drop view planted'],
      [
        'a function with the rights of its owner: planted()',
        `create function planted() returns int language sql security definer as 'select 1'`,
        'drop function planted',
      ],
      [
        'a right that passes policies: public.directory_user',
        'grant truncate on directory_user to :role',
        'revoke truncate on directory_user from :role',
      ],
      [
        'a right to make objects: public',
        'grant create on schema public to :role',
        'revoke create on schema public from :role',
      ],
      [
        'something that the service owns: table planted',
        `${TABLE} alter table planted owner to :role`,
        'drop table planted',
      ],
      [
        'something that the service owns: schema planted',
        'create schema planted authorization :role',
        'drop schema planted',
      ],
      ['a role that may more than it should: :role', 'alter role :role bypassrls', 'alter role :role nobypassrls'],
      [
        'a role that may more than it should: :role_owner',
        'alter role :role_owner superuser',
        'alter role :role_owner nosuperuser',
      ],
      [
        'a role that is a member of another: :role of :role_owner',
        'grant :role_owner to :role',
        'revoke :role_owner from :role',
      ],
      [
        'a tenant that is set for whoever connects: lethe.scope=system',
        `alter role :role set lethe.scope = 'system'`,
        'alter role :role reset lethe.scope',
      ],
      [
        'a database that is open to others: lethe_dialer to :role',
        'grant connect on database lethe_dialer to :role',
        'revoke connect on database lethe_dialer from :role',
      ],
    ])('%s', async (weakness, plant, remove) => {
      const named = (text: string) => text.replaceAll(':role', roleOf(lethe, 'directory'));
      await query(lethe, 'directory', named(plant));
      const found = await weaknesses(lethe, 'directory').finally(() => query(lethe, 'directory', named(remove)));
      expect(found).toContain(named(weakness));
      expect(await weaknesses(lethe, 'directory')).toEqual([]);
    });
  });
});
