import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startBacking, type Backing } from './backing.ts';
import type { DemoInput } from './demo.ts';
import { Databases } from './databases.ts';
import { discoverServices, domainsOf, type Service } from './discover.ts';
import { assertPortIsFree, parsePort } from './gateway-port.ts';
import { chooseHome, createHome, homeAt, type Home } from './home.ts';
import { freePorts } from './ports.ts';
import { ProcessGroup, type ProcessState } from './process-group.ts';
import { reclaim } from './reclaim.ts';
import { runProgram } from './run-program.ts';
import { Secrets } from './secrets.ts';
import { chooseServerUser } from './server-user.ts';
import { programOf, serviceProcess } from './service-process.ts';
import { explain } from './stack-error.ts';
import { lockHome } from './supervisor-lock.ts';
import { writePrivately } from './write-file.ts';
import type { ProcessRecord } from './process-record.ts';
import type { StackDescription } from './stack-file.ts';
import type { Ports, Startup } from './startup.ts';

export interface StackOptions {
  /** Default: `LETHE_HOME`, else `.lethe` in the checkout. */
  home?: string;
  /** The gateway's port; 0 takes a free one. Default: `LETHE_PORT`, else 8080. */
  port?: number;
  /** Environment of whoever starts the stack. */
  env?: NodeJS.ProcessEnv;
  /** Whether the demo organisation has people in it. Default: yes. */
  demoPeople?: boolean;
  /** The checkout whose apps are started. */
  root?: string;
  /** How many processes of a service run; one of each unless said otherwise. The second is called `<service>-2`. */
  copies?: Readonly<Record<string, number>>;
  /** Changes what one process finds in its environment, such as an address: of NATS, behind a proxy of a test. */
  environmentOf?(process: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv | Promise<NodeJS.ProcessEnv>;
  say?(line: string): void;
  signal?: AbortSignal;
  /** The npm in front of the supervisor; see supervisor-lock.ts. */
  parent?: ProcessRecord;
}

export interface Stack {
  home: Home;
  /** Path of stack.json. */
  file: string;
  /** What stack.json says now. */
  readonly description: StackDescription;
  readonly services: ProcessState[];
  /** Where the API answers: one address for each gateway, the first of them the one in stack.json. */
  readonly apis: string[];
  /**
   * Resolves when the process is ready again. `root`: the process runs what is built there from now on, another
   * version.
   */
  restart(name: string, root?: string): Promise<void>;
  /** Brings the databases to the schemas of the version that is built there, while this one works. */
  migrate(root: string): Promise<void>;
  /** Ends one process and keeps it down until `restart`. */
  halt(name: string): Promise<void>;
  stop(): Promise<void>;
}

const REPOSITORY = join(import.meta.dirname, '..', '..', '..');

/**
 * Starts everything and resolves when all of it is ready; when something fails, stops what it started and throws a
 * StackError.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { root = REPOSITORY, env = process.env } = options;
  const home = options.home === undefined ? chooseHome(root, env) : homeAt(options.home);
  try {
    createHome(home);
    const unlock = await lockHome(home, options.parent);
    const running = new Running(home, unlock, options.say ?? (() => undefined));
    try {
      await running.start({ ...options, root, env, port: options.port ?? parsePort(env.LETHE_PORT) });
      return running;
    } catch (error) {
      await running.stop();
      throw error;
    }
  } catch (error) {
    throw options.signal?.aborted ? options.signal.reason : explain(error, home.path);
  }
}

class Running implements Stack {
  readonly file: string;
  private readonly group: ProcessGroup;
  private described: Omit<StackDescription, 'services'> | undefined;
  private processes: ServiceCopy[] = [];
  private databasesOf: ((services: readonly Service[]) => Databases) | undefined;
  apis: string[] = [];

  constructor(
    readonly home: Home,
    private readonly unlock: () => void,
    private readonly say: (line: string) => void,
  ) {
    this.file = home.file;
    this.group = new ProcessGroup({ runFolder: home.run, changed: () => this.writeFile(), say });
  }

  get services(): ProcessState[] {
    return this.group.states;
  }

  get description(): StackDescription {
    if (!this.described) throw new Error('The stack is not ready.');
    return { ...this.described, services: this.services };
  }

  async start({
    root,
    env,
    demoPeople = true,
    signal,
    port,
    copies = {},
    environmentOf = (_, environment) => environment,
  }: StackOptions & { root: string; env: NodeJS.ProcessEnv; port: number }): Promise<void> {
    const { home, group, say } = this;
    rmSync(home.file, { force: true });
    const left = await reclaim(home);
    if (left.length > 0) say(`Ended what an earlier start left behind: ${left.join(', ')}`);
    await assertPortIsFree(port);
    const services = discoverServices(root);
    const processes = (this.processes = processesOf(services, copies));
    const ports = await choosePorts(port, processes);
    const startup: Startup = { home, env, services, secrets: new Secrets(home.secrets), ports, group, say, signal };
    this.databasesOf = (of) => new Databases(`127.0.0.1:${ports.postgres}`, of, startup.secrets);
    const backing = await startBacking(startup);
    signal?.throwIfAborted();
    await startServices(startup, backing, processes, environmentOf);
    this.apis = processes.filter(({ service }) => service.kind === 'gateway').map(({ name }) => apiOf(ports, name));
    const described = describe(startup, backing);
    const demo: DemoInput = {
      stack: { ...described, services: this.services },
      root,
      peopleMarker: demoPeople ? home.demoPeople : undefined,
    };
    const remark = await runProgram('run-demo', demo, { env, signal });
    if (remark) say(remark);
    this.described = described;
    this.writeFile();
  }

  async restart(name: string, root?: string): Promise<void> {
    const service = this.processes.find((process) => process.name === name)?.service;
    const other =
      service && root !== undefined
        ? discoverServices(root).find((candidate) => candidate.name === service.name)
        : undefined;
    const supervised = this.group.find(name);
    await supervised.restart(other && { args: supervised.spec.args.with(-1, programOf(other)) });
  }

  async migrate(root: string): Promise<void> {
    await this.databasesOf?.(discoverServices(root)).prepare(process.env);
  }

  async halt(name: string): Promise<void> {
    await this.group.find(name).stop();
  }

  async stop(): Promise<void> {
    rmSync(this.file, { force: true });
    this.described = undefined;
    await this.group.stop();
    this.unlock();
  }

  /** Not before the stack is ready; a full disk later on is no reason to end it. */
  private writeFile(): void {
    if (!this.described) return;
    try {
      writePrivately(this.file, `${JSON.stringify(this.description, null, 2)}\n`);
    } catch (error) {
      this.say(explain(error, this.home.path).message);
    }
  }
}

