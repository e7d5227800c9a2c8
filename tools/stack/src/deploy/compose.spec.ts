import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { discoverServices, domainsOf, type Service } from '../discover.ts';
import { LOG_SETTINGS } from '../postgres.ts';
import { Secrets } from '../secrets.ts';
import { serviceEnvironment } from '../service-environment.ts';
import { folderWith } from '../temp-folder.ts';
import { mountedSecrets, readCompose, type ComposeService } from './compose-file.ts';
import { databaseUrlFile, deploymentFiles, natsSeedFile, OPERATORS_FILES } from './deployment-files.ts';

const ROOT = join(__dirname, '..', '..', '..', '..');
const BACKING = ['postgres', 'nats'];
const PROGRAMS = ['migrate', 'admin', 'secrets'];
/** Who hands files over to another user. */
const ROOTS = ['postgres', 'secrets'];
const WIRING = {
  databaseUrl: 'x',
  natsUrl: 'x',
  natsSeed: 'x',
  storage: 'x',
  pseudonymKey: 'x',
  domains: [],
  apiPort: 1,
  publicUrl: 'x',
  healthPort: 2,
};

const services = discoverServices(ROOT);
const compose = readCompose(ROOT);
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const block = (name: string): ComposeService => compose.services[name] ?? { image: `${name} is missing` };
const byName = services.map((service) => [service.name, service] as const);

describe('docker-compose.yml', () => {
  it('runs exactly the services that there are', () => {
    expect(Object.keys(compose.services).sort()).toEqual(
      [...services.map(({ name }) => name), ...BACKING, ...PROGRAMS].sort(),
    );
  });

  it.each(byName)('starts %s with its own secrets', (name, service) => {
    expect(block(name).command).toEqual(['node', '--enable-source-maps', `apps/${name}/bundle/main.js`]);
    expect(mountedSecrets(block(name))).toEqual({
      database_url: databaseUrlFile(service),
      nats_seed: natsSeedFile(service),
      ...(service.kind === 'gateway' ? {} : { pseudonym_key: 'pseudonym_key' }),
      ...Object.fromEntries(OPERATORS_FILES.map((file) => [file, file])),
    });
  });

  it.each(byName)('tells %s everything that the embedded stack tells it', (name, service: Service) => {
    const told = Object.keys(block(name).environment ?? {}).map((variable) => variable.replace(/_FILE$/, ''));
    expect(told).toEqual(expect.arrayContaining(Object.keys(serviceEnvironment(service, WIRING, {}))));
    expect(block(name).environment).toMatchObject({
      LETHE_DOMAINS: domainsOf(services).join(','),
      LETHE_NATS_URL: 'nats://nats:4222',
    });
  });

  it.each(byName)('mounts every secret that %s is told to read', (name) => {
    const files = Object.entries(block(name).environment ?? {}).filter(([variable]) => variable.endsWith('_FILE'));
    expect(files.map(([, path]) => path).sort()).toEqual(
      Object.keys(mountedSecrets(block(name)))
        .map((target) => `/run/secrets/${target}`)
        .sort(),
    );
  });

  it('knows no variable that docs/conventions.md does not', () => {
    const documented = text('docs/conventions.md').replace(
      /`(LETHE_\w+)_ENDPOINT`((?:, `_\w+`)+)/g,
      (_, prefix: string, more: string) => `${prefix}_ENDPOINT${more.replace(/`_(\w+)`/g, `${prefix}_$1`)}`,
    );
    const variables = services
      .flatMap(({ name }) => Object.keys(block(name).environment ?? {}))
      .map((variable) => variable.replace(/_FILE$/, ''));
    expect([...new Set(variables)].filter((variable) => !new RegExp(`\\b${variable}\\b`).test(documented))).toEqual([]);
  });

  it('declares every secret that is made, and no other', () => {
    const made = [...Object.keys(deploymentFiles(services, new Secrets(folderWith()))), ...OPERATORS_FILES];
    expect(compose.secrets).toEqual(
      Object.fromEntries(made.map((name) => [name, { file: `./deploy/secrets/${name}` }])),
    );
  });

  it('shows the superuser and the owners to postgres and migrate alone', () => {
    const who = (secret: string): string[] =>
      Object.keys(compose.services).filter((name) => Object.values(mountedSecrets(block(name))).includes(secret));
    expect(who('postgres_password')).toEqual(['postgres']);
    expect(who('databases.json')).toEqual(['migrate']);
    expect(who('nats.conf')).toEqual(['nats']);
    expect(who('gateway_database_url')).toEqual(['gateway', 'admin']);
  });

  it.each(Object.keys(compose.services))('gives %s no rights that it does not need', (name) => {
    expect(block(name)).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    if (!ROOTS.includes(name))
      expect([block(name).cap_add, block(name).user]).toEqual([undefined, name === 'nats' ? '1000:1000' : undefined]);
    if (!BACKING.includes(name)) expect(block(name).image).toBe('lethe:local');
  });

  it('publishes the gateway alone, on this machine unless told otherwise', () => {
    expect(Object.entries(compose.services).flatMap(([name, { ports }]) => (ports ? [[name, ports]] : []))).toEqual([
      ['gateway', ['${LETHE_HOST:-127.0.0.1}:${LETHE_PORT:-8080}:${LETHE_PORT:-8080}']],
    ]);
  });

  it('asks every service whether it is ready, and starts it after the migrations', () => {
    for (const [name] of byName) {
      expect(block(name).healthcheck?.test).toEqual(['CMD', 'node', 'healthcheck.js']);
      expect(block(name).depends_on).toMatchObject({ migrate: { condition: 'service_completed_successfully' } });
    }
  });

  it('keeps personal data out of the log of PostgreSQL', () => {
    expect(block('postgres').command).toEqual(expect.arrayContaining(LOG_SETTINGS));
  });
});

describe('the image', () => {
  const stages = text('Dockerfile')
    .split(/^FROM /m)
    .slice(1);

  it('is built from Debian in two stages and runs as an ordinary user', () => {
    expect(stages.map((stage) => stage.split(/\s/)[0])).toEqual(['node:24-bookworm-slim', 'node:24-bookworm-slim']);
    expect(stages[1]).toMatch(/\nUSER node\n$/);
    expect(stages[0]).toContain('node tools/image.js /image');
    expect(stages[1]?.match(/^(COPY|ADD) .*/gm)).toEqual(['COPY --from=build /image .']);
  });

  it('names no service, and is built from nothing secret', () => {
    for (const { name } of services) expect(text('Dockerfile')).not.toContain(`apps/${name}`);
    const lines = text('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines[0]).toBe('*');
    expect(lines.filter((line) => line.startsWith('!deploy'))).toEqual(['!deploy/healthcheck.js']);
    expect(text('.gitignore')).toContain('\ndeploy/secrets/\n');
  });
});
