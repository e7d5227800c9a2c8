import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Databases } from '../databases.ts';
import { discoverServices } from '../discover.ts';
import { POSTGRES } from '../names.ts';
import { Secrets } from '../secrets.ts';
import { StackError } from '../stack-error.ts';
import type { StackDescription } from '../stack-file.ts';

/** What stack.json says, of a deployment in containers; whose tests they are, each test decides itself. */
export interface DeploymentDescription extends Pick<StackDescription, 'api' | 'databases' | 'nats' | 'storage'> {
  /** The command that manages the containers: docker or podman. */
  engine: string;
  /** Service → container. */
  containers: Record<string, string>;
}

/** The parts of `inspect` in which engines agree. */
interface Container {
  Id: string;
  Config: { Labels: Record<string, string>; Env: string[] };
  NetworkSettings: { Networks: Record<string, { IPAddress: string }> };
  Mounts: { Source: string; Destination: string }[];
}

const STORAGE_MOUNT = '/var/lib/lethe';

/**
 * Describes what `docker compose up` started from this checkout, as this machine reaches it: containers by their
 * addresses, the volume by its folder. Needs the rights to read deploy/secrets and the volume; tests look at both.
 */
export function describeDeployment(root: string, engine: string): DeploymentDescription {
  const services = discoverServices(root);
  const running = inspectRunning(root, engine);
  const find = (name: string): Container => {
    const container = running.find(({ Config }) => Config.Labels['com.docker.compose.service'] === name);
    if (!container)
      throw new StackError(
        `No container of ${name} runs from ${root}: start the deployment first (docs/operations.md), or name the engine in LETHE_ENGINE (now ${engine}).`,
      );
    return container;
  };
  const gateway = find('gateway');
  const databases = new Databases(
    `${addressOf(find(POSTGRES))}:5432`,
    services,
    new Secrets(join(root, 'deploy', 'secrets')),
  );
  return {
    api: `http://127.0.0.1:${environmentOf(gateway)['LETHE_PORT']}`,
    databases: { ...databases.urls, admin: databases.admin },
    nats: `nats://${addressOf(find('nats'))}:4222`,
    storage: join(gateway.Mounts.find(({ Destination }) => Destination === STORAGE_MOUNT)?.Source ?? '', 'storage'),
    engine,
    containers: Object.fromEntries(
      [POSTGRES, 'nats', ...services.map(({ name }) => name)].map((name) => [name, find(name).Id]),
    ),
  };
}

function inspectRunning(root: string, engine: string): Container[] {
  const ids = run(engine, [
    'ps',
    '-q',
    '--no-trunc',
    '--filter',
    `label=com.docker.compose.project.working_dir=${root}`,
  ])
    .split('\n')
    .filter(Boolean);
  return ids.length === 0 ? [] : (JSON.parse(run(engine, ['inspect', ...ids])) as Container[]);
}

function run(engine: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(engine, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0)
    throw new StackError(
      `${engine} ${args[0]} failed (${(error?.message ?? stderr).trim()}): name the engine in LETHE_ENGINE.`,
    );
  return stdout;
}

const addressOf = ({ NetworkSettings }: Container): string =>
  Object.values(NetworkSettings.Networks)[0]?.IPAddress ?? '';

const environmentOf = ({ Config }: Container): Record<string, string> =>
  Object.fromEntries(Config.Env.map((line) => line.split(/=(.*)/s) as [string, string]));
