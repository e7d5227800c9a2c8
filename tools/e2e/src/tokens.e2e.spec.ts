import { readFileSync, rmSync } from 'node:fs';
import type { Stack } from '@lethe/stack';
import { dumpAll, query } from './support/databases.ts';
import { Http } from './support/http.ts';
import { makePerson } from './support/interactions.ts';
import type { Lethe } from './support/lethe.ts';
import { startOwnStack } from './support/own-stack.ts';
import { runTool } from './support/programs.ts';
import { onOwnStack } from './support/where.ts';

const { describe } = onOwnStack('it runs two gateways and moves the clock');

/**
 * Two gateways, each a process of its own, that know each other through their database only; every service logs all
 * that it can.
 */
describe('two gateways', () => {
  let home: string;
  let stack: Stack;
  let clients: Http[];
  beforeAll(async () => {
    stack = await startOwnStack({ environment: { LETHE_LOG_LEVEL: 'trace' }, copies: { gateway: 2 } });
    home = stack.home.path;
    clients = await Promise.all(stack.apis.map(login));
  }, 120_000);
  afterAll(async () => {
    await stack?.stop();
    rmSync(home, { recursive: true, force: true });
  }, 60_000);

  const login = (api: string) => Http.login({ description: { ...stack.description, api } });
  const at = (api: string, { authorization }: Http, path = '/api/v2/gdpr/requests') =>
    fetch(`${api}${path}`, { headers: { authorization } });
  const kidOf = ({ authorization }: Http) =>
    (JSON.parse(Buffer.from(authorization.split(/[ .]/)[1]!, 'base64url').toString()) as { kid: string }).kid;
  /** Statuses of a client's call at each gateway. */
  const everywhere = async (client: Http) => Promise.all(stack.apis.map(async (api) => (await at(api, client)).status));
  const lethe = () => stack as unknown as Lethe;

  it("accept each other's tokens, before, during and after a rotation of the key", async () => {
    const before = kidOf(clients[0]!);
    expect(clients.map(kidOf)).toEqual([before, before]);
    for (const client of clients) expect(await everywhere(client)).toEqual([200, 200]);
    const statuses: number[] = [];
    let rotating = true;
    const calling = (async () => {
      while (rotating) for (const client of clients) statuses.push(...(await everywhere(client)));
    })();
    const { code, errors } = await runTool({ home }, 'admin', ['key', 'rotate']).finally(() => (rotating = false));
    await calling;
    expect([code, errors]).toEqual([0, '']);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(statuses.length).toBeGreaterThan(4);
    // Each gateway signs with the new key once it has read it; meanwhile with the former one, which every other
    // accepts.
    for (const until = Date.now() + 30_000; ;) {
      const fresh = await Promise.all(stack.apis.map(login));
      for (const client of [...clients, ...fresh]) expect(await everywhere(client)).toEqual([200, 200]);
      if (fresh.every((client) => kidOf(client) !== before)) break;
      if (Date.now() > until) throw new Error('A gateway still signs with the former key.');
    }
    const published = await Promise.all(
      stack.apis.map(
        async (api) =>
          ((await (await fetch(`${api}/.well-known/jwks.json`)).json()) as { keys: { kid: string; d?: string }[] })
            .keys,
      ),
    );
    expect(published.map((keys) => keys.length)).toEqual([2, 2]);
    expect(published.flat().filter((key) => 'd' in key)).toEqual([]);
  });

  it('give out links that lead to the archive at either, until it expires or its person is erased', async () => {
    const [client] = clients;
    const { contactId } = await makePerson(client!);
    const { resultsUrl } = await client!.ended(
      (await client!.post('GDPR_EXPORT', { externalContactId: contactId })).id,
    );
    const path = new URL(resultsUrl!).pathname;
    const { url } = (await (await at(stack.apis[1]!, client!, `${path}?issueRedirect=false`)).json()) as {
      url: string;
    };
    const link = new URL(url);
    const statuses = async () =>
      Promise.all(
        stack.apis
          .flatMap((api) => [
            fetch(`${api}${link.pathname}${link.search}`),
            fetch(`${api}${link.pathname}${link.search}`, { method: 'HEAD' }),
          ])
          .map(async (response) => {
            const { status } = await response;
            await (await response).arrayBuffer();
            return status;
          }),
      );
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    const clock = (shift: string) =>
      query(
        lethe(),
        'aggregator',
        `create or replace function lethe_now() returns timestamptz language sql stable parallel safe as $$ select now() ${shift} $$`,
      );
    const [archive] = await query<{ open: boolean }>(
      lethe(),
      'aggregator',
      `select expires_at > now() + interval '71 hours' as open from archive where location is not null`,
    );
    expect(archive).toEqual({ open: true });
    await clock(`+ interval '73 hours'`);
    expect(await statuses()).toEqual([404, 404, 404, 404]);
    await clock('');
    // The sweep may have removed it already: another one, for the erasure.
    const again = await client!.ended((await client!.post('GDPR_EXPORT', { externalContactId: contactId })).id);
    const { url: second } = (await (
      await at(stack.apis[0]!, client!, `${new URL(again.resultsUrl!).pathname}?issueRedirect=false`)
    ).json()) as { url: string };
    expect((await fetch(second)).status).toBe(200);
    expect((await client!.ended((await client!.post('GDPR_DELETE', { externalContactId: contactId })).id)).status).toBe(
      'COMPLETED',
    );
    expect((await fetch(second)).status).toBe(404);
  });

  it('keep no secret of a client, no token and no link, in databases or logs', async () => {
    const { clientId, clientSecret } = stack.description;
    const wrong = 'W0nderfully-wrong-secret-of-nobody';
    const refused = await fetch(`${stack.apis[0]}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${wrong}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect(refused.status).toBe(401);
    await fetch(`${stack.apis[0]}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: wrong }),
    });
    const dump = (await dumpAll(lethe())).join('\n');
    const logs = stack.services.map(({ log }) => readFileSync(log, 'utf8')).join('\n');
    expect(logs).toContain('"level"');
    const [, , signature = ''] = clients[0]!.authorization.split('.');
    for (const secret of [
      clientSecret,
      Buffer.from(clientSecret).toString('hex'),
      Buffer.from(clientSecret).toString('base64').replaceAll('=', ''),
      wrong,
      signature,
    ]) {
      expect([secret.length > 20, dump.includes(secret), logs.includes(secret)]).toEqual([true, false, false]);
    }
    const hashes = await query<{ secret_hash: string }>(lethe(), 'gateway', 'select secret_hash from oauth_client');
    for (const { secret_hash: hash } of hashes) expect(hash).toMatch(/^scrypt:[\w-]{22}:[\w-]{43}$/);
  });
});
