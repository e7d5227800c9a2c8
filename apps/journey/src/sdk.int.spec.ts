import { randomUUID } from 'node:crypto';
import { COOKIE, RunningJourney, webEvent } from '../test/running-journey.ts';

let journey: RunningJourney;
let deploymentId: string;
beforeAll(async () => {
  journey = await RunningJourney.start();
  deploymentId = await journey.deployment();
  await journey.customer(COOKIE);
}, 60_000);
afterAll(() => journey?.stop());

const post = (more: object = {}) => journey.api.postJourneyDeploymentWebevents(deploymentId, { body: webEvent(more) });

it("answers the official SDK's calls about web events, sessions and their events", async () => {
  const written = { dataType: 'string', value: 'size 42' };
  const first = await post({
    attributes: { wanted: written },
    traits: { email: { ...written, value: 'a@b.example' } },
  });
  expect(first).toMatchObject({
    customerId: COOKIE,
    customerIdType: 'cookie',
    page: { domain: 'shop.example', hostname: 'www.shop.example', pathname: '/shoes/red', queryString: 'size=42' },
    browser: { family: 'Firefox' },
    attributes: { wanted: written },
    session: { eventCount: 1, pageviewCount: 1, durationInSeconds: 0 },
  });
  const second = await post({ eventName: 'form_sent', createdDate: '2026-03-01T10:05:00.000Z', externalId: 'X 1' });
  expect(second.session).toMatchObject({
    id: first.session.id,
    eventCount: 2,
    pageviewCount: 1,
    durationInSeconds: 300,
  });
  const sessionId = first.session.id!;
  const session = await journey.api.getJourneySession(sessionId);
  expect(session).toMatchObject({
    customerId: COOKIE,
    externalId: 'X 1',
    type: 'web',
    eventCount: 2,
    lastEvent: { eventName: 'form_sent', createdDate: '2026-03-01T10:05:00.000Z' },
    createdDate: '2026-03-01T10:00:00.000Z',
  });
  const events = await journey.api.getJourneySessionEvents(sessionId, { pageSize: '1' });
  expect(events.entities).toMatchObject([
    {
      customerId: COOKIE,
      session: { id: sessionId },
      webEvent: { eventName: 'page_viewed', attributes: { wanted: written } },
    },
  ]);
  const after = new URL(events.nextUri!, 'http://any').searchParams.get('after')!;
  expect((await journey.api.getJourneySessionEvents(sessionId, { after })).entities).toMatchObject([
    { webEvent: { eventName: 'form_sent' } },
  ]);
  const none = await journey.api.getJourneySessionEvents(sessionId, { eventType: 'com.genesys.journey.AppEvent' });
  expect(none.entities).toEqual([]);
});

it('begins another visit after a pause, and on another day of the same visitor', async () => {
  const [before, after] = [
    await post({ createdDate: '2026-04-01T10:00:00.000Z' }),
    await post({ createdDate: '2026-04-01T10:31:00.000Z' }),
  ];
  expect(after.session.id).not.toBe(before.session.id);
  // What comes late belongs to the visit in which it happened.
  const late = await post({ createdDate: '2026-04-01T09:59:00.000Z' });
  expect(late.session).toMatchObject({ id: before.session.id, eventCount: 2, createdDate: '2026-04-01T09:59:00.000Z' });
});

it("answers the official SDK's calls about app events", async () => {
  const body = {
    customerCookieId: COOKIE,
    eventName: 'screen_viewed',
    screenName: 'Basket',
    app: { name: 'Shop', namespace: 'example.shop', version: '1', buildNumber: '7' },
    device: { category: 'mobile', type: 'iPhone', osFamily: 'iOS', osVersion: '19' },
    createdDate: '2026-03-01T10:00:00.000Z',
  };
  const event = await journey.api.postJourneyDeploymentAppevents(deploymentId, { body });
  expect(event).toMatchObject({ screenName: 'Basket', app: body.app, session: { screenviewCount: 1 } });
  expect(await journey.api.getJourneySession(event.session.id)).toMatchObject({ type: 'app', lastScreen: 'Basket' });
});

it("answers the official SDK's call about the visits of a contact, who is known elsewhere alone", async () => {
  const [contactId, other] = [randomUUID(), randomUUID()];
  const { id } = await journey.ok('POST', '/customers', { customerId: 'linked', consent: {} });
  const { session } = await post({ customerCookieId: 'linked' });
  const visits = async (contact = contactId) =>
    (await journey.api.getExternalcontactsContactJourneySessions(contact, { includeMerged: true })).entities;
  expect(await visits()).toEqual([]);
  await journey.ok('PUT', `/customers/${id}/contacts/${contactId}`);
  expect(await visits()).toMatchObject([{ id: session.id, externalContact: { id: contactId }, customerId: 'linked' }]);
  // Whose of two contacts a visit was nobody knows.
  await journey.ok('PUT', `/customers/${id}/contacts/${other}`);
  for (const contact of [contactId, other]) {
    const [visit] = (await visits(contact))!;
    expect([visit?.id, visit?.externalContact]).toEqual([session.id, undefined]);
  }
  await journey.ok('DELETE', `/customers/${id}/contacts/${other}`);
  expect(await visits(other)).toEqual([]);
  expect(await visits(randomUUID())).toEqual([]);
});

it('does not know a session or a deployment that is not there', async () => {
  await expect(journey.api.getJourneySession(randomUUID())).rejects.toMatchObject({ status: 404, code: 'not.found' });
  const absent = journey.api.postJourneyDeploymentWebevents(randomUUID(), { body: webEvent() });
  await expect(absent).rejects.toMatchObject({ status: 404 });
});
