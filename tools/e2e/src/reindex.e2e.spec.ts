import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Stack } from '@lethe/stack';
import { until } from '@lethe/testing';
import { query } from './support/databases.ts';
import { folder } from './support/folder.ts';
import { FreshStores, type Row } from './support/fresh-stores.ts';
import { startOwnStack } from './support/own-stack.ts';
import { runTool } from './support/programs.ts';
import { onOwnStack } from './support/where.ts';

const { describe } = onOwnStack('it gives a store the keys of earlier rules');

const DOMAINS = ['architect', 'conversations', 'dialer', 'directory', 'external-contacts'];
const KEYED = DOMAINS.filter((name) => name !== 'conversations');
/** Beside the person, in external-contacts. */
const MANY = 3_000;

interface Age {
  version: number;
  rules: number;
  remaining: number;
}

/** What an earlier version has left: its keys, in a store that has just been migrated. */
describe('a store of an earlier version', () => {
  const home = `${folder()}/lethe`;
  const healthPorts: Record<string, string> = {};
  let stack: Stack;
  let stores: FreshStores;
  let ids: { user: string; contact: string; row: Row };

  beforeAll(async () => {
    stack = await startOwnStack({
      home,
      environmentOf: (name, environment) => {
        healthPorts[name] = environment['LETHE_HEALTH_PORT'] ?? '';
        return environment;
      },
    });
    stores = await FreshStores.of(stack);
    const { http } = stores;
    const [name, email] = ["Sean O'Brien", 'weiß@example.org'];
    const { id: table } = (
      await http.send<{ id: string }>('POST', '/api/v2/flows/datatables', {
        name: 'VIP',
        schema: {
          $schema: 'http://json-schema.org/draft-04/schema#',
          type: 'object',
          properties: { key: { type: 'string' }, mail: { type: 'string' } },
          'x-personal': [{ column: 'mail', kind: 'EMAIL' }],
        },
      })
    ).body;
    await http.send('POST', `/api/v2/flows/datatables/${table}/rows`, { key: 'vip', mail: email });
    const contact = await stores.contact({ firstName: 'Sean', lastName: "O'Brien", personalEmail: email });
    await stores.conversation({ externalContactId: contact, name });
    const row = await stores.row('Sean', "O'Brien", { Email: email });
    ids = { user: await stores.user(name, email), contact, row };
    const { organisationId } = stores.system.description;
    await copyContacts(contact);
    for (const domain of DOMAINS)
      await query(
        stack,
        domain,
        `delete from subject_identifier where kind like 'possible:%';
         update subject_identifier set version = 0, key = case kind when 'NAME' then replace(key, 'obrien sean', 'o''brien sean')
           when 'EMAIL' then replace(key, 'ß', 'ss') else key end where organisation_id = '${organisationId}';
         update index_state set version = 0 where organisation_id = '${organisationId}'`,
      );
  }, 180_000);
  afterAll(() => stack?.stop(), 60_000);

  /** With every column that the table has. */
  async function copyContacts(template: string): Promise<void> {
    const columns = await query<{ name: string }>(
      stack,
      'external-contacts',
      `select attname as name from pg_attribute where attrelid = 'external_contact'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    );
    const own: Record<string, string> = {
      id: 'gen_random_uuid()',
      last_name: `'Hall' || n`,
      personal_email: `'ann' || n || '@example.org'`,
      canonical_contact_id: 'null',
    };
    await query(
      stack,
      'external-contacts',
      `insert into external_contact (${columns.map(({ name }) => name).join()})
       select ${columns.map(({ name }) => own[name] ?? `t.${name}`).join()} from external_contact t, generate_series(1, ${MANY}) n where t.id = '${template}'`,
    );
  }

  const everywhere = () => [ids.user, ids.contact, ids.row.id].sort();
  const found = async (kind: string, value: string) => (await stores.found(kind, value)).sort();
  const ages = async (): Promise<Record<string, Age>> => {
    const { domains } = (await (await fetch(`${stack.description.api}/readyz`)).json()) as {
      domains: { name: string; index: Age }[];
    };
    return Object.fromEntries(domains.map(({ name, index }) => [name, index]));
  };
  const stateOf = async (domain: string) =>
    (
      await query<{ version: number; record_id: string | null }>(
        stack,
        domain,
        `select version, record_id from index_state where organisation_id = '${stores.system.description.organisationId}'`,
      )
    )[0];

  it('says so, and stays ready', async () => {
    for (const domain of KEYED) {
      const ready = await fetch(`http://127.0.0.1:${healthPorts[domain]}/readyz`);
      expect([domain, ready.status]).toEqual([domain, 200]);
      expect(((await ready.json()) as { index: Age }).index).toMatchObject({ version: 0, rules: expect.any(Number) });
      const metrics = await (await fetch(`http://127.0.0.1:${healthPorts[domain]}/metrics`)).text();
      expect(metrics).toMatch(new RegExp(`lethe_index_remaining\\{domain="${domain}"\\} [1-9]`));
    }
    // Each domain tells it in its own time.
    await until('the gateway knows of both', async () => {
      const { dialer, 'external-contacts': contacts } = await ages();
      return dialer?.remaining === 1 && contacts?.remaining === MANY + 1;
    });
    expect((await ages())['external-contacts']).toMatchObject({ version: 0, remaining: MANY + 1 });
    expect((await fetch(`${stack.description.api}/readyz`)).status).toBe(200);
  });

  it('is searched under both', async () => {
    expect(await found('NAME', "O'Brien, Sean")).toEqual(everywhere());
    expect(await found('EMAIL', 'WEIß@example.org')).toEqual(everywhere());
    const { id } = await stores.http.post('GDPR_EXPORT', { externalContactId: ids.contact });
    const { status } = await stores.http.ended(id);
    expect(status).toBe('COMPLETED');
    const tasks = JSON.stringify((await stores.http.send('GET', `/api/v2/gdpr/requests/${id}/tasks`)).body);
    expect(tasks).toContain('index.older');
    expect(await found('EMAIL', 'weiss@example.org')).toEqual([]);
  });

  it('gets the keys of today while it serves, and goes on where it was interrupted', async () => {
    const child = spawn(
      process.execPath,
      [join(__dirname, '..', '..', 'admin', 'dist', 'main.js'), 'reindex', 'external-contacts'],
      { env: { PATH: process.env['PATH'], LETHE_HOME: home }, stdio: 'ignore' },
    );
    await until('it is halfway', async () => typeof (await stateOf('external-contacts'))?.record_id === 'string', {
      seconds: 60,
    });
    child.kill('SIGKILL');
    const interrupted = (await stateOf('external-contacts'))!;
    expect(interrupted.version).toBe(0);
    expect(await found('NAME', "O'Brien, Sean")).toEqual(everywhere());

    let writes = 0;
    let isOver = false;
    const written: string[] = [];
    const writing = (async () => {
      while (!isOver && writes < 500) {
        written.push(await stores.contact({ firstName: 'Written', lastName: `Meanwhile${(writes += 1)}` }));
        await stores.http.send('DELETE', `/api/v2/externalcontacts/contacts/${written.shift()!}`);
      }
    })();
    const { code, output, errors } = await runTool({ home }, 'admin', ['reindex']);
    isOver = true;
    await writing;
    process.stdout.write(output);
    expect([code, errors]).toEqual([0, '']);
    for (const domain of DOMAINS) expect(output).toContain(`${domain}: `);
    // What was done before it was killed is not done again.
    expect(Number(/external-contacts: ([\d,]+) records/.exec(output)![1]!.replace(',', ''))).toBeLessThan(
      MANY + writes,
    );

    expect(await found('NAME', 'OBrien Sean')).toEqual(everywhere());
    expect(await found('EMAIL', 'WEIß@example.org')).toEqual(everywhere());
    expect(await found('EMAIL', 'ann7@example.org')).toHaveLength(1);
    expect(await found('EMAIL', 'weiss@example.org')).toEqual([]);
    await until('the gateway knows', async () => Object.values(await ages()).every(({ remaining }) => remaining === 0));
    for (const domain of KEYED)
      expect(await query(stack, domain, 'select distinct version from subject_identifier')).toHaveLength(1);
    expect(await query(stack, 'external-contacts', ORPHANS)).toEqual([]);
  }, 120_000);

  it('has nothing left to do, and says of a domain that is not there', async () => {
    const { code, output } = await runTool({ home }, 'admin', ['reindex', 'dialer']);
    expect([code, output]).toEqual([0, expect.stringMatching(/^dialer: everything has keys of version \d+\n$/)]);
    expect(await runTool({ home }, 'admin', ['reindex', 'nowhere'])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('There is no domain nowhere'),
    });
  });
});

const ORPHANS = `select from subject_identifier s where not exists (select from external_contact c where c.id = s.record_id)`;
