import type { Service } from './discover.ts';

export interface Wiring {
  databaseUrl: string;
  natsUrl: string;
  /** Absent with a server that was there before, which knows no keys of ours. */
  natsSeed?: string;
  storage: string;
  pseudonymKey: string;
  domains: readonly string[];
  /** Where the gateway listens. */
  apiPort: number;
  /** The API's address as clients see it; that of the first gateway. */
  publicUrl: string;
  healthPort: number;
}

/**
 * What a service finds in its environment (docs/conventions.md). Limits, log level and the like pass through from
 * whoever starts the stack; addresses and credentials never do, and nothing of npm, Nx or a PostgreSQL client.
 */
export function serviceEnvironment(
  service: Pick<Service, 'name' | 'kind'>,
  wiring: Wiring,
  caller: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const passed = Object.entries(caller).filter(([name]) => !WITHHELD.test(name));
  const own = service.kind === 'gateway' ? gatewayVariables(wiring, caller) : workerVariables(wiring, caller);
  return {
    ...Object.fromEntries(passed),
    LETHE_DATABASE_URL: wiring.databaseUrl,
    LETHE_NATS_URL: wiring.natsUrl,
    ...(wiring.natsSeed === undefined ? pick(caller, 'LETHE_NATS_SEED') : { LETHE_NATS_SEED: wiring.natsSeed }),
    LETHE_DOMAINS: caller.LETHE_DOMAINS ?? wiring.domains.join(','),
    ...(caller.LETHE_STORAGE_S3_ENDPOINT === undefined ? { LETHE_STORAGE_PATH: wiring.storage } : {}),
    ...own,
  };
}

const WITHHELD =
  /^(npm_|NX_|PG|JEST_|INIT_CWD$|LETHE_(HOME|PORT|HOST|PUBLIC_URL|DOMAINS|STORAGE_PATH|(DATABASE_URL|NATS_URL|NATS_SEED|PSEUDONYM_KEY)(_FILE)?|HEALTH_(PORT|HOST))$)/;

function gatewayVariables(wiring: Wiring, caller: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    LETHE_PORT: String(wiring.apiPort),
    LETHE_HOST: '127.0.0.1',
    LETHE_PUBLIC_URL: caller.LETHE_PUBLIC_URL ?? wiring.publicUrl,
    // Nobody in front of it looks for another gateway meanwhile.
    LETHE_DRAIN_SECONDS: caller.LETHE_DRAIN_SECONDS ?? '0',
  };
}

function workerVariables(wiring: Wiring, caller: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    LETHE_HEALTH_PORT: String(wiring.healthPort),
    LETHE_HEALTH_HOST: '127.0.0.1',
    LETHE_PSEUDONYM_KEY: caller.LETHE_PSEUDONYM_KEY ?? wiring.pseudonymKey,
  };
}

function pick(environment: NodeJS.ProcessEnv, name: string): NodeJS.ProcessEnv {
  return environment[name] === undefined ? {} : { [name]: environment[name] };
}
