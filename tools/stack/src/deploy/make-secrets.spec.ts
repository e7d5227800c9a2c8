import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '../temp-folder.ts';
import { makeSecrets } from './make-secrets.ts';

const app = (kind: string, database: string): string => JSON.stringify({ lethe: { kind, database } });
const APPS = {
  'apps/gateway/package.json': app('gateway', 'lethe_gateway'),
  'apps/dialer/package.json': app('domain', 'lethe_dialer'),
  'apps/front-desk/package.json': app('domain', 'lethe_front_desk'),
};

describe('the secrets of a deployment', () => {
  let root: string;
  let folder: string;
  const make = (rotate?: string): string => makeSecrets({ root, rotate, user: 1000 });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const all = (): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder)
        .sort()
        .map((name) => [name, read(name)]),
    );
  /** Names of files that differ between two states. */
  const changed = (before: Record<string, string>): string[] =>
    Object.entries(all()).flatMap(([name, text]) => (before[name] === text ? [] : [name]));

  beforeEach(() => {
    root = folderWith(APPS);
    folder = join(root, 'deploy', 'secrets');
    make();
  });

  it('are readable by their owner only', () => {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toHaveLength(13);
    for (const name of readdirSync(folder))
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('are made once', () => {
    const before = all();
    expect(make()).toMatch(/nothing was missing/);
    expect(all()).toEqual(before);
  });

  it("give a service its own credentials and nobody else's", () => {
    const password = (name: string): string => new URL(read(`${name}_database_url`)).password;
    const owners = (
      JSON.parse(read('databases.json')) as { databases: { passwords: { owner: string } }[] }
    ).databases.map(({ passwords }) => passwords.owner);
    const known = [
      ...['gateway', 'dialer', 'front-desk'].flatMap((name) => [password(name), read(`${name}_nats_seed`)]),
      read('postgres_password'),
      ...owners,
    ];
    expect(new Set(known).size).toBe(10);
    const holding = (secret: string): string[] =>
      readdirSync(folder).filter((name) => name !== 'secrets.json' && read(name).includes(secret));
    expect(holding(password('dialer'))).toEqual(['databases.json', 'dialer_database_url']);
    expect(holding(read('dialer_nats_seed'))).toEqual(['dialer_nats_seed']);
    expect(holding(read('postgres_password'))).toEqual(['databases.json', 'postgres_password']);
    for (const owner of owners) expect(holding(owner)).toEqual(['databases.json']);
    expect(new URL(read('front-desk_database_url'))).toMatchObject({
      username: 'lethe_front_desk',
      host: 'postgres:5432',
      pathname: '/lethe_front_desk',
    });
  });

  it('for a new service are added; the others keep theirs', () => {
    const before = all();
    mkdirSync(join(root, 'apps', 'visits'));
    writeFileSync(join(root, 'apps', 'visits', 'package.json'), app('domain', 'lethe_visits'));
    make();
    expect(changed(before).sort()).toEqual([
      'databases.json',
      'nats.conf',
      'secrets.json',
      'visits_database_url',
      'visits_nats_seed',
    ]);
    expect(read('nats.conf')).toContain('gdpr.visits.> visits');
  });

  it('of one service are replaced when told, and no others', () => {
    const before = all();
    make('dialer');
    expect(changed(before).sort()).toEqual([
      'databases.json',
      'dialer_database_url',
      'dialer_nats_seed',
      'nats.conf',
      'secrets.json',
    ]);
    expect(() => make('dealer')).toThrow('There is no service dealer: choose one of gateway, dialer, front-desk.');
  });

  it('keep what the operator filled in', () => {
    expect(read('s3_secret_key')).toBe('');
    writeFileSync(join(folder, 's3_secret_key'), 'of the bucket');
    make();
    expect(read('s3_secret_key')).toBe('of the bucket');
  });

  it.each([0o644, 0o640, 0o604])('that others may read (%i) are refused, by name', (mode) => {
    const before = all();
    chmodSync(join(folder, 'pseudonym_key'), mode);
    expect(() => make('dialer')).toThrow(/^Others may read pseudonym_key in /);
    expect(all()).toEqual(before);
  });

  it('that the containers could not read are not made', () => {
    const elsewhere = folderWith(APPS);
    expect(() => makeSecrets({ root: elsewhere, user: 1234 })).toThrow(/could not read secrets of user 1234/);
    expect(readdirSync(elsewhere)).toEqual(['apps']);
  });
});
