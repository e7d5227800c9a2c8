import { createHmac, randomUUID } from 'node:crypto';
import {
  exportJWK,
  exportSPKI,
  FlattenedSign,
  generateKeyPair,
  importJWK,
  SignJWT,
  type CryptoKey,
  type JWK,
} from 'jose';
import { call, later, ORGANISATION, OTHER_ORGANISATION, TestGateway } from '../../test/test-gateway.ts';

/**
 * A token is refused for one fault, although everything else about it is right: all are signed with the real key, where
 * nothing else is said.
 */
let gateway: TestGateway;
let clientId: string;
let kid: string;
let key: CryptoKey;
let publicJwk: JWK;
beforeAll(async () => {
  gateway = await TestGateway.start({}, { 'gdpr.aggregator.listRequests': () => ({ requests: [], total: 0 }) });
  clientId = await gateway.createClient(['gdpr:*:*']);
  await gateway.token(clientId);
  const [row] = await gateway.sql('select kid, private_jwk, public_jwk from signing_key');
  kid = String(row!['kid']);
  publicJwk = row!['public_jwk'] as JWK;
  key = (await importJWK(row!['private_jwk'] as JWK, 'ES256')) as CryptoKey;
});
afterAll(() => gateway?.stop());

const SECONDS = () => Math.floor(Date.now() / 1_000);
const claims = (more: object = {}) => ({
  iss: gateway.url,
  aud: 'lethe',
  sub: clientId,
  org: ORGANISATION,
  iat: SECONDS(),
  exp: SECONDS() + 600,
  jti: randomUUID(),
  ...more,
});
const headers = (more: object = {}) => ({ alg: 'ES256', kid, typ: 'JWT', ...more });
const encode = (part: object | string) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
/** Signed by hand, because libraries refuse to make some of these. */
async function signed(header: object = headers(), payload: object = claims(), signer = key): Promise<string> {
  const input = `${encode(header)}.${encode(payload)}`;
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signer, Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}
async function answerTo(token: string): Promise<[number, unknown]> {
  const response = await call(`${gateway.url}/api/v2/gdpr/requests`, token);
  return [response.status, ((await response.json()) as { code?: string }).code];
}
const REFUSED = [401, 'bad.credentials'];

it('a token with every part right is accepted, so that the others are refused for their fault', async () => {
  expect(await answerTo(await signed())).toEqual([200, undefined]);
});

