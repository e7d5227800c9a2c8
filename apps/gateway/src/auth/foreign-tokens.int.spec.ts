import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { freePort } from '@lethe/testing';
import { call, ORGANISATION, TestGateway } from '../testing/test-gateway.ts';

let gateway: TestGateway;
let issuer: Server;
let privateKey: CryptoKey;
const claims = { tenant: ORGANISATION, scope: 'gdpr:request:view other', azp: 'desk' };

beforeAll(async () => {
  const port = await freePort();
  const pair = await generateKeyPair('RS256');
  privateKey = pair.privateKey;
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256' }] });
  issuer = createServer((_, response) => response.end(keys)).listen(port, '127.0.0.1');
  gateway = await TestGateway.start(
    {
      LETHE_ISSUER_URL: 'https://id.example.org', LETHE_ISSUER_JWKS_URL: `http://127.0.0.1:${port}/keys`, LETHE_ISSUER_AUDIENCE: 'privacy',
      LETHE_ISSUER_ORGANISATION_CLAIM: 'tenant', LETHE_ISSUER_PERMISSIONS_CLAIM: 'scope',
    },
    { 'gdpr.aggregator.listRequests': () => ({ requests: [], total: 0 }) },
  );
});
afterAll(async () => {
  issuer?.close();
  await gateway?.stop();
});

const sign = (payload: object, over: { issuer?: string; audience?: string; expires?: string } = {}) =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).setIssuer(over.issuer ?? 'https://id.example.org')
    .setAudience(over.audience ?? 'privacy').setExpirationTime(over.expires ?? '1h').sign(privateKey);
const list = (token: string) => call(`${gateway.url}/api/v2/gdpr/requests`, token);

it('accepts the issuer\'s token with its organisation and permissions', async () => {
  expect((await list(await sign(claims))).status).toBe(200);
  expect(gateway.services.of('gdpr.aggregator.listRequests').at(-1)).toMatchObject({
    principal: { organisationId: ORGANISATION, clientId: 'desk', permissions: ['gdpr:request:view', 'other'], defaultCountry: 'PT' },
  });
  expect((await call(`${gateway.url}/api/v2/gdpr/subjects?searchType=NAME&searchValue=x`, await sign(claims))).status).toBe(403);
});

it('refuses others, and gives out none of its own', async () => {
  const bad = [
    await sign(claims, { issuer: 'https://evil.example.org' }),
    await sign(claims, { audience: 'mail' }),
    await sign(claims, { expires: '-1s' }),
    await sign({ ...claims, tenant: 'everybody' }),
    await sign({ tenant: ORGANISATION }),
  ];
  for (const token of bad) expect((await list(token)).status).toBe(401);
  expect((await gateway.logIn(await gateway.createClient(['*']), 'x')).status).toBe(400);
});
