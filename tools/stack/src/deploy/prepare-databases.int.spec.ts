import { Client } from 'pg';
import { Databases } from '../databases.ts';
import { discoverServices } from '../discover.ts';
import { Secrets } from '../secrets.ts';
import { startStack, type Stack } from '../start-stack.ts';
import { folderWith } from '../temp-folder.ts';
import { prepareDatabases } from './prepare-databases.ts';
import type { DeploymentDatabases } from './deployment-files.ts';

const MIGRATION = `export const migrations = [class Notes1700000000000 { async up(runner) { await runner.query('create table note (id int)'); } async down() {} }];`;
const app = JSON.stringify({ lethe: { kind: 'domain', database: 'lethe_notes' } });

describe('the one-shot migrations of a deployment', () => {
  /** Its PostgreSQL asks for passwords, as the deployment's does. */
  let stack: Stack;
  let root: string;
  let wanted: DeploymentDatabases;
  beforeAll(async () => {
    stack = await startStack({
      home: folderWith(),
      root: folderWith(),
      port: 0,
      env: { PATH: process.env.PATH },
      demoPeople: false,
    });
  });
  afterAll(() => stack.stop());
  beforeEach(() => {
    root = folderWith({
      'package.json': '{"type":"module"}',
      'apps/notes/package.json': app,
      'apps/notes/bundle/migrations/index.js': MIGRATION,
    });
    const { admin } = stack.description.databases;
    const databases = new Databases(new URL(admin).host, discoverServices(root), new Secrets(folderWith()));
    wanted = { admin, databases: databases.wanted };
  });

  async function as(url: string, sql: string): Promise<unknown[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    return client
      .query<object>(sql)
      .then(({ rows }) => rows)
      .finally(() => client.end());
  }
  const serviceUrl = (): string => {
    const [notes] = wanted.databases;
    return notes!.ownerUrl.replace(
      `${notes!.owner}:${notes!.passwords.owner}`,
      `${notes!.role}:${notes!.passwords.role}`,
    );
  };

  it('make databases, roles and schemas, and change nothing the second time; a new password replaces the old one', async () => {
    expect(await prepareDatabases(wanted, { root })).toEqual(['notes']);
    await as(serviceUrl(), 'insert into note values (7)');
    const former = serviceUrl();
    wanted.databases[0]!.passwords.role = 'another';
    await prepareDatabases(wanted, { root });
    expect(await as(serviceUrl(), 'select id from note')).toEqual([{ id: 7 }]);
    await expect(as(former, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('refuse to start with secrets that are not for these services', async () => {
    await expect(prepareDatabases({ ...wanted, databases: [] }, { root })).rejects.toThrow(
      'The services are notes, the secrets are for : run `docker compose run --rm secrets`.',
    );
  });

  it('say at once that the superuser is another one', async () => {
    const admin = wanted.admin.replace(/:[^:@]+@/, ':wrong@');
    await expect(prepareDatabases({ ...wanted, admin }, { root, withinMs: 60_000 })).rejects.toThrow(
      /^PostgreSQL refuses the password of its superuser/,
    );
  });

  it('wait for PostgreSQL, but not for ever', async () => {
    const admin = 'postgres://postgres:x@127.0.0.1:1/postgres';
    await expect(prepareDatabases({ ...wanted, admin }, { root, withinMs: 100 })).rejects.toThrow(
      'PostgreSQL does not answer (ECONNREFUSED).',
    );
  });
});