describe('a token is refused', () => {
  it.each([
    ['that has expired', { exp: -1 }],
    ['that is not valid yet', { nbf: 60 }],
    ['that never expires', { exp: undefined }],
  ])('%s', async (_, times) => {
    const moved = Object.fromEntries(
      Object.entries(times).map(([name, seconds]) => [name, seconds === undefined ? undefined : SECONDS() + seconds]),
    );
    expect(await answerTo(await signed(headers(), claims(moved)))).toEqual(REFUSED);
  });

  it.each([
    ['of another issuer', { iss: 'https://evil.example' }],
    ['of no issuer', { iss: undefined }],
    ['for another audience', { aud: 'mail' }],
    ['for a download', { aud: 'download' }],
    ['for no audience', { aud: undefined }],
    ['of nobody', { sub: undefined }],
    ['of an unknown client', { sub: randomUUID() }],
    ['of a client that is no UUID', { sub: "' or true --" }],
    ['of another organisation than its client', { org: OTHER_ORGANISATION }],
    ['of no organisation', { org: undefined }],
  ])('%s', async (_, more) => {
    const [status, code] = await answerTo(await signed(headers(), claims(more)));
    expect([status, code]).toEqual(REFUSED);
  });

  it.each([
    ['of another type', { typ: 'at+jwt' }],
    ['of no type', { typ: undefined }],
    ['with a key of its own', { jwk: true }],
    ['that says where keys are', { jku: 'http://127.0.0.1/.well-known/jwks.json' }],
    ['that says where certificates are', { x5u: 'http://127.0.0.1/cert.pem' }],
    ['with certificates', { x5c: ['MIIB'] }],
    ['with a critical header', { crit: ['exp'], exp: 1 }],
    ['with an encoding of its own', { crit: ['b64'], b64: true }],
    ['with a header that we do not write', { cty: 'JWT' }],
    ['with no key id', { kid: undefined }],
    ['with the key id of nobody', { kid: randomUUID() }],
    ['with a path as its key id', { kid: '../../../../dev/null' }],
    ['with SQL as its key id', { kid: "x' union select '{}' --" }],
    ['with a key id of 8 KB', { kid: 'k'.repeat(8_000) }],
    ['with a key id that is no text', { kid: 7 }],
  ])('%s', async (_, more) => {
    expect(await answerTo(await signed(headers('jwk' in more ? { jwk: publicJwk } : more)))).toEqual(REFUSED);
  });

  it('with a key of its own, and signed with that key', async () => {
    const own = await generateKeyPair('ES256', { extractable: true });
    for (const more of [
      {},
      { jwk: await exportJWK(own.publicKey) },
      { kid: randomUUID() },
      { jku: `${gateway.url}/.well-known/jwks.json` },
    ]) {
      expect(await answerTo(await signed(headers(more), claims(), own.privateKey))).toEqual(REFUSED);
    }
  });

  it.each(['none', 'None', 'NONE', ''])('with the algorithm "%s"', async (alg) => {
    for (const signature of ['', (await signed()).split('.')[2]])
      expect((await answerTo(`${encode(headers({ alg }))}.${encode(claims())}.${signature}`))[0]).toBe(401);
  });

  it('signed by HMAC with the public key, in every form in which one has it', async () => {
    const spki = await exportSPKI((await importJWK(publicJwk, 'ES256')) as CryptoKey);
    for (const secret of [
      spki,
      spki.trim(),
      JSON.stringify(publicJwk),
      String(publicJwk.x),
      Buffer.from(String(publicJwk.x), 'base64url'),
    ]) {
      const input = `${encode(headers({ alg: 'HS256' }))}.${encode(claims())}`;
      expect(await answerTo(`${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`)).toEqual(
        REFUSED,
      );
    }
  });

  it('of another algorithm, although there is a key for it', async () => {
    for (const alg of ['RS256', 'ES384']) {
      const pair = await generateKeyPair(alg, { extractable: true });
      const id = randomUUID();
      const jwk = JSON.stringify({ ...(await exportJWK(pair.publicKey)), kid: id, alg });
      await gateway.sql(
        `insert into signing_key (kid, algorithm, public_jwk, created_date, retires_date)
          values ('${id}', '${alg}', '${jwk}', now(), now() + interval '1 hour')`,
      );
      // The gateway reads keys again after a second.
      later(1_001);
      expect(
        await answerTo(
          await new SignJWT(claims()).setProtectedHeader({ alg, kid: id, typ: 'JWT' }).sign(pair.privateKey),
        ),
      ).toEqual(REFUSED);
      await gateway.sql(`delete from signing_key where kid = '${id}'`);
    }
  });

  it('with another payload, header or signature than were signed together', async () => {
    const [head, body, signature = ''] = (await signed()).split('.');
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const [, , others] = (await signed(headers(), claims({ exp: SECONDS() + 601 }))).split('.');
    const tokens = [
      `${head}.${encode(claims({ exp: SECONDS() + 86_400 }))}.${signature}`,
      `${encode(headers({ typ: 'jwt' }))}.${body}.${signature}`,
      `${head}.${body}.${flipped}`,
      `${head}.${body}.${others}`,
      `${head}.${body}.${'A'.repeat(86)}`,
      `${head}.${body}.`,
      `${head}.${body}`,
      `${head}..${signature}`,
      `${head}.${body}.${signature}.x`,
    ];
    for (const token of tokens) expect([token, (await answerTo(token))[0]]).toEqual([token, 401]);
  });

  it('in another serialisation', async () => {
    const {
      payload,
      signature,
      protected: head,
    } = await new FlattenedSign(Buffer.from(JSON.stringify(claims()))).setProtectedHeader(headers() as never).sign(key);
    expect((await answerTo(encode(JSON.stringify({ payload, signature, protected: head }))))[0]).toBe(401);
  });
});

describe('a token loses its force', () => {
  /** What the gateway may still remember by then is none of it. */
  const answerAfterwards = (token: string) => {
    later(5_001);
    return answerTo(token);
  };
  it.each(['client', 'organisation'])(
    'with its %s',
    async (what) => {
      const organisation = randomUUID();
      await gateway.sql(`insert into organisation (id, name) values ('${organisation}', 'Gone')`);
      const client = await gateway.createClient(['gdpr:*:*'], organisation);
      const token = await gateway.token(client);
      expect(await answerTo(token)).toEqual([200, undefined]);
      await gateway.sql(
        what === 'client'
          ? `delete from oauth_client where id = '${client}'`
          : `delete from organisation where id = '${organisation}'`,
      );
      expect(await answerAfterwards(token)).toEqual(REFUSED);
    },
    40_000,
  );

  it('with its key, at a gateway that has used the key all along', async () => {
    const token = await gateway.token(clientId);
    expect(await answerTo(token)).toEqual([200, undefined]);
    await gateway.sql(
      `update signing_key set retires_date = now() - interval '1 second', private_jwk = null where kid = '${kid}'`,
    );
    expect(await answerAfterwards(token)).toEqual(REFUSED);
    expect(await answerTo(await gateway.token(clientId))).toEqual([200, undefined]);
  }, 40_000);
});
