import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SUBJECTS, TASK_VERBS } from '@lethe/contracts';
import { createUser } from '@nats-io/nkeys';
import { connect, nkeyAuthenticator, PermissionViolationError, type NatsConnection } from '@nats-io/transport-node';
import { discoverServices, type Service } from './discover.ts';
import { createHome, homeAt } from './home.ts';
import { natsUrl, prepareNats } from './nats.ts';
import { freePorts } from './ports.ts';
import { ProcessGroup } from './process-group.ts';
import { Secrets } from './secrets.ts';
import { folderWith } from './temp-folder.ts';

/** The services of this checkout, so that a new one is in the matrix by itself. */
const SERVICES = discoverServices(join(__dirname, '..', '..', '..'));
const VERBS = ['manifest', 'search', 'resolve', 'posture', 'known', ...TASK_VERBS] as const;
const OF_THE_AGGREGATOR = Object.values(SUBJECTS.aggregator);
/** Everything that anybody here ever says or hears, and what nobody may. */
const SUBJECTS_OF_ALL = [
  ...OF_THE_AGGREGATOR,
  ...SERVICES.flatMap(({ name }) => [
    ...VERBS.map((verb) => SUBJECTS.domain(name, verb)),
    `gdpr.${name}.other`,
    SUBJECTS.resource(name),
    SUBJECTS.openapi(name),
    `_INBOX.${name}.guessed`,
  ]),
  'gdpr',
  'api',
  'other',
  '_INBOX.other',
  '$SYS.REQ.SERVER.PING',
  '$JS.API.INFO',
];
const WILDCARDS = [
  '>',
  '*',
  'gdpr.>',
  'gdpr.*',
  'gdpr.*.*',
  'api.>',
  'api.*',
  '_INBOX.>',
  '_INBOX.*.>',
  '$SYS.>',
  '$JS.>',
  ...SERVICES.flatMap(({ name }) => [`gdpr.${name}.>`, `gdpr.${name}.*`, `api.${name}.>`, `_INBOX.${name}.>`]),
];
const QUEUES = [undefined, ...SERVICES.map(({ name }) => name), 'other'];

/**
 * The table of docs/conventions.md once more, in words of its own: what is meant, beside what is written to the server.
 */
function mayPublish({ name, kind }: Service, subject: string): boolean {
  const [, domain = '', verb = ''] = /^gdpr\.([\w-]+)\.(\w+)$/.exec(subject) ?? [];
  if (kind === 'domain') return subject === SUBJECTS.aggregator.progress;
  if (kind === 'aggregator') return domain !== name && (VERBS as readonly string[]).includes(verb);
  return (
    verb === 'manifest' ||
    verb === 'reindex' ||
    subject.startsWith('api.') ||
    (domain === 'aggregator' && subject !== SUBJECTS.aggregator.progress)
  );
}
function maySubscribe({ name, kind }: Service, subject: string, queue: string | undefined): boolean {
  if (subject.startsWith(`_INBOX.${name}.`)) return true;
  if (kind === 'gateway') return false;
  if (kind === 'aggregator' && subject === SUBJECTS.aggregator.progress && queue === undefined) return true;
  const own =
    subject.startsWith(`gdpr.${name}.`) ||
    (kind === 'domain' && (subject === `api.${name}` || subject.startsWith(`api.${name}.`)));
  return own && queue === name;
}

let root: string;
let port = 0;
let secrets: Secrets;
let group: ProcessGroup;
let open: NatsConnection[] = [];
beforeAll(async () => {
  root = folderWith();
  const home = homeAt(join(root, 'home'));
  createHome(home);
  secrets = new Secrets(home.secrets);
  [port = 0] = await freePorts(1);
  const say = (): void => undefined;
  group = new ProcessGroup({ runFolder: home.run, changed: say, say });
  const ports = { api: 0, postgres: 0, nats: port, own: {} };
  await group
    .start('nats', await prepareNats({ home, env: {}, services: SERVICES, secrets, ports, group, say }))
    .ready();
});
afterEach(async () => {
  await Promise.all(open.map((connection) => connection.close()));
  open = [];
});
afterAll(async () => {
  await group?.stop();
  rmSync(root, { recursive: true, force: true });
});

