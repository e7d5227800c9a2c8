import { createServer, type Server } from 'node:http';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import { freePort } from '@lethe/testing';
import { call, ORGANISATION, TestGateway } from '../../test/test-gateway.ts';

let gateway: TestGateway;
let issuer: Server;
let privateKey: CryptoKey;
let publicJwk: JWK;
const claims = { tenant: ORGANISATION, scope: 'gdpr:request:view other', azp: 'desk' };

beforeAll(async () => {
  const port = await freePort();
  const pair = await generateKeyPair('RS256');
  publicJwk = await exportJWK(pair.publicKey);
  privateKey = pair.privateKey;
  const keys = JSON.stringify({ keys: [{ ...publicJwk, kid: 'k1', alg: 'RS256' }] });
  issuer = createServer((_, response) => response.end(keys)).listen(port, '127.0.0.1');
  gateway = await TestGateway.start(
    {
      LETHE_ISSUER_URL: 'https://id.example.org',
      LETHE_ISSUER_JWKS_URL: `http://127.0.0.1:${port}/keys`,
      LETHE_ISSUER_AUDIENCE: 'privacy',
      LETHE_ISSUER_ORGANISATION_CLAIM: 'tenant',
      LETHE_ISSUER_PERMISSIONS_CLAIM: 'scope',
    },
    { 'gdpr.aggregator.listRequests': () => ({ requests: [], total: 0 }) },
  );
});
afterAll(async () => {
  issuer?.close();
  await gateway?.stop();
});

interface Over {
  issuer?: string;
  audience?: string;
  expires?: string;
  notBefore?: string;
  header?: object;
  key?: CryptoKey | Uint8Array;
}
const sign = (payload: object, over: Over = {}) =>
  new SignJWT({ ...payload })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', ...over.header })
    .setIssuer(over.issuer ?? 'https://id.example.org')
    .setAudience(over.audience ?? 'privacy')
    .setNotBefore(over.notBefore ?? '0s')
    .setExpirationTime(over.expires ?? '1h')
    .sign(over.key ?? privateKey);
const list = (token: string) => call(`${gateway.url}/api/v2/gdpr/requests`, token);

it("accepts the issuer's token with its organisation and permissions", async () => {
  expect((await list(await sign(claims))).status).toBe(200);
  expect(gateway.services.of('gdpr.aggregator.listRequests').at(-1)).toMatchObject({
    principal: {
      organisationId: ORGANISATION,
      clientId: 'desk',
      permissions: ['gdpr:request:view', 'other'],
      defaultCountry: 'PT',
    },
  });
  expect(
    (await call(`${gateway.url}/api/v2/gdpr/subjects?searchType=NAME&searchValue=x`, await sign(claims))).status,
  ).toBe(403);
});

it.each([
  ['of another issuer', { issuer: 'https://evil.example.org' }],
  ['for another audience', { audience: 'mail' }],
  ['that has expired', { expires: '-10s' }],
  ['that is not valid yet', { notBefore: '60s' }],
  ['of another type', { header: { typ: 'logout+jwt' } }],
  ['with the key id of nobody', { header: { kid: 'k2' } }],
  ['with a path as its key id', { header: { kid: '../../k1' } }],
  ['that says where keys are', { header: { jku: 'http://127.0.0.1/keys' } }],
  ['that says where certificates are', { header: { x5u: 'http://127.0.0.1/cert' } }],
  ['with certificates', { header: { x5c: ['MIIB'] } }],
])('refuses a token %s', async (_, over: Over) => {
  expect((await list(await sign(claims, over))).status).toBe(401);
});

it("refuses a token that brings its key along, whoever's it is", async () => {
  const own = await generateKeyPair('RS256', { extractable: true });
  expect(
    (await list(await sign(claims, { header: { jwk: await exportJWK(own.publicKey) }, key: own.privateKey }))).status,
  ).toBe(401);
  expect((await list(await sign(claims, { header: { jwk: publicJwk } }))).status).toBe(401);
});

it('refuses a token without a signature, or with one of the public key as a shared secret', async () => {
  const [, payload] = (await sign(claims)).split('.');
  for (const alg of ['none', 'None'])
    expect(
      (await list(`${Buffer.from(JSON.stringify({ alg, kid: 'k1' })).toString('base64url')}.${payload}.`)).status,
    ).toBe(401);
  const spki = new TextEncoder().encode(await exportSPKI((await importJWK(publicJwk, 'RS256')) as CryptoKey));
  expect((await list(await sign(claims, { header: { alg: 'HS256' }, key: spki }))).status).toBe(401);
});

it('refuses a token whose payload was changed', async () => {
  const [head, , signature] = (await sign(claims)).split('.');
  const other = Buffer.from(
    JSON.stringify({
      ...claims,
      iss: 'https://id.example.org',
      aud: 'privacy',
      exp: Math.floor(Date.now() / 1_000) + 60,
    }),
  ).toString('base64url');
  expect((await list(`${head}.${other}.${signature}`)).status).toBe(401);
});

it('refuses a token whose organisation is no id, unknown or not said, or whose client is not said', async () => {
  const unknown = '0f7cc2ac-8a3b-4c5e-9a53-6c1e0000ffff';
  for (const wrong of [
    { ...claims, tenant: 'everybody' },
    { ...claims, tenant: unknown },
    { ...claims, tenant: undefined },
    { ...claims, azp: undefined },
  ])
    expect((await list(await sign(wrong))).status).toBe(401);
});

it('bears a clock of the issuer that is not ours, and the types of its tokens', async () => {
  const good: Over[] = [
    { expires: '-2s' },
    { notBefore: '3s' },
    { header: { typ: 'JWT' } },
    { header: { typ: 'at+jwt' } },
  ];
  for (const over of good) expect((await list(await sign(claims, over))).status).toBe(200);
});

it('gives out none of its own', async () => {
  expect((await gateway.logIn(await gateway.createClient(['*']), 'x')).status).toBe(400);
});
