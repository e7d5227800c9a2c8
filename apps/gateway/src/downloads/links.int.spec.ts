import { createHmac, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import { location, newKey, openStorage } from '@lethe/storage';
import { rotateSigningKey, withGatewayDatabase } from '../admin/index.ts';
import { call, later, ORGANISATION, OTHER_ORGANISATION, TestGateway } from '../../test/test-gateway.ts';

/** Two archives of one organisation, and one of another. */
const [ID, SECOND, OTHER] = [randomUUID(), randomUUID(), randomUUID()];
const ARCHIVES: Record<string, string[]> = { [ORGANISATION]: [ID, SECOND], [OTHER_ORGANISATION]: [OTHER] };
const BYTES = Buffer.from('archive '.repeat(1_000));

let gateway: TestGateway;
let token: string;
let key: CryptoKey;
let kid: string;
/** Archives that the aggregator no longer opens: they have expired, or their person was erased. */
const gone = new Set<string>();
beforeAll(async () => {
  const secret = newKey();
  const place = location('archives', ID);
  gateway = await TestGateway.start(
    {},
    {
      'gdpr.aggregator.openDownload': ({
        organisationId,
        downloadId,
      }: {
        organisationId: string;
        downloadId: string;
      }) => {
        if (ARCHIVES[organisationId]?.includes(downloadId) !== true || gone.has(downloadId))
          throw { code: 'not.found', message: 'The requested download was not found.' };
        return {
          location: place,
          key: secret.toString('base64'),
          fileName: 'results.zip',
          bytes: BYTES.length,
          expiresDate: '2027-01-01T00:00:00.000Z',
        };
      },
    },
  );
  await openStorage({ kind: 'fs', path: gateway.storage }).write(place, secret, Readable.from([BYTES]));
  token = await gateway.login(['gdpr:request:view']);
  const [row] = await gateway.sql('select kid, private_jwk from signing_key');
  kid = String(row!['kid']);
  key = (await importJWK(row!['private_jwk'] as JWK, 'ES256')) as CryptoKey;
});
afterAll(() => gateway?.stop());

const link = async () =>
  ((await (await call(`${gateway.url}/api/v2/downloads/${ID}?issueRedirect=false`, token)).json()) as { url: string })
    .url;
const tokenOf = (url: string) => new URL(url).searchParams.get('token')!;
const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const followed = async (signed: string, id = ID, init: RequestInit = {}) => {
  const response = await fetch(`${gateway.url}/downloads/${id}?token=${signed}`, init);
  return [response.status, (await response.arrayBuffer()).byteLength] as const;
};
const seconds = (offset: number) => Math.floor(Date.now() / 1_000) + offset;
/** A link as the gateway makes it, with the gateway's own key; what is wrong with it is said. */
const made = (more: object = {}, header: object = {}) =>
  new SignJWT({
    iss: gateway.url,
    aud: 'download',
    sub: ID,
    org: ORGANISATION,
    disposition: 'attachment',
    exp: seconds(60),
    ...more,
  } as never)
    .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT', ...header } as never)
    .sign(key);
const LEADS = [200, BYTES.length];
const NOWHERE = [404, expect.any(Number)];

it('leads to the archive; also one made by hand, so that the others fail for their fault', async () => {
  expect(await followed(tokenOf(await link()))).toEqual(LEADS);
  expect(await followed(await made())).toEqual(LEADS);
});

it('says no more than whose archive it is and until when', async () => {
  const [header, claims] = tokenOf(await link()).split('.');
  expect(Object.keys(decode(header)).sort()).toEqual(['alg', 'kid', 'typ']);
  expect(decode(claims)).toEqual({
    iss: gateway.url,
    aud: 'download',
    sub: ID,
    org: ORGANISATION,
    disposition: 'attachment; filename="results.zip"',
    iat: expect.any(Number),
    exp: expect.any(Number),
    jti: expect.any(String),
  });
  expect(Number(decode(claims)['exp']) - Number(decode(claims)['iat'])).toBe(15 * 60);
});

it.each(['iss', 'aud', 'sub', 'org', 'disposition', 'iat', 'exp', 'jti'])(
  'leads nowhere when its %s was changed or removed',
  async (claim) => {
    const [header, claims, signature] = tokenOf(await link()).split('.');
    const said = decode(claims);
    const other =
      typeof said[claim] === 'number'
        ? Number(said[claim]) + 1
        : claim === 'sub'
          ? OTHER
          : claim === 'org'
            ? OTHER_ORGANISATION
            : 'other';
    for (const changed of [
      { ...said, [claim]: other },
      { ...said, [claim]: undefined },
    ])
      expect(await followed(`${header}.${encode(changed)}.${signature}`)).toEqual(NOWHERE);
  },
);

it.each(['alg', 'kid', 'typ'])('leads nowhere when the %s of its header was changed', async (name) => {
  const [header, claims, signature] = tokenOf(await link()).split('.');
  for (const value of ['none', 'HS256', randomUUID(), undefined])
    expect(await followed(`${encode({ ...decode(header), [name]: value })}.${claims}.${signature}`)).toEqual(NOWHERE);
});

it('leads nowhere when it is signed by nobody, by a guess, or for something else', async () => {
  const input = `${encode({ alg: 'HS256', kid, typ: 'JWT' })}.${encode({ aud: 'download', iss: gateway.url, sub: ID, org: ORGANISATION, exp: seconds(60) })}`;
  for (const signed of [
    '',
    'x',
    token,
    `${input}.`,
    `${input}.${createHmac('sha256', kid).update(input).digest('base64url')}`,
    await made({ aud: 'lethe' }),
    await made({ iss: 'https://evil.example' }),
    await made({}, { jku: gateway.url }),
  ]) {
    expect(await followed(signed)).toEqual(NOWHERE);
  }
});

it('is of one archive and one organisation', async () => {
  for (const id of [SECOND, OTHER]) expect(await followed(tokenOf(await link()), id)).toEqual(NOWHERE);
  expect(await followed(await made({ sub: SECOND }), SECOND)).toEqual(LEADS);
  // Even one that the gateway had signed so: the aggregator knows whose the archive is.
  expect(await followed(await made({ sub: OTHER }), OTHER)).toEqual(NOWHERE);
  expect(await followed(await made({ org: OTHER_ORGANISATION }))).toEqual(NOWHERE);
  expect(await followed(await made({ org: undefined }))).toEqual(NOWHERE);
  expect(await followed(await made({ org: randomUUID() }))).toEqual(NOWHERE);
});

it('expires', async () => {
  expect(await followed(await made({ exp: seconds(-1) }))).toEqual(NOWHERE);
  expect(await followed(await made({ exp: undefined }))).toEqual(NOWHERE);
});

it('leads nowhere when its archive has expired or its person was erased', async () => {
  const url = await link();
  gone.add(ID);
  expect(await followed(tokenOf(url))).toEqual(NOWHERE);
  expect((await call(`${gateway.url}/api/v2/downloads/${ID}`, token)).status).toBe(404);
  gone.delete(ID);
  expect(await followed(tokenOf(url))).toEqual(LEADS);
});

it('shows by HEAD what GET would bring, and parts of it by Range, with the same checks', async () => {
  const signed = tokenOf(await link());
  const head = await fetch(`${gateway.url}/downloads/${ID}?token=${signed}`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), (await head.arrayBuffer()).byteLength]).toEqual([
    200,
    String(BYTES.length),
    0,
  ]);
  expect(await followed(signed, ID, { headers: { range: 'bytes=0-9' } })).toEqual([206, 10]);
  for (const init of [{ method: 'HEAD' }, { headers: { range: 'bytes=0-9' } }])
    expect(await followed(await made({ org: OTHER_ORGANISATION }), ID, init)).toEqual(NOWHERE);
});

// Last: the key by which the tests above sign is another one afterwards.
it('outlives a rotation of the key, but not the key', async () => {
  const before = tokenOf(await link());
  await withGatewayDatabase(gateway.databaseUrl, rotateSigningKey);
  const other = await gateway.add();
  for (const url of [gateway.url, other])
    expect((await fetch(`${url}/downloads/${ID}?token=${before}`)).status).toBe(200);
  await gateway.sql(`update signing_key set retires_date = now() - interval '1 second' where kid = '${kid}'`);
  // The gateway reads keys again after 5 s.
  later(5_001);
  expect((await followed(before))[0]).toBe(404);
  token = await gateway.login(['gdpr:request:view']);
  expect(await followed(tokenOf(await link()))).toEqual(LEADS);
}, 40_000);
