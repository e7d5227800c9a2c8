import { until } from '@lethe/testing';
import { call, manifestOf, TestGateway } from '../../test/test-gateway.ts';

const SESSIONS = '/api/v2/externalcontacts/contacts/{contactId}/journey/sessions';
const answers = (name: string) => () => ({ status: 200, body: { name } });

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await TestGateway.start(
    { LETHE_DOMAINS: 'external-contacts,journey,one,two' },
    {
      'gdpr.external-contacts.manifest': () => manifestOf('external-contacts', ['/api/v2/externalcontacts']),
      'gdpr.journey.manifest': () => manifestOf('journey', ['/api/v2/journey', SESSIONS]),
      'gdpr.one.manifest': () => manifestOf('one', ['/api/v2/things/{id}/parts', '/api/v2/ones']),
      'gdpr.two.manifest': () => manifestOf('two', ['/api/v2/things/{thingId}/parts', '/api/v2/twos']),
      ...Object.fromEntries(
        ['external-contacts', 'journey', 'one', 'two'].map((name) => [`api.${name}`, answers(name)]),
      ),
    },
  );
  token = await gateway.login();
}, 60_000);
afterAll(() => gateway?.stop());

const get = (path: string) => call(`${gateway.url}${path}`, token);

it("goes to the domain that claims it most specifically, though it lies below another's", async () => {
  const answeredBy = async (path: string) => (await get(path)).json();
  expect(await answeredBy('/api/v2/externalcontacts/contacts/1/journey/sessions?pageSize=5')).toEqual({
    name: 'journey',
  });
  expect(await answeredBy('/api/v2/externalcontacts/contacts/1')).toEqual({ name: 'external-contacts' });
  expect(gateway.log.join('')).toContain(SESSIONS);
});

it('goes on to a domain that says too late, once, that it is there', async () => {
  const { handlers, calls } = gateway.services;
  const asked = () => calls.filter(({ subject }) => subject === 'gdpr.one.manifest').length;
  const before = asked();
  gateway.services.handlers = {
    ...handlers,
    'gdpr.one.manifest': (data) =>
      asked() > before + 1 ? handlers['gdpr.one.manifest']!(data) : new Promise(() => undefined),
  };
  const statuses = new Set<number>();
  await until('the next look at it', async () => {
    statuses.add((await get('/api/v2/ones')).status);
    return asked() > before + 1;
  });
  expect([...statuses]).toEqual([200]);
  gateway.services.handlers = handlers;
}, 60_000);

it('is refused by name when two domains claim it, and all else of them goes on', async () => {
  const refused = await get('/api/v2/things/1/parts/2');
  expect([refused.status, (await refused.json()) as object]).toEqual([
    503,
    expect.objectContaining({
      message: 'Several services claim /api/v2/things/{id}/parts: one, two. Only one may.',
    }),
  ]);
  expect(await (await get('/api/v2/ones')).json()).toEqual({ name: 'one' });
  expect(await (await get('/api/v2/twos')).json()).toEqual({ name: 'two' });
  const told = gateway.log.filter((line) => line.includes('path claimed twice'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('one, two');
});
