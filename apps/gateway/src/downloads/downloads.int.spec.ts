import { Readable } from 'node:stream';
import { location, newKey, openStorage } from '@lethe/storage';
import { call, ORGANISATION, OTHER_ORGANISATION, TestGateway } from '../../test/test-gateway.ts';

const ID = '0f7cc2ac-8a3b-4c5e-9a53-6c1e0000bbbb';
const OTHER = '0f7cc2ac-8a3b-4c5e-9a53-6c1e0000cccc';
const BYTES = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));

let gateway: TestGateway;
let token: string;
let expired = false;
beforeAll(async () => {
  const key = newKey();
  const place = location('archives', ID);
  gateway = await TestGateway.start(
    { LETHE_LINK_MINUTES: '0.05' },
    {
      'gdpr.aggregator.openDownload': ({
        organisationId,
        downloadId,
      }: {
        organisationId: string;
        downloadId: string;
      }) => {
        if (organisationId !== ORGANISATION || downloadId === OTHER || expired)
          throw { code: 'not.found', message: 'The requested download was not found.' };
        return {
          location: place,
          key: key.toString('base64'),
          fileName: `results-${ID}-2026.zip`,
          bytes: BYTES.length,
          expiresDate: '2027-01-01T00:00:00.000Z',
        };
      },
    },
  );
  await openStorage({ kind: 'fs', path: gateway.storage }).write(place, key, Readable.from([BYTES]));
  token = await gateway.login(['gdpr:request:view']);
});
afterAll(() => gateway?.stop());

const ask = (query = '', bearer: string | undefined = token, id = ID) =>
  call(`${gateway.url}/api/v2/downloads/${id}${query}`, bearer);
const link = async (query = '') => ((await (await ask(`?issueRedirect=false${query}`)).json()) as { url: string }).url;
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

it('redirects to a signed link that needs no token, or answers it', async () => {
  const redirect = await ask();
  expect(redirect.status).toBe(302);
  expect(redirect.headers.get('location')).toContain(`${gateway.url}/downloads/${ID}?token=`);
  const answered = await ask('?issueRedirect=false&redirectToAuth=true');
  expect([answered.status, await answered.json()]).toEqual([
    200,
    { url: expect.stringContaining(`${gateway.url}/downloads/${ID}?token=`) },
  ]);
  const file = await fetch(redirect.headers.get('location') ?? '');
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': 'application/zip',
    'content-length': '200000',
    'accept-ranges': 'bytes',
    'cache-control': expect.stringContaining('no-store'),
    'content-disposition': `attachment; filename="results-${ID}-2026.zip"`,
  });
  expect((await bytesOf(file)).equals(BYTES)).toBe(true);
});

it.each([
  ['bytes=0-9', 206, 0, 9],
  ['bytes=65530-65550', 206, 65_530, 65_550],
  ['bytes=199990-', 206, 199_990, 199_999],
  ['bytes=-5', 206, 199_995, 199_999],
  ['bytes=199999-900000', 206, 199_999, 199_999],
  ['bytes=0-1,4-5', 200, 0, 199_999],
  ['pages=1-2', 200, 0, 199_999],
])('answers the range %s', async (range, status, start, end) => {
  const response = await fetch(await link(), { headers: { range } });
  expect([response.status, response.headers.get('content-length')]).toEqual([status, String(end - start + 1)]);
  if (status === 206) expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/200000`);
  expect((await bytesOf(response)).equals(BYTES.subarray(start, end + 1))).toBe(true);
});

it('refuses a range beyond the end', async () => {
  const response = await fetch(await link(), { headers: { range: 'bytes=200000-' } });
  expect([response.status, response.headers.get('content-range'), await response.json()]).toEqual([
    416,
    'bytes */200000',
    expect.objectContaining({ code: 'range.not.satisfiable' }),
  ]);
});

it('takes a disposition without letting anything into the header', async () => {
  const wanted = encodeURIComponent('inline; filename="a"\r\nx: y; filename="é/../b.zip"');
  const response = await fetch(await link(`&contentDisposition=${wanted}`));
  expect(response.headers.get('content-disposition')).toBe('inline; filename="a"');
  await response.arrayBuffer();
});

it('leads nowhere when it is changed, of another use, for another download, foreign, unknown or expired', async () => {
  const good = new URL(await link());
  const signed = good.searchParams.get('token') ?? '';
  const [head, claims, signature] = signed.split('.');
  const changed = Buffer.from(
    JSON.stringify({
      ...(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()) as object),
      org: OTHER_ORGANISATION,
    }),
  ).toString('base64url');
  const bad = [
    `${gateway.url}/downloads/${ID}`,
    `${gateway.url}/downloads/${ID}?token=x`,
    `${gateway.url}/downloads/${ID}?token=${token}`,
    `${gateway.url}/downloads/${ID}?token=${head}.${changed}.${signature}`,
    `${gateway.url}/downloads/${OTHER}?token=${signed}`,
    `${gateway.url}/downloads/x?token=${signed}`,
  ];
  for (const url of bad) expect([url, (await fetch(url)).status]).toEqual([url, 404]);
  // A link is no access token.
  expect((await call(`${gateway.url}/api/v2/gdpr/requests`, signed)).status).toBe(401);
  expect((await ask('', '')).status).toBe(401);
  expect((await ask('', token, OTHER)).status).toBe(404);
  expect((await ask('', await gateway.login(['*'], OTHER_ORGANISATION))).status).toBe(404);
  await new Promise((resolve) => setTimeout(resolve, 4_100));
  expect((await fetch(good)).status).toBe(404);
  const fresh = await link();
  expired = true;
  expect((await fetch(fresh)).status).toBe(404);
  expired = false;
}, 20_000);
