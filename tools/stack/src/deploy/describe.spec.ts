import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '../temp-folder.ts';
import { describeDeployment } from './describe.ts';
import { makeSecrets } from './make-secrets.ts';

const container = (service: string, address: string) => ({
  Id: `id-of-${service}`,
  Config: { Labels: { 'com.docker.compose.service': service }, Env: ['PATH=/bin', 'LETHE_PORT=8090'] },
  NetworkSettings: { Networks: { lethe_default: { IPAddress: address } } },
  Mounts: [{ Source: '/volumes/lethe_storage', Destination: '/var/lib/lethe' }],
});

describe('the description of a deployment', () => {
  let root: string;
  /** An engine that knows these containers. */
  function engine(...containers: object[]): string {
    const folder = folderWith({
      engine: `#!/bin/sh\ncase $1 in ps) echo ${containers.length === 0 ? '' : 'x'};; inspect) cat <<'E'\n${JSON.stringify(containers)}\nE\n;; esac\n`,
    });
    chmodSync(join(folder, 'engine'), 0o755);
    return join(folder, 'engine');
  }
  beforeEach(() => {
    root = folderWith({
      'apps/gateway/package.json': JSON.stringify({ lethe: { kind: 'gateway', database: 'lethe_gateway' } }),
    });
    makeSecrets({ root, user: 1000 });
  });

  it('says how this machine reaches each part', () => {
    const command = engine(
      container('postgres', '10.0.0.2'),
      container('nats', '10.0.0.3'),
      container('gateway', '10.0.0.4'),
    );
    const description = describeDeployment(root, command);
    expect(description).toMatchObject({
      api: 'http://127.0.0.1:8090',
      nats: 'nats://10.0.0.3:4222',
      storage: '/volumes/lethe_storage/storage',
      containers: { postgres: 'id-of-postgres', nats: 'id-of-nats', gateway: 'id-of-gateway' },
    });
    expect(new URL(description.databases['gateway']!)).toMatchObject({
      host: '10.0.0.2:5432',
      username: 'lethe_gateway',
      pathname: '/lethe_gateway',
    });
    expect(new URL(description.databases.admin)).toMatchObject({ host: '10.0.0.2:5432', username: 'postgres' });
  });

  it('is refused in one sentence where nothing runs, and where the engine is not there', () => {
    expect(() => describeDeployment(root, engine())).toThrow(
      /^No container of gateway runs from .*: start the deployment first/,
    );
    expect(() => describeDeployment(root, '/nowhere/docker')).toThrow(/name the engine in LETHE_ENGINE/);
  });
});
