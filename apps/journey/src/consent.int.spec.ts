import { RunningJourney, webEvent } from '../test/running-journey.ts';

interface CustomerView {
  id: string;
  consent?: { givenDate: string; withdrawnDate?: string };
}

let journey: RunningJourney;
let deploymentId: string;
beforeAll(async () => {
  journey = await RunningJourney.start();
  deploymentId = await journey.deployment('cookie', 'loyaltyCard');
}, 60_000);
afterAll(() => journey?.stop());

const post = (more: object) => journey.api.postJourneyDeploymentWebevents(deploymentId, { body: webEvent(more) });
const MISSING = { status: 409, code: 'consent.missing' };

it('takes no event of a visitor whom nobody knows, of one who has not agreed, and of one who has agreed no more', async () => {
  await expect(post({ customerCookieId: 'nobody' })).rejects.toMatchObject(MISSING);
  const { id } = await journey.ok<CustomerView>('POST', '/customers', { customerId: 'asked' });
  await expect(post({ customerCookieId: 'asked' })).rejects.toMatchObject(MISSING);
  const givenDate = '2026-02-01T08:00:00.000Z';
  expect(await journey.ok('PUT', `/customers/${id}/consent`, { givenDate })).toMatchObject({ consent: { givenDate } });
  await post({ customerCookieId: 'asked' });
  const { consent } = await journey.ok<CustomerView>('DELETE', `/customers/${id}/consent`);
  expect(consent).toEqual({ givenDate, withdrawnDate: expect.any(String) });
  await expect(post({ customerCookieId: 'asked' })).rejects.toMatchObject(MISSING);
  expect(await journey.domain.rows('journey_event')).toHaveLength(1);
});

it('keeps who agrees twice as one, and who agrees again as agreeing', async () => {
  const given = { customerId: 'twice', consent: { givenDate: '2026-02-01T08:00:00.000Z' } };
  const [first, second] = await Promise.all(
    [given, given].map((body) => journey.ok<CustomerView>('POST', '/customers', body)),
  );
  expect(second).toEqual(first);
  await journey.ok('DELETE', `/customers/${first!.id}/consent`);
  await journey.ok('POST', '/customers', { ...given, consent: {} });
  await post({ customerCookieId: 'twice' });
});

it('tells a cookie from another id with the same text', async () => {
  await journey.customer('same');
  await expect(post({ customerCookieId: 'same', customerIdType: 'loyaltyCard' })).rejects.toMatchObject(MISSING);
  const card = await journey.customer('same', { customerIdType: 'loyaltyCard' });
  const event = await post({ customerCookieId: 'same', customerIdType: 'loyaltyCard' });
  expect(event).toMatchObject({ customerId: 'same', customerIdType: 'loyaltyCard' });
  expect(await journey.ok('GET', `/customers/${card}`)).toMatchObject({ customerIdType: 'loyaltyCard' });
});

it('refuses a type of ids that nobody declared, naming the field', async () => {
  const refused = { status: 400, code: 'bad.request', details: [{ fieldName: 'customerIdType' }] };
  await expect(post({ customerIdType: 'passport' })).rejects.toMatchObject(refused);
  const body = { customerId: 'x', customerIdType: 'passport', consent: {} };
  const answer = await journey.domain.call(journey.caller, 'POST', '/api/v2/journey/customers', body);
  expect(answer).toMatchObject({ status: 400, body: refused });
  const cookies = await journey.deployment();
  // Whoever asks again gets the same one, unless it is meant otherwise.
  expect(await journey.deployment()).toBe(cookies);
  const other = { name: 'Shop of ', customerIdTypes: ['cookie', 'loyaltyCard'] };
  const conflict = await journey.domain.call(journey.caller, 'POST', '/api/v2/journey/deployments', other);
  expect(conflict).toMatchObject({ status: 409 });
  const event = webEvent({ customerCookieId: 'same', customerIdType: 'loyaltyCard' });
  await expect(journey.api.postJourneyDeploymentWebevents(cookies, { body: event })).rejects.toMatchObject(refused);
});
