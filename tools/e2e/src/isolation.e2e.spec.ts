import pg from 'pg';
import { populate } from './support/access/holdings.ts';
import { query } from './support/databases.ts';
import { Http } from './support/http.ts';
import { Lethe } from './support/lethe.ts';
import { newOrganisation } from './support/organisations.ts';
import { roleOf, servicesOf } from './support/tenancy/catalogue.ts';
import { attempt, connected, plantPassing, tablesOf, type Table } from './support/tenancy/tables.ts';
import { lookingInside } from './support/where.ts';

const { describe, it } = lookingInside();

/** SQLSTATE: no right or a policy refuses; nobody set a tenant on this connection; the tenant that was set is over. */
const REFUSALS = ['42501', '42704', '22P02'];

let lethe: Lethe;
let tables: Table[];
let organisation: string;
let other: string;
let removePlanted: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  lethe = await Lethe.start();
  const second = await newOrganisation(lethe);
  const [one, two] = [
    await Http.login(lethe),
    await Http.login(lethe, { id: second.clientId, secret: second.clientSecret }),
  ];
  const [{ mergeThree }] = await Promise.all([populate(lethe, one, 'pt-pt'), populate(lethe, two, 'en-us')]);
  // What was done once stays in every inbox.
  await one.ended((await one.post('GDPR_DELETE', { externalContactId: mergeThree })).id);
  [organisation, other] = [lethe.description.organisationId, second.organisationId];
  removePlanted = await plantPassing(lethe, organisation);
  tables = await tablesOf(lethe, organisation);
}, 180_000);
afterAll(async () => {
  await removePlanted();
  await lethe?.stop();
}, 60_000);

/** What statements did that nobody should have been able to; one line each. */
async function surprises(
  settings: Record<string, string>,
  before: (client: pg.Client) => Promise<unknown>,
  statements: (table: Table) => Statement[],
): Promise<string[]> {
  const found: string[] = [];
  for (const service of servicesOf(lethe)) {
    await connected(lethe.description.databases[service]!, async (client) => {
      await before(client);
      for (const table of tables.filter((one) => one.service === service)) {
        for (const { verb, sql, values = [], expected } of statements(table)) {
          const done = await attempt(client, settings, sql, values);
          if (!expected.includes(done)) found.push(`${verb} ${service} ${table.name}: ${done}`);
        }
      }
    });
  }
  return found;
}

interface Statement {
  verb: string;
  sql: string;
  values?: string[];
  /** Number of rows, or SQLSTATE. */
  expected: (string | number)[];
}

/**
 * Each statement that could see or change what is there; to be refused, or to meet nothing. An insert has no nothing.
 */
function everyStatement({ name, columns, sample = '{}' }: Table, where = ''): Statement[] {
  const [first, ...rest] = columns.map((column) => pg.escapeIdentifier(column));
  const listed = [first, ...rest].join(', ');
  return [
    { verb: 'select', sql: `select 1 from ${name} ${where}`, expected: [...REFUSALS, 0] },
    {
      verb: 'insert',
      sql: `insert into ${name} (${listed}) overriding system value select ${listed} from jsonb_populate_record(null::${name}, $1)`,
      values: [sample],
      expected: REFUSALS,
    },
    { verb: 'update', sql: `update ${name} set ${first} = ${first} ${where}`, expected: [...REFUSALS, 0] },
    { verb: 'delete', sql: `delete from ${name} ${where}`, expected: [...REFUSALS, 0] },
  ];
}

const committed =
  (...settings: string[]) =>
  async (client: pg.Client) => {
    await client.query('begin');
    for (const setting of settings) await client.query(`select set_config(${setting}, true)`);
    await client.query('commit');
  };
const nothing = async () => undefined;

describe('a service whose transaction sets no tenant', () => {
  it('could see rows in every table', () => {
    expect(
      tables.filter(({ sample }) => sample === undefined).map(({ service, name }) => `${service} ${name}`),
    ).toEqual([]);
    expect(tables.length).toBeGreaterThan(30);
  });

  it('sees and changes nothing, on a new connection', async () => {
    expect(await surprises({}, nothing, everyStatement)).toEqual([]);
  });

  it('sees and changes nothing, on a connection that had a tenant', async () => {
    expect(await surprises({}, committed(`'lethe.organisation', '${organisation}'`), everyStatement)).toEqual([]);
  });

  it('sees and changes nothing, on a connection that worked for all', async () => {
    expect(
      await surprises(
        {},
        committed(`'lethe.organisation', '00000000-0000-0000-0000-000000000000'`, `'lethe.scope', 'system'`),
        everyStatement,
      ),
    ).toEqual([]);
  });
});

describe('a service whose transaction is of one organisation', () => {
  const ofOther = () => ({ 'lethe.organisation': other });

  it('sees what is of this organisation', async () => {
    const counted = ({ name, tenanted, sample }: Table): Statement[] =>
      tenanted && sample !== undefined ? [{ verb: 'select', sql: `select 1 from ${name} limit 1`, expected: [1] }] : [];
    expect(await surprises({ 'lethe.organisation': organisation }, nothing, counted)).toEqual([]);
  });

  it('sees and changes nothing of another', async () => {
    expect(
      await surprises(ofOther(), nothing, (table) =>
        everyStatement(table, table.owned ? `where organisation_id = '${organisation}'` : ''),
      ),
    ).toEqual([]);
  });

  it('can not move its own to another', async () => {
    const moved = ({ name, owned }: Table): Statement[] =>
      owned
        ? [{ verb: 'move', sql: `update ${name} set organisation_id = '${organisation}'`, expected: [...REFUSALS, 0] }]
        : [];
    expect(await surprises(ofOther(), nothing, moved)).toEqual([]);
  });
});

describe("a service's role", () => {
  const codeOf = (url: URL) =>
    connected(url.href, async () => 'connected').catch((error: { code?: string }) => error.code ?? 'refused');
  const urlOf = (service: string, database?: string): URL => {
    const url = new URL(lethe.description.databases[service]!);
    if (database !== undefined) url.pathname = database;
    return url;
  };

  it('connects to its own database and to no other', async () => {
    const databases = (await query<{ datname: string }>(lethe, 'admin', 'select datname from pg_database')).map(
      ({ datname }) => datname,
    );
    expect(databases).toEqual(
      expect.arrayContaining([
        'postgres',
        'template1',
        ...servicesOf(lethe).map((service) => urlOf(service).pathname.slice(1)),
      ]),
    );
    for (const service of servicesOf(lethe)) {
      for (const database of databases) {
        const own = urlOf(service).pathname === `/${database}`;
        // template0 takes nobody at all.
        const expected = own ? 'connected' : database === 'template0' ? '55000' : '42501';
        expect([service, database, await codeOf(urlOf(service, database))]).toEqual([service, database, expected]);
      }
    }
  });

  it('is nobody without its own password', async () => {
    for (const service of servicesOf(lethe)) {
      for (const stranger of [
        '',
        'postgres',
        roleOf(lethe, service),
        urlOf(service === 'gateway' ? 'dialer' : 'gateway').password,
      ]) {
        const url = urlOf(service);
        url.password = stranger;
        expect([service, await codeOf(url)]).toEqual([service, stranger === '' ? 'refused' : '28P01']);
      }
    }
  });
});
