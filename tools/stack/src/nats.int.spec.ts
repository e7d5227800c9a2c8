import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { NetworkPath, until } from '@lethe/testing';
import { connect, nkeyAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import { discoverServices } from './discover.ts';
import { fakeCheckout } from '../test/fake-apps.ts';
import { createHome, homeAt } from './home.ts';
import { natsUrl, prepareNats } from './nats.ts';
import { freePorts } from './ports.ts';
import { ProcessGroup } from './process-group.ts';
import { Secrets } from './secrets.ts';
import { folderWith } from './temp-folder.ts';

describe('NATS of a stack', () => {
  let root: string;
  let port = 0;
  let secrets: Secrets;
  let group: ProcessGroup;
  let open: NatsConnection[] = [];

  beforeAll(async () => {
    root = folderWith(fakeCheckout());
    const home = homeAt(`${root}/home`);
    createHome(home);
    secrets = new Secrets(home.secrets);
    [port = 0] = await freePorts(1);
    const say = (): void => undefined;
    group = new ProcessGroup({ runFolder: home.run, changed: say, say });
    const ports = { api: 0, postgres: 0, nats: port, own: {} };
    const spec = await prepareNats({ home, env: {}, services: discoverServices(root), secrets, ports, group, say });
    await group.start('nats', spec).ready();
  });
  afterEach(async () => {
    await Promise.all(open.map((connection) => connection.close()));
    open = [];
  });
  afterAll(async () => {
    await group.stop();
    rmSync(root, { recursive: true, force: true });
  });

  const as = async (service: string, through = port): Promise<NatsConnection> => {
    const authenticator = nkeyAuthenticator(new TextEncoder().encode(secrets.seed(service)));
    const connection = await connect({
      servers: natsUrl(through),
      authenticator,
      inboxPrefix: `_INBOX.${service}`,
      reconnect: false,
    });
    open.push(connection);
    return connection;
  };

  it('lets nobody in without a key', async () => {
    await expect(connect({ servers: natsUrl(port), reconnect: false })).rejects.toThrow(/authorization/i);
  });

  it('carries a question to a domain and its answer back', async () => {
    const [gateway, dialer] = [await as('gateway'), await as('dialer')];
    dialer.subscribe('gdpr.dialer.manifest', {
      queue: 'dialer',
      callback: (_, message) => void message.respond('mine'),
    });
    await dialer.flush();
    expect((await gateway.request('gdpr.dialer.manifest', '', { timeout: 10_000 })).string()).toBe('mine');
  });

  it('sends nothing to a domain that was cut off without a word', async () => {
    const path = await NetworkPath.to(port);
    const answering = (connection: NatsConnection) =>
      connection.subscribe('gdpr.dialer.manifest', {
        queue: 'dialer',
        callback: (_, message) => void message.respond('mine'),
      });
    const gone = await as('dialer', path.port);
    answering(gone);
    await gone.flush();
    path.cut('there', 'back');
    path.heal('lost');
    const [gateway, dialer] = [await as('gateway'), await as('dialer')];
    answering(dialer);
    await dialer.flush();
    const answer = (timeout: number) => gateway.request('gdpr.dialer.manifest', '', { timeout });
    // The server pings who is silent, and a question that it delivers counts as a sign of life: it notices within 8 s in
    // which nobody asks. Until then every other question goes to nobody.
    const allAnswered = async () => {
      await pause(9_000);
      await Promise.all(Array.from({ length: 20 }, () => answer(1_000)));
      return true;
    };
    await until('the other one to answer everything', allAnswered, { seconds: 45 });
    for (let call = 0; call < 20; call++) expect((await answer(5_000)).string()).toBe('mine');
    await path.close();
  }, 60_000);

  it.each([
    ['outside its queue', 'dialer', 'gdpr.dialer.export', undefined],
    ["to another's subjects", 'dialer', 'gdpr.directory.>', 'directory'],
    ["to another's answers", 'dialer', '_INBOX.gateway.>', undefined],
    ['to everything', 'gateway', '>', undefined],
  ])('lets no service listen %s', async (_, service, subject, queue) => {
    const connection = await as(service);
    const refused = new Promise((resolve) =>
      connection.subscribe(subject, { queue, callback: (error) => resolve(error) }),
    );
    expect(await refused).toMatchObject({ message: expect.stringMatching(/permissions violation/i) as string });
  });

  it('lets no service ask what only the aggregator may', async () => {
    const [gateway, dialer] = [await as('gateway'), await as('dialer')];
    const heard: string[] = [];
    dialer.subscribe('gdpr.dialer.>', { queue: 'dialer', callback: (_, message) => void heard.push(message.subject) });
    await dialer.flush();
    gateway.publish('gdpr.dialer.erase', '{}');
    gateway.publish('gdpr.dialer.manifest', '{}');
    await gateway.flush();
    while (heard.length === 0) await pause(20);
    expect(heard).toEqual(['gdpr.dialer.manifest']);
  });
});
