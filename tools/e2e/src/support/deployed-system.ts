import { readFileSync, rmSync } from 'node:fs';
import type { DeploymentDescription } from '@lethe/stack';
import { Engine } from './engine.ts';
import { folder } from './folder.ts';
import { Http } from './http.ts';
import { joined, writeStackFile } from './joined-system.ts';
import { firstOrganisation } from './organisations.ts';
import type { System, SystemDescription } from './system.ts';

/** What a test needs of a deployment so as not to wait for its limits. */
const CALLS_NEEDED = 100_000;

/**
 * The deployment behind `LETHE_API`: with `LETHE_STACK_FILE` an organisation of its own, without it that of the given
 * client.
 */
export async function attach(api: string): Promise<System> {
  const {
    LETHE_STACK_FILE: file,
    LETHE_CLIENT_ID: clientId = '',
    LETHE_CLIENT_SECRET: clientSecret = '',
  } = process.env;
  const home = folder();
  const system =
    file === undefined
      ? fromOutside(home, { api, clientId, clientSecret })
      : await fromInside(home, JSON.parse(readFileSync(file, 'utf8')) as DeploymentDescription);
  await assertLimits(await Http.login(system));
  return system;
}

/** The API and nothing else. */
function fromOutside(home: string, access: Pick<SystemDescription, 'api' | 'clientId' | 'clientSecret'>): System {
  const needsFile = (): never => {
    throw new Error('this test looks inside the deployment: it needs LETHE_STACK_FILE');
  };
  return {
    home,
    description: {
      ...access,
      organisationId: '',
      nats: '',
      storage: '',
      get databases() {
        return needsFile();
      },
    },
    get storage() {
      return needsFile();
    },
    logs: needsFile,
    pids: needsFile,
    kill: needsFile,
    freeze: needsFile,
    stop: async () => rmSync(home, { recursive: true, force: true }),
  };
}

async function fromInside(home: string, deployment: DeploymentDescription): Promise<System> {
  const { engine, containers, ...described } = deployment;
  writeStackFile(home, deployment);
  return joined(home, described, await firstOrganisation({ home }), new Engine(engine, containers));
}

async function assertLimits(http: Http): Promise<void> {
  const { headers } = await http.send(
    'GET',
    '/api/v2/gdpr/subjects?searchType=EMAIL&searchValue=nobody%40lethe.example',
  );
  const allowed = Number(headers.get('inin-ratelimit-allowed'));
  if (allowed >= CALLS_NEEDED) return;
  throw new Error(
    `The deployment allows ${allowed} searches a minute: start it with LETHE_SEARCHES_PER_MINUTE, LETHE_REQUESTS_PER_MINUTE and LETHE_CALLS_PER_MINUTE of ${CALLS_NEEDED} or more.`,
  );
}
