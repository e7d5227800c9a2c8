import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { DeploymentDescription } from '@lethe/stack';
import { until } from '@lethe/testing';
import { Engine } from './support/engine.ts';

const deployment = JSON.parse(readFileSync(process.env['LETHE_STACK_FILE']!, 'utf8')) as DeploymentDescription;
const engine = new Engine(deployment.engine, deployment.containers);
const all = Object.keys(deployment.containers);
const services = all.filter((name) => name !== 'postgres' && name !== 'nats');
const WRITABLE = ['/var/lib/lethe', '/tmp'];

/** As the kernel of this machine sees it, whatever the engine says of itself. */
async function insideOf(
  name: string,
): Promise<{ status: Record<string, string>; file: (path: string) => string; environment: string }> {
  const proc = `/proc/${await engine.pidOf(name)}`;
  const status = Object.fromEntries(
    readFileSync(`${proc}/status`, 'utf8')
      .split('\n')
      .map((line) => line.split(/:\s*/) as [string, string]),
  );
  return { status, file: (path) => `${proc}/root${path}`, environment: readFileSync(`${proc}/environ`, 'utf8') };
}

describe('the container of', () => {
  it.each(all)('%s runs as an ordinary user without a capability, and can get none', async (name) => {
    const { status } = await insideOf(name);
    const [uids, gids] = [status['Uid']!, status['Gid']!].map((ids) => [...new Set(ids.split('\t'))]);
    expect([uids, gids]).toEqual(
      name === 'postgres'
        ? [[expect.not.stringMatching(/^0$/)], [expect.not.stringMatching(/^0$/)]]
        : [['1000'], ['1000']],
    );
    expect([status['CapEff'], status['CapPrm'], status['CapInh'], status['CapAmb']]).toEqual(
      Array(4).fill('0'.repeat(16)),
    );
    if (name !== 'postgres') expect(status['CapBnd']).toBe('0'.repeat(16));
    expect(status['NoNewPrivs']).toBe('1');
  });

  it.each(all)('%s can change nothing of its image', async (name) => {
    const { file } = await insideOf(name);
    for (const folder of ['/', '/etc', '/usr'])
      expect(() => writeFileSync(file(`${folder}/probe`), '')).toThrow(/EROFS/);
  });

  it.each(services)('%s writes where files belong and nowhere else', async (name) => {
    const tried = ['/', '/lethe', '/lethe/apps', '/etc', '/var', '/home/node', '/run/secrets', ...WRITABLE];
    const probe = `const fs = require('fs'); console.log(JSON.stringify(${JSON.stringify(tried)}.filter((folder) => { try { fs.writeFileSync(folder + '/probe', ''); fs.rmSync(folder + '/probe'); return true; } catch { return false; } })))`;
    expect((JSON.parse(await engine.run(name, 'node', '-e', probe)) as string[]).sort()).toEqual([...WRITABLE].sort());
  });

  it.each(services)('%s sees its own secrets and no other, in files that nobody else may read', async (name) => {
    const { file, environment } = await insideOf(name);
    const own = [
      'database_url',
      'nats_seed',
      's3_access_key',
      's3_secret_key',
      ...(name === 'gateway' ? [] : ['pseudonym_key']),
    ];
    expect(readdirSync(file('/run/secrets')).sort()).toEqual(own.sort());
    for (const secret of own)
      expect([secret, statSync(file(`/run/secrets/${secret}`)).mode & 0o077]).toEqual([secret, 0]);
    expect(readFileSync(file('/run/secrets/database_url'), 'utf8')).toContain(`//lethe_${name.replaceAll('-', '_')}:`);
    for (const secret of own) {
      const value = readFileSync(file(`/run/secrets/${secret}`), 'utf8').trim();
      if (value !== '') expect(environment).not.toContain(value);
    }
  });

  it.each(services)('%s is healthy', async (name) => {
    await until(
      `the health of ${name}`,
      () =>
        engine.run(name, 'node', 'healthcheck.js').then(
          () => true,
          () => false,
        ),
      { seconds: 60 },
    );
  });
});

it('a service that cannot do its work is unhealthy, and healthy again afterwards', async () => {
  const healthy = (): Promise<boolean> =>
    engine.run('dialer', 'node', 'healthcheck.js').then(
      () => true,
      () => false,
    );
  const thaw = await engine.freeze('nats');
  try {
    expect(await healthy()).toBe(false);
  } finally {
    await thaw();
  }
  await until('the health of dialer', healthy, { seconds: 60 });
}, 120_000);