/** One process of a service. */
interface ServiceCopy {
  name: string;
  service: Service;
}

function processesOf(services: readonly Service[], copies: Readonly<Record<string, number>>): ServiceCopy[] {
  return services.flatMap((service) =>
    Array.from({ length: copies[service.name] ?? 1 }, (_, index) => ({
      name: index === 0 ? service.name : `${service.name}-${index + 1}`,
      service,
    })),
  );
}

async function choosePorts(api: number, processes: readonly ServiceCopy[]): Promise<Ports> {
  const [free = 0, postgres = 0, nats = 0, ...own] = await freePorts(processes.length + 3);
  return {
    api: api || free,
    postgres,
    nats,
    own: Object.fromEntries(processes.map(({ name }, index) => [name, own[index] ?? 0])),
  };
}

/** The gateway that everybody knows has the port that was asked for. */
const apiPortOf = ({ api, own }: Ports, name: string): number => (name === 'gateway' ? api : (own[name] ?? 0));
const apiOf = (ports: Ports, name: string): string => `http://127.0.0.1:${apiPortOf(ports, name)}`;

async function startServices(
  { home, env, services, secrets, ports, group, signal }: Startup,
  { databases, nats, keyed }: Backing,
  processes: readonly ServiceCopy[],
  environmentOf: NonNullable<StackOptions['environmentOf']>,
): Promise<void> {
  const user = chooseServerUser('lethe', {
    program: process.execPath,
    folders: [home.storage, home.temporary],
    files: services.map(programOf),
  });
  const specs = await Promise.all(
    processes.map(async ({ name, service }) => {
      const wiring = {
        databaseUrl: databases.urlOf(service),
        natsUrl: nats,
        natsSeed: keyed ? secrets.seed(service.name) : undefined,
        storage: home.storage,
        pseudonymKey: secrets.pseudonymKey,
        domains: domainsOf(services),
        apiPort: apiPortOf(ports, name),
        publicUrl: apiOf(ports, 'gateway'),
        healthPort: ports.own[name] ?? 0,
      };
      const spec = serviceProcess(name, service, { wiring, caller: env }, { home, user });
      return { kind: service.kind, spec: { ...spec, env: await environmentOf(name, spec.env) } };
    }),
  );
  // Domains first: gateway and aggregator ask each of them once, and one that is not there yet only again after a
  // while.
  for (const wave of [specs.filter(({ kind }) => kind === 'domain'), specs.filter(({ kind }) => kind !== 'domain')]) {
    const started = wave.map(({ kind, spec }) => group.start(kind, spec));
    await Promise.all(started.map((process) => process.ready(signal)));
  }
}

function describe(
  { home, secrets, ports }: Startup,
  { databases, nats, keyed }: Backing,
): Omit<StackDescription, 'services'> {
  const { organisationId, clientId, clientSecret } = secrets;
  return {
    api: apiOf(ports, 'gateway'),
    organisationId,
    clientId,
    clientSecret,
    databases: { ...databases.urls, admin: databases.admin },
    nats,
    ...(keyed && { natsSeed: secrets.seed('gateway') }),
    storage: home.storage,
  };
}
