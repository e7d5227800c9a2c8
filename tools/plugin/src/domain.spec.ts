import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESERVED_DOMAINS } from '@lethe/contracts';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { RESERVED, stamp } from '../generators/domain/generator.cjs';

describe('nx g @lethe/plugin:domain', () => {
  let tree: Tree;
  const read = (file: string) => tree.read(file, 'utf8') ?? '';
  const written = () =>
    tree
      .listChanges()
      .map(({ path }) => path)
      .filter((path) => path.startsWith('apps/'))
      .sort();
  beforeEach(() => {
    tree = createTreeWithEmptyWorkspace();
  });

  it('writes a complete service', () => {
    stamp(tree, { name: 'front-desk', record: 'visitNote', owner: "Team 'Doors' & <Gates>" });
    const files = written().map((path) => path.replace(/\d{13}/, '<time>'));
    expect(files).toEqual([
      'apps/front-desk/README.md',
      'apps/front-desk/jest.config.cjs',
      'apps/front-desk/package.json',
      'apps/front-desk/src/entities/visit-note.ts',
      'apps/front-desk/src/front-desk.conformance.int.spec.ts',
      'apps/front-desk/src/front-desk.ts',
      'apps/front-desk/src/main.ts',
      'apps/front-desk/src/migrations/<time>-front-desk.ts',
      'apps/front-desk/src/migrations/index.ts',
    ]);
    expect(JSON.parse(read('apps/front-desk/package.json'))).toMatchObject({
      name: '@lethe/front-desk',
      lethe: { kind: 'domain', database: 'lethe_front_desk' },
      nx: { tags: ['type:app'], targets: { build: {}, test: {} } },
    });
    expect(read('apps/front-desk/README.md')).toContain("Owner: Team 'Doors' & <Gates>\n");
    expect(read('apps/front-desk/src/front-desk.ts')).toContain("resourcePaths: ['/api/v2/front-desk']");
    expect(read('apps/front-desk/src/migrations/index.ts')).toMatch(/migrations = \[FrontDesk\d{13}\]/);
    for (const path of written()) expect(read(path)).not.toMatch(/<%|%>|undefined/);
  });

  it('declares what its files import, in the versions that the other domains have', () => {
    stamp(tree, { name: 'visits' });
    const manifestOf = (text: string) => JSON.parse(text) as Record<string, Record<string, string>>;
    const { dependencies, devDependencies } = manifestOf(read('apps/visits/package.json'));
    const [test, code] = [true, false].map((isTest) => {
      const files = written().filter((path) => path.endsWith('.ts') && path.endsWith('.spec.ts') === isTest);
      const imported = files.flatMap((path) =>
        [...read(path).matchAll(/from '([^.'][^']*)'/g)].map(([, name]) => name),
      );
      return [...new Set(imported)].sort();
    });
    expect(Object.keys(dependencies ?? {})).toEqual(code);
    expect(Object.keys(devDependencies ?? {})).toEqual(test!.filter((name) => !code!.includes(name)));
    const dialer = manifestOf(
      readFileSync(join(__dirname, '..', '..', '..', 'apps', 'dialer', 'package.json'), 'utf8'),
    );
    expect({ ...dialer['dependencies'], ...dialer['devDependencies'] }).toMatchObject({
      ...dependencies,
      ...devDependencies,
    });
  });

  it('refers to external contacts, or owns the subject it is told', () => {
    stamp(tree, { name: 'visits' });
    stamp(tree, { name: 'leads', subject: 'dialerContactId' });
    expect(read('apps/visits/src/entities/record.ts')).toContain("@RefersTo('externalContactId')");
    expect(read('apps/visits/src/entities/record.ts')).not.toContain('subjectId:');
    expect(read('apps/leads/src/entities/record.ts')).toContain("subjectId: 'dialerContactId'");
    expect(read('apps/leads/src/entities/record.ts')).toContain('@SubjectParent() contactListId');
  });

  it.each([
    ['record', 'RecordEntity'],
    ['string', 'StringEntity'],
    ['column', 'ColumnEntity'],
    ['visit', 'Visit'],
  ])('gives the record type %s the class %s', (record, name) => {
    stamp(tree, { name: 'visits', record });
    expect(read(`apps/visits/src/entities/${record}.ts`)).toContain(`export class ${name} extends`);
  });

  it.each([
    [{ name: 'Visits' }, "Visits: a domain's name is lower case letters, digits and dashes, and begins with a letter."],
    [{ name: '../visits' }, "../visits: a domain's name is lower case"],
    [{ name: '' }, "a domain's name is lower case"],
    [{ name: 'v'.repeat(46) }, 'at most 45 characters'],
    [{ name: 'gateway' }, 'gateway: the name is reserved; choose another.'],
    [{ name: 'dialer' }, 'dialer: apps/dialer is there already'],
    [{ name: 'stack' }, 'stack: tools/stack is there already'],
    [{ name: 'visits', record: 'visit-note' }, '--record visit-note: a record type is written in camelCase'],
    [
      { name: 'visits', subject: 'journeyCustomer' },
      '--subject journeyCustomer: choose one of userId, externalContactId, dialerContactId, or leave it out.',
    ],
    [{ name: 'visits', record: 'v'.repeat(60) }, 'more than 55 characters'],
    [{ name: 'subject', record: 'identifier' }, 'belongs to the kit'],
  ])('refuses %j', (options, says) => {
    tree.write('apps/dialer/package.json', '{}');
    tree.write('tools/stack/package.json', '{}');
    const before = written();
    expect(() => stamp(tree, options)).toThrow(says);
    expect(written()).toEqual(before);
  });

  it('enters the service into the real docker-compose.yml, as the others stand there', () => {
    interface Compose {
      services: Record<string, { environment: Record<string, string> }>;
      secrets: object;
    }
    const before = readFileSync(join(__dirname, '..', '..', '..', 'docker-compose.yml'), 'utf8');
    const parse = (text: string) => load(text, { schema: CORE_SCHEMA.withTags(mergeTag) }) as Compose;
    tree.write('docker-compose.yml', before);
    stamp(tree, { name: 'front-desk' });
    const [old, now] = [parse(before), parse(read('docker-compose.yml'))];
    const renamed: unknown = JSON.parse(
      JSON.stringify(now.services['dialer'])
        .replaceAll('dialer_', 'front-desk_')
        .replace('apps/dialer/', 'apps/front-desk/'),
    );
    expect(now.services['front-desk']).toEqual(renamed);
    expect(now.services['gateway']?.environment['LETHE_DOMAINS']).toBe(
      [...(old.services['gateway']?.environment['LETHE_DOMAINS'] ?? '').split(','), 'front-desk'].sort().join(','),
    );
    expect(Object.keys(now.services)).toHaveLength(Object.keys(old.services).length + 1);
    expect(now.secrets).toEqual({
      ...old.secrets,
      'front-desk_database_url': { file: './deploy/secrets/front-desk_database_url' },
      'front-desk_nats_seed': { file: './deploy/secrets/front-desk_nats_seed' },
    });
  });

  it('says so when it does not know the docker-compose.yml', () => {
    tree.write('docker-compose.yml', 'services: {}\n');
    expect(() => stamp(tree, { name: 'visits' })).toThrow(/enter the domain by hand/);
  });

  it('knows the names that the contract reserves', () => {
    expect(RESERVED).toEqual(expect.arrayContaining([...RESERVED_DOMAINS]));
  });
});
