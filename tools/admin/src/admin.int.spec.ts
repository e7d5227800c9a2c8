import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '@lethe/gateway/migrations';
import { migrate } from '@lethe/persistence';
import { TestPostgres, type TestDatabase } from '@lethe/testing';
import { ensureOrganisation } from './clients.ts';
import { explain } from './explain.ts';
import { createProgram } from './program.ts';

let postgres: TestPostgres;
let database: TestDatabase;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  database = await postgres.provision(migrations);
  process.env['LETHE_GATEWAY_DATABASE_URL'] = database.url;
});
afterAll(async () => {
  delete process.env['LETHE_GATEWAY_DATABASE_URL'];
  await postgres.dispose();
});

/** What the command prints, or the sentence with which it fails. */
async function admin(...args: string[]): Promise<string> {
  let output = '';
  const program = createProgram((text) => (output += text));
  for (const command of [program, ...program.commands, ...program.commands.flatMap((group) => group.commands)])
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    await program.parseAsync(['node', 'admin', ...args]);
    return output;
  } catch (error) {
    return explain(error);
  }
}
const json = async <T>(...args: string[]) => JSON.parse(await admin(...args, '--json')) as T;

it('creates an organisation and a client, grants, revokes, rotates and disables', async () => {
  const organisation = await json<{ id: string }>('organisation', 'create', 'Aurora', '--default-country', 'PT');
  expect(organisation).toEqual({ id: expect.any(String), name: 'Aurora', defaultCountry: 'PT' });
  expect(await json('organisation', 'set', organisation.id, '--default-country', 'none')).toMatchObject({
    defaultCountry: null,
  });
  const client = await json<{ id: string; secret: string }>(
    'client',
    'create',
    '--organisation',
    organisation.id,
    '--name',
    'Desk',
    '--permission',
    'gdpr:request:view',
  );
  expect(client).toMatchObject({ permissions: ['gdpr:request:view'], secret: expect.stringMatching(/^[\w-]{43}$/) });
  expect(await json('permission', 'grant', client.id, 'gdpr:request:add', 'gdpr:request:view')).toMatchObject({
    permissions: ['gdpr:request:view', 'gdpr:request:add'],
  });
  expect(await json('permission', 'revoke', client.id, 'gdpr:request:view')).toMatchObject({
    permissions: ['gdpr:request:add'],
  });
  const rotated = await json<{ secret: string }>('client', 'rotate-secret', client.id);
  expect(rotated.secret).not.toBe(client.secret);
  expect(await json('client', 'disable', client.id)).toMatchObject({ disabled: true });
  const list = await admin('client', 'list');
  expect(list).toContain(client.id);
  expect(list).not.toContain(rotated.secret);
  const [row] = await postgres.query('select secret_hash from oauth_client', database.name);
  expect(row?.['secret_hash']).not.toContain(rotated.secret);
});

it('rotates the signing key: one signs, the former keeps its public half', async () => {
  const first = await json<{ kid: string }>('key', 'rotate');
  const second = await json<{ kid: string }>('key', 'rotate');
  const keys = await postgres.query(
    'select kid, private_jwk is null as public, retires_date is null as current from signing_key order by created_date',
    database.name,
  );
  expect(keys.slice(-2)).toEqual([
    { kid: first.kid, public: true, current: false },
    { kid: second.kid, public: false, current: true },
  ]);
});

it.each([
  [
    'an unknown organisation',
    ['client', 'create', '--organisation', 'x', '--name', 'y'],
    /^There is no organisation x: list them with /,
  ],
  [
    'an unknown client',
    ['permission', 'grant', '0f7cc2ac-8a3b-4c5e-9a53-6c1e00000009', 'a:b:c'],
    /^There is no client /,
  ],
  ['a country that is none', ['organisation', 'create', 'X', '--default-country', 'Portugal'], /two capital letters/],
])('tells %s in one sentence', async (_, args, sentence) => {
  expect(await admin(...args)).toMatch(sentence);
});

it('says so when the database is away', async () => {
  const url = process.env['LETHE_GATEWAY_DATABASE_URL'];
  process.env['LETHE_GATEWAY_DATABASE_URL'] = 'postgres://x:secret@127.0.0.1:1/x';
  expect(await admin('client', 'list')).toMatch(/^The gateway's database does not answer \(ECONNREFUSED\)/);
  process.env['LETHE_GATEWAY_DATABASE_URL'] = url;
});

it('reads the address of the database from a file, where a container has its secrets', async () => {
  const url = process.env['LETHE_GATEWAY_DATABASE_URL'] ?? '';
  const file = join(mkdtempSync(join(tmpdir(), 'lethe-admin-')), 'database_url');
  writeFileSync(file, `${url}\n`);
  process.env['LETHE_GATEWAY_DATABASE_URL'] = 'postgres://x:secret@127.0.0.1:1/x';
  process.env['LETHE_GATEWAY_DATABASE_URL_FILE'] = file;
  const listed = await json('client', 'list');
  process.env['LETHE_GATEWAY_DATABASE_URL_FILE'] = '/nowhere';
  expect(await admin('client', 'list')).toBe('LETHE_GATEWAY_DATABASE_URL_FILE names a file that cannot be read.');
  delete process.env['LETHE_GATEWAY_DATABASE_URL_FILE'];
  process.env['LETHE_GATEWAY_DATABASE_URL'] = url;
  expect(listed).toEqual(await json('client', 'list'));
});

it('ensures the organisation of a stack and changes nothing the second time', async () => {
  const url = process.env['LETHE_GATEWAY_DATABASE_URL'] ?? '';
  const wanted = {
    organisationId: '0f7cc2ac-8a3b-4c5e-9a53-6c1e00000001',
    name: 'Demo',
    clientId: '0f7cc2ac-8a3b-4c5e-9a53-6c1e00000002',
    clientSecret: 'a long secret',
  };
  const row = () => postgres.query(`select * from oauth_client where id = '${wanted.clientId}'`, database.name);
  await ensureOrganisation(url, wanted);
  const first = await row();
  await ensureOrganisation(url, wanted);
  expect(await row()).toEqual(first);
  expect(first).toEqual([expect.objectContaining({ permissions: ['*'], organisation_id: wanted.organisationId })]);
});

it('migrates twice without harm', async () => {
  expect(
    await migrate({
      url: database.ownerUrl,
      migrations,
      serviceRole: database.role,
    }),
  ).toEqual([]);
});
