import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { call, later, SECRET, TestGateway } from '../../test/test-gateway.ts';
import { rotateSecret, rotateSigningKey, setDisabled, revoke, withGatewayDatabase } from '../admin/index.ts';

let gateway: TestGateway;
let clientId: string;
beforeAll(async () => {
  gateway = await TestGateway.start({}, { 'gdpr.aggregator.listRequests': () => ({ requests: [], total: 0 }) });
  clientId = await gateway.createClient(['gdpr:*:*']);
});
afterAll(() => gateway?.stop());

const list = (token?: string, headers = {}) => call(`${gateway.url}/api/v2/gdpr/requests`, token, { headers });
const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('POST /oauth/token', () => {
  it('answers a token for the secret, by header and by form', async () => {
    const byHeader = await gateway.logIn(clientId, SECRET);
    expect(byHeader.status).toBe(200);
    expect(await byHeader.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 86_400,
    });
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: SECRET });
    const byForm = await fetch(`${gateway.url}/oauth/token`, { method: 'POST', body });
    expect(byForm.status).toBe(200);
  });

  it.each([
    [
      'unknown client',
      '9b7b0a4f-8f5e-4d8e-8a5a-000000000000',
      SECRET,
      'grant_type=client_credentials',
      400,
      'invalid_client',
      'client not found',
    ],
    [
      'client that is no UUID',
      'nobody',
      SECRET,
      'grant_type=client_credentials',
      400,
      'invalid_client',
      'client not found',
    ],
    ['wrong secret', '', 'wrong', 'grant_type=client_credentials', 401, 'invalid_client', 'authentication failed'],
    ['other grant', '', SECRET, 'grant_type=password', 400, 'unsupported_grant_type', undefined],
    ['no grant', '', SECRET, 'scope=x', 400, 'invalid_request', undefined],
  ])('refuses: %s', async (_, id, secret, body, status, error, description) => {
    const response = await gateway.logIn(id || clientId, secret, gateway.url, body);
    const answer = (await response.json()) as Record<string, string>;
    expect([response.status, answer['error']]).toEqual([status, error]);
    expect(answer['error_description']).toBe(answer['description']);
    if (description !== undefined) expect(answer['description']).toBe(description);
  });

  it('refuses a JSON body, and slows down guessing', async () => {
    const json = await call(`${gateway.url}/oauth/token`, undefined, {
      method: 'POST',
      json: { grant_type: 'client_credentials' },
    });
    expect(json.status).toBe(400);
    const guessed = await gateway.createClient([]);
    const statuses = [];
    for (let i = 0; i < 32; i++) statuses.push((await gateway.logIn(guessed, 'guess')).status);
    expect(statuses.at(-1)).toBe(429);
    expect(statuses[0]).toBe(401);
    const closed = await gateway.logIn(guessed, SECRET);
    expect([closed.status, Number(closed.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
  }, 20_000);
});

describe('access tokens', () => {
  it('are needed', async () => {
    const response = await list();
    expect(await codeOf(response)).toEqual([401, 'authentication.required']);
    expect(await codeOf(await list(undefined, { authorization: 'Basic abc' }))).toEqual([
      401,
      'authentication.required',
    ]);
  });

  it('are refused when forged, in every way we know', async () => {
    const good = await gateway.token(clientId);
    expect((await list(good)).status).toBe(200);
    const [head = '', claims = '', signature = ''] = good.split('.');
    const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const { keys } = (await (await fetch(`${gateway.url}/.well-known/jwks.json`)).json()) as {
      keys: Record<string, unknown>[];
    };
    expect(keys).toEqual([
      expect.objectContaining({ kty: 'EC', crv: 'P-256', alg: 'ES256', kid: decode(head)['kid'] }),
    ]);
    expect(keys[0]).not.toHaveProperty('d');

    const own = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(own.publicKey);
    const signed = (header: object, payload = decode(claims)) =>
      new SignJWT(payload).setProtectedHeader({ alg: 'ES256', ...header }).sign(own.privateKey);
    const publicBytes = new TextEncoder().encode(JSON.stringify(keys[0]));
    const hmac = await new SignJWT(decode(claims))
      .setProtectedHeader({ alg: 'HS256', kid: String(decode(head)['kid']) })
      .sign(publicBytes);
    const forged = [
      `${head}.${encode({ ...decode(claims), org: '00000000-0000-4000-8000-000000000000' })}.${signature}`,
      `${encode({ alg: 'none' })}.${claims}.`,
      hmac,
      await signed({ kid: decode(head)['kid'] }),
      await signed({ kid: 'unknown' }),
      await signed({}),
      await signed({ kid: decode(head)['kid'], jwk }),
      await signed({ kid: decode(head)['kid'], jku: `${gateway.url}/.well-known/jwks.json` }),
      `${head}.${claims}`,
      'a.b.c',
      'rubbish',
    ];
    for (const token of forged) expect(await codeOf(await list(token))).toEqual([401, 'bad.credentials']);
  });

  it('expire', async () => {
    await gateway.sql(`alter table oauth_client drop constraint oauth_client_access_token_validity_seconds_check`);
    const short = await gateway.createClient(['*']);
    await gateway.sql(`update oauth_client set access_token_validity_seconds = 3 where id = '${short}'`);
    const token = await gateway.token(short);
    expect((await list(token)).status).toBe(200);
    for (const until = Date.now() + 30_000; (await list(token)).status === 200 && Date.now() < until;) await wait(100);
    expect(await codeOf(await list(token))).toEqual([401, 'bad.credentials']);
  });

  it('expire by the clock of the database, whatever the gateway has', async () => {
    const right = await gateway.login();
    const now = Date.now();
    const others = [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ] as const;
    jest.useFakeTimers({ now: now + 3 * 86_400_000, doNotFake: [...others] });
    try {
      const wrong = await gateway.login();
      expect(decodeJwt(wrong).exp! * 1_000).toBeLessThan(now + 86_400_000 + 60_000);
      for (const token of [right, wrong]) expect((await list(token)).status).toBe(200);
    } finally {
      jest.useRealTimers();
    }
  });

  it('survive a rotation of the signing key, and the new key signs', async () => {
    const before = await gateway.token(clientId);
    const kid = await withGatewayDatabase(gateway.databaseUrl, rotateSigningKey);
    expect((await list(before)).status).toBe(200);
    const other = await gateway.add();
    const after = await gateway.token(clientId, other);
    expect(JSON.parse(Buffer.from(after.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({ kid });
    // The first gateway asks for a key that it does not know after a second.
    later(1_001);
    expect((await list(after)).status).toBe(200);
  });

  it('lose their force with the client and its permissions', async () => {
    const client = await gateway.createClient(['gdpr:request:view']);
    const token = await gateway.token(client);
    expect((await list(token)).status).toBe(200);
    await withGatewayDatabase(gateway.databaseUrl, (manager) => revoke(manager, client, ['gdpr:request:view']));
    later(5_001);
    expect(await codeOf(await list(token))).toEqual([403, 'missing.any.permissions']);
    await withGatewayDatabase(gateway.databaseUrl, (manager) => setDisabled(manager, client, true));
    later(5_001);
    expect(await codeOf(await list(token))).toEqual([401, 'bad.credentials']);
    expect((await gateway.logIn(client, SECRET)).status).toBe(401);
  }, 20_000);

  it('are not given for a former secret', async () => {
    const { secret } = await withGatewayDatabase(gateway.databaseUrl, (manager) => rotateSecret(manager, clientId));
    expect((await gateway.logIn(clientId, SECRET)).status).toBe(401);
    expect((await gateway.logIn(clientId, secret)).status).toBe(200);
  });
});
