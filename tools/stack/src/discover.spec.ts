import { rmSync } from 'node:fs';
import { discoverServices, domainsOf } from './discover.ts';
import { folderWith } from './temp-folder.ts';

const app = (lethe?: unknown): string => JSON.stringify({ name: '@lethe/x', lethe });

describe('discovery of services', () => {
  let root: string;
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('finds them by folder, in the order in which they stop', () => {
    root = folderWith({
      'apps/aggregator/package.json': app({ kind: 'aggregator', database: 'lethe_aggregator' }),
      'apps/dialer/package.json': app({ kind: 'domain', database: 'lethe_dialer' }),
      'apps/external-contacts/package.json': app({ kind: 'domain', database: 'lethe_external_contacts' }),
      'apps/gateway/package.json': app({ kind: 'gateway', database: 'lethe_gateway' }),
      'apps/website/package.json': app(),
      'apps/left-over/dist/main.js': '',
    });
    const services = discoverServices(root);
    expect(services.map(({ name }) => name)).toEqual(['gateway', 'aggregator', 'dialer', 'external-contacts']);
    expect(services[3]).toEqual({
      name: 'external-contacts',
      kind: 'domain',
      database: 'lethe_external_contacts',
      folder: `${root}/apps/external-contacts`,
    });
    expect(domainsOf(services)).toEqual(['dialer', 'external-contacts']);
  });

  it.each([
    ['a kind nobody knows', 'dialer', { kind: 'worker', database: 'lethe_dialer' }],
    ['a database name that needs quoting', 'dialer', { kind: 'domain', database: 'lethe-dialer' }],
    ['a name that is taken', 'aggregator', { kind: 'domain', database: 'lethe_aggregator' }],
    ['a name that is no NATS token', 'dia.ler', { kind: 'domain', database: 'lethe_dialer' }],
  ])('refuses %s', (_, name, lethe) => {
    root = folderWith({ [`apps/${name}/package.json`]: app(lethe) });
    expect(() => discoverServices(root)).toThrow(`apps/${name}`);
  });

  it('is content with no services at all', () => {
    root = folderWith();
    expect(discoverServices(root)).toEqual([]);
  });
});
