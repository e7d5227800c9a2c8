import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GdprInventory } from '@lethe/contracts';
import { until } from '@lethe/testing';
import { query } from './support/databases.ts';
import { Http } from './support/http.ts';
import { Lethe } from './support/lethe.ts';
import { runTool } from './support/programs.ts';
import { servicesOf } from './support/tenancy/catalogue.ts';
import { lookingInside } from './support/where.ts';

const { describe, it } = lookingInside();
const COMMITTED = join(__dirname, '..', '..', '..', 'docs', 'inventory.json');

describe('the inventory (R2)', () => {
  let lethe: Lethe;
  let http: Http;
  beforeAll(async () => {
    lethe = await Lethe.alone();
    http = await Http.login(lethe);
  }, 120_000);
  afterAll(() => lethe?.stop(), 60_000);

  const asked = async () => GdprInventory.parse((await http.send('GET', '/api/v2/gdpr/inventory')).body);

  it('is what the committed one says, of every domain that runs', async () => {
    const { domains, services, measures, isCurrent } = await asked();
    const { domains: committed, services: own } = JSON.parse(readFileSync(COMMITTED, 'utf8')) as GdprInventory;
    expect(isCurrent).toBe(true);
    expect(domains.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
      committed.map((entry) => expect.objectContaining(entry) as object),
    );
    expect(services).toEqual(own);
    expect(measures.length).toBeGreaterThan(10);
  });

  it('names every table of every database', async () => {
    const { domains, services } = await asked();
    for (const service of servicesOf(lethe)) {
      const entry = [...domains, ...services].find(({ name }) => name === service)!;
      const rows = await query<{ name: string }>(
        lethe,
        service,
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      );
      const told = [...entry.recordTypes, ...entry.tables].map(({ table }) => table).sort();
      expect([service, told]).toEqual([service, rows.map(({ name }) => name).sort()]);
    }
  });

  it('is a table and a page as well, and the program gives all three and the assessment', async () => {
    const csv = await http.send('GET', '/api/v2/gdpr/inventory?format=csv');
    expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const page = await http.send('GET', '/api/v2/gdpr/inventory?format=html');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const said: Record<string, string> = {
      json: '"presenceMessage"',
      csv: 'presence_message',
      html: 'presence_message',
    };
    for (const [format, part] of Object.entries(said)) {
      const { code, output } = await runTool(lethe, 'admin', ['inventory', '--format', format]);
      expect([code, output.includes(part)]).toEqual([0, true]);
    }
    const { code, output } = await runTool(lethe, 'admin', ['inventory', '--dpia']);
    expect([code, output]).toEqual([0, expect.stringMatching(/^# Data protection impact assessment/)]);
    expect(output).toContain('- In force: Row-level security keeps organisations apart');
  });

  it('is answered while a domain is away, and says so; the operator records it', async () => {
    const dialer = async () => (await asked()).domains.find(({ name }) => name === 'dialer')!;
    await until('it is recorded', async () => (await dialer()).recordedDate !== undefined);
    const thaw = await lethe.freeze('dialer');
    try {
      await until('it is away', async () => !(await dialer()).available, { seconds: 30 });
      expect(await dialer()).toMatchObject({ answered: true, described: true, drift: [] });
      expect((await runTool(lethe, 'admin', ['inventory', '--record', 'dialer'])).errors).toContain(
        'Not recorded, because it does not say now what it holds: dialer.',
      );
    } finally {
      await thaw();
    }
    await until('it is back', async () => (await dialer()).available, { seconds: 30 });
    const { code, output } = await runTool(lethe, 'admin', ['inventory', '--record', 'dialer']);
    expect([code, output]).toEqual([0, 'dialer: recorded, as before\n']);
  });
});
