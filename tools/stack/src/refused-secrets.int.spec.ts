import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createUser } from '@nats-io/nkeys';
import { discoverServices, type Service } from './discover.ts';
import { folderWith } from './temp-folder.ts';

/** The services of this checkout, as they were built. */
const SERVICES = discoverServices(join(__dirname, '..', '..', '..'));
const GOOD = {
  LETHE_DATABASE_URL: 'postgres://lethe:c0b1f97d64e2a8530d9f@127.0.0.1:1/lethe',
  LETHE_NATS_URL: 'nats://nats.example:1',
  LETHE_NATS_SEED: new TextDecoder().decode(createUser().getSeed()),
  LETHE_PSEUDONYM_KEY: '7f1c9ad2e84b60357f1d9ad3e85b6035c0ffee',
  LETHE_STORAGE_PATH: '/tmp',
  LETHE_DOMAINS: 'dialer',
  LETHE_PORT: '0',
  LETHE_HEALTH_PORT: '0',
};
/** The gateway keeps no hashes. */
const secretsOf = ({ kind }: Service): string[] => [
  'LETHE_DATABASE_URL',
  'LETHE_NATS_SEED',
  ...(kind === 'gateway' ? [] : ['LETHE_PSEUDONYM_KEY']),
];
const without = (names: readonly string[]) =>
  Object.fromEntries(Object.entries(GOOD).filter(([name]) => !names.includes(name)));

/** How a real process of the service ends that is given this environment; it has a minute to end by itself. */
async function ended(
  { folder }: Service,
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(folder, 'bundle', 'main.js')], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  clearTimeout(late);
  return { code, output: out + errors };
}

describe.each(SERVICES.map((service) => [service.name, service] as const))('%s does not start', (_, service) => {
  it('without its secrets, and names each', async () => {
    const { code, output } = await ended(service, without(secretsOf(service)));
    expect(code).toBe(1);
    for (const name of secretsOf(service)) expect(output).toMatch(new RegExp(`${name}: is missing: .*${name}_FILE`));
  });

  it('with secrets that everybody knows, and repeats none of them', async () => {
    const known = {
      LETHE_DATABASE_URL: 'postgres://lethe:changeme-postgres@127.0.0.1:1/lethe',
      LETHE_NATS_SEED: 'SUSECRETSEED',
      LETHE_PSEUDONYM_KEY: 'pseudonym-key-pseudonym-key-pseudonym-key',
    };
    const { code, output } = await ended(service, { ...GOOD, ...known });
    expect(code).toBe(1);
    for (const name of secretsOf(service)) expect(output).toContain(`${name}: `);
    expect(output).not.toMatch(/changeme-postgres|SUSECRETSEED|pseudonym-key-pseudonym/);
  });

  it('with a secret in a file that others may read', async () => {
    const folder = folderWith();
    const file = join(folder, 'database_url');
    writeFileSync(file, GOOD.LETHE_DATABASE_URL, { mode: 0o644 });
    const { code, output } = await ended(service, {
      ...without(['LETHE_DATABASE_URL']),
      LETHE_DATABASE_URL_FILE: file,
    });
    rmSync(folder, { recursive: true });
    expect(code).toBe(1);
    expect(output).toContain('LETHE_DATABASE_URL_FILE names a file that others may read');
    expect(output).not.toContain('c0b1f97d64e2a8530d9f');
  });
});