async function as(service: string, seed = secrets.seed(service)): Promise<NatsConnection> {
  const connection = await connect({
    servers: natsUrl(port),
    authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)),
    inboxPrefix: `_INBOX.${service}`,
    reconnect: false,
  });
  open.push(connection);
  return connection;
}

/** What the server refused while `work` went on, up to its end. */
async function refusals(connection: NatsConnection, work: () => void): Promise<PermissionViolationError[]> {
  const refused: PermissionViolationError[] = [];
  void (async () => {
    for await (const event of connection.status())
      if (event.type === 'error' && event.error instanceof PermissionViolationError) refused.push(event.error);
  })();
  work();
  // The server answers in order: what it refuses, it has refused before this comes back. The iterator above comes a
  // turn later.
  await connection.flush();
  await pause(50);
  return refused;
}
const named = (subject: string, queue?: string) => (queue === undefined ? subject : `${subject} in ${queue}`);

it('covers every service', () => {
  expect(SERVICES.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['gateway', 'aggregator', 'domain']));
  expect(SUBJECTS_OF_ALL.length).toBeGreaterThan(80);
});

describe.each(SERVICES.map((service) => [service.name, service] as const))("%s's key", (name, service) => {
  it('may publish what its service says, and nothing else', async () => {
    const connection = await as(name);
    const refused = (
      await refusals(connection, () => SUBJECTS_OF_ALL.forEach((subject) => connection.publish(subject, 'x')))
    ).map(({ subject }) => subject);
    expect(refused.sort()).toEqual(SUBJECTS_OF_ALL.filter((subject) => !mayPublish(service, subject)).sort());
  });

  it('may subscribe to what its service hears, in its own queue, and to nothing else', async () => {
    const connection = await as(name);
    const all = [...SUBJECTS_OF_ALL, ...WILDCARDS].flatMap((subject) => QUEUES.map((queue) => ({ subject, queue })));
    const refused: string[] = [];
    for (const { subject, queue } of all)
      connection.subscribe(subject, {
        queue,
        callback: (error) => void (error !== null && refused.push(named(subject, queue))),
      });
    await refusals(connection, () => undefined);
    expect(refused.sort()).toEqual(
      all
        .filter(({ subject, queue }) => !maySubscribe(service, subject, queue))
        .map(({ subject, queue }) => named(subject, queue))
        .sort(),
    );
  });
});

it.each(SERVICES.filter(({ kind }) => kind === 'domain').map(({ name }) => name))(
  '%s answers a question once, and nobody who asked nothing',
  async (name) => {
    const [gateway, aggregator, domain] = [await as('gateway'), await as('aggregator'), await as(name)];
    domain.subscribe(SUBJECTS.domain(name, 'manifest'), {
      queue: name,
      callback: (_, question) => {
        for (const inbox of ['_INBOX.gateway.unasked', '_INBOX.aggregator.unasked']) domain.publish(inbox, 'unasked');
        question.respond('one');
        question.respond('two');
      },
    });
    const heard: string[] = [];
    for (const [asker, inbox] of [
      [gateway, '_INBOX.gateway.>'],
      [aggregator, '_INBOX.aggregator.>'],
    ] as const)
      asker.subscribe(inbox, { callback: (_, message) => void heard.push(message.string()) });
    await Promise.all(open.map((connection) => connection.flush()));
    gateway.publish(SUBJECTS.domain(name, 'manifest'), '', { reply: '_INBOX.gateway.asked' });
    for (let waited = 0; heard.length === 0 && waited < 200; waited++) await pause(25);
    // Everything that was on its way is there when a flush of each comes back.
    for (const connection of [domain, gateway, aggregator]) await connection.flush();
    expect(heard).toEqual(['one']);
  },
);

it('lets in no key that is not of a service', async () => {
  const stranger = new TextDecoder().decode(createUser().getSeed());
  await expect(as('gateway', stranger)).rejects.toThrow(/authorization/i);
});
