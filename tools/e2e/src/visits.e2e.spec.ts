import { randomUUID } from 'node:crypto';
import { readArchive } from './support/archive.ts';
import { FreshStores } from './support/fresh-stores.ts';
import { FULL } from './support/full.ts';
import { created } from './support/interactions.ts';
import { Lethe } from './support/lethe.ts';
import { linkVisitor, makeDeployment, makeVisitor, visit, webEvent, type Visitor } from './support/visits.ts';

const MARTA = { firstName: 'Marta', lastName: 'Krátká', personalEmail: 'marta@example.org' };
const NAME = 'Marta Krátká';
/** Of one visitor, through the API. */
const EVENTS = FULL ? 2_000 : 300;
const written = (value: string) => ({ dataType: 'string', value });

let lethe: Lethe;
let stores: FreshStores;
beforeAll(async () => {
  lethe = await Lethe.start();
}, 120_000);
beforeEach(async () => {
  stores = await FreshStores.of(lethe);
});
afterAll(() => lethe?.stop(), 60_000);

const journeyCustomer = ({ customer }: Visitor) => ({ journeyCustomer: customer });
const isThere = async ({ sessionId }: Visitor): Promise<boolean> =>
  stores.sdk.journey.getJourneySession(sessionId).then(
    () => true,
    ({ status }: { status: number }) => (status === 404 ? false : Promise.reject(new Error(String(status)))),
  );
async function exported(subject: object): Promise<{ all: string; files: Map<string, string> }> {
  const { request } = await stores.completed('GDPR_EXPORT', subject);
  const files = await readArchive(stores.http, request.resultsUrl!);
  return { all: [...files.values()].join('\n'), files };
}

/** Marta talked and visited; so did Olga, who has nothing to do with her. */
async function martaAndOlga() {
  const contact = await stores.contact(MARTA);
  const olga = await stores.contact({ firstName: 'Olga', lastName: 'Dlouhá' });
  const conversation = await stores.conversation({ externalContactId: contact, name: NAME });
  const others = await stores.conversation({ externalContactId: olga, name: 'Olga Dlouhá' });
  const event = { page: { url: 'https://shop.example/wedding', title: 'Wedding shoes' } };
  const visitor = await makeVisitor(stores.http, { contacts: [contact], event });
  const neighbour = await makeVisitor(stores.http, { contacts: [olga] });
  const before = await stores.textOf(others);
  const untouched = async () => {
    expect(await stores.textOf(others)).toBe(before);
    expect([await isThere(neighbour), await stores.contactOf(olga)]).toEqual([true, expect.anything()]);
  };
  return { contact, conversation, visitor, neighbour, untouched };
}

describe('a visitor who is linked to a contact', () => {
  it.each(['contact', 'visitor'] as const)('is erased with all of the person by the id of the %s', async (by) => {
    const { contact, conversation, visitor, untouched } = await martaAndOlga();
    await stores.erase(by === 'contact' ? { externalContactId: contact } : journeyCustomer(visitor));
    expect([await isThere(visitor), await stores.contactOf(contact)]).toEqual([false, undefined]);
    expect(await stores.textOf(conversation)).not.toMatch(/Marta|Krátká/);
    await untouched();
    // An erased id answers as an unknown one, and whoever was erased has agreed to nothing any more.
    await expect(stores.erase(journeyCustomer(visitor))).rejects.toThrow('404');
    const event = stores.sdk.journey.postJourneyDeploymentWebevents(visitor.deploymentId, {
      body: webEvent(visitor.customer.id) as never,
    });
    await expect(event).rejects.toMatchObject({ status: 409, code: 'consent.missing' });
  });

  it.each(['contact', 'visitor'] as const)('is exported with all of the person by the id of the %s', async (by) => {
    const { contact, visitor, neighbour } = await martaAndOlga();
    const { all, files } = await exported(by === 'contact' ? { externalContactId: contact } : journeyCustomer(visitor));
    for (const own of [visitor.customer.id, 'Wedding shoes', MARTA.personalEmail, `I am ${NAME}.`])
      expect(all).toContain(own);
    expect(all).not.toMatch(new RegExp(`${neighbour.customer.id}|Olga|Dlouhá`));
    const [consent] = JSON.parse(files.get('journey/consent.json')!) as Record<string, string>[];
    expect(Date.parse(consent!['givenAt']!)).toBeGreaterThan(0);
    expect(JSON.parse(files.get('journey/event.json')!)).toHaveLength(1);
  });

  it('shows its visits below the contact, whose own paths stay what they were', async () => {
    const { contact, visitor } = await martaAndOlga();
    const { entities } = await stores.sdk.journey.getExternalcontactsContactJourneySessions(contact);
    expect(entities).toMatchObject([{ id: visitor.sessionId, externalContact: { id: contact } }]);
    expect(await stores.sdk.contacts.getExternalcontactsContact(contact)).toMatchObject({ id: contact });
  });

  it('is left, and said to be left, by a term; the request that is named reaches it', async () => {
    const { contact, visitor, untouched } = await martaAndOlga();
    const { told } = await stores.erase({ emailAddresses: [MARTA.personalEmail] });
    expect([await isThere(visitor), await stores.contactOf(contact)]).toEqual([true, undefined]);
    expect(told.leftBehind).toContainEqual({ id: contact, recordType: 'customer', records: 1 });
    await stores.erase({ externalContactId: contact });
    expect(await isThere(visitor)).toBe(false);
    await untouched();
  });

  it('is reached by the id of a contact that never was', async () => {
    const absent = randomUUID();
    const visitor = await makeVisitor(stores.http, { contacts: [absent] });
    const neighbour = await makeVisitor(stores.http, { contacts: [randomUUID()] });
    expect((await exported({ externalContactId: absent })).all).toContain(visitor.customer.id);
    await stores.erase({ externalContactId: absent });
    expect([await isThere(visitor), await isThere(neighbour)]).toEqual([false, true]);
    await expect(stores.erase({ externalContactId: absent })).rejects.toThrow('404');
  });
});

describe('a visitor who is linked to contacts of several people', () => {
  it('is left alone and named, and leads from none of them to another; merged, they are one person', async () => {
    const [marta, olga] = [
      await stores.contact(MARTA),
      await stores.contact({ firstName: 'Olga', lastName: 'Dlouhá' }),
    ];
    const visitor = await makeVisitor(stores.http, { contacts: [marta, olga] });
    const { request } = await stores.completed('GDPR_GET', { externalContactId: marta });
    const task = (await stores.http.tasks(request.id)).entities.find(({ domain }) => domain === 'journey')!;
    expect([task.located, task.ambiguous]).toMatchObject([
      [],
      [{ recordType: 'customer', reason: { code: 'several.contacts' } }],
    ]);
    expect(task.ambiguous[0]!.requests).toMatchObject([{ subject: journeyCustomer(visitor) }]);
    await stores.merged(marta, olga);
    const { all } = await exported({ externalContactId: marta });
    expect(all).toContain(visitor.customer.id);
    // By its own id it goes, and those whom it may have been stay.
    const alone = await makeVisitor(stores.http, { contacts: [marta, await stores.contact({ lastName: 'Malá' })] });
    await stores.erase(journeyCustomer(alone));
    expect([await isThere(alone), await isThere(visitor)]).toEqual([false, true]);
    expect(await stores.contactOf(marta)).toBeDefined();
  });
});

describe('what is told of a visitor', () => {
  it('links it to the person of an e-mail address and the same name, and to nobody of another name', async () => {
    const contact = await stores.contact(MARTA);
    const traits = (givenName: string, familyName: string) => ({
      traits: {
        givenName: written(givenName),
        familyName: written(familyName),
        email: written('MARTA@example.org'),
      },
    });
    const visitor = await makeVisitor(stores.http, { event: traits('Marta', 'Krátká') });
    const other = await makeVisitor(stores.http, { event: traits('Petr', 'Hrubý') });
    await stores.erase({ externalContactId: contact });
    expect([await isThere(visitor), await isThere(other)]).toEqual([false, true]);
  });

  it('is corrected wherever it stands, in attributes as well, and the keys of these stay', async () => {
    const contact = await stores.contact(MARTA);
    const email = written(MARTA.personalEmail);
    const event = { traits: { email }, attributes: { 'sent to': email, size: written('42') } };
    const visitor = await makeVisitor(stores.http, { contacts: [contact], event });
    const neighbour = await makeVisitor(stores.http, { event: { attributes: { 'sent to': email } } });
    const replacementTerms = [
      { type: 'EMAIL', existingValue: MARTA.personalEmail, updatedValue: 'marta.mala@example.org' },
    ];
    await stores.completed('GDPR_UPDATE', journeyCustomer(visitor), { replacementTerms });
    const eventOf = async ({ sessionId }: Visitor) =>
      (await stores.sdk.journey.getJourneySessionEvents(sessionId)).entities![0]!.webEvent;
    expect(await eventOf(visitor)).toMatchObject({
      traits: { email: { value: 'marta.mala@example.org' } },
      attributes: { 'sent to': { value: 'marta.mala@example.org' }, size: { value: '42' } },
    });
    expect(await eventOf(neighbour)).toMatchObject({ attributes: { 'sent to': { value: MARTA.personalEmail } } });
    expect(await stores.contactOf(contact)).toMatchObject({ personalEmail: 'marta.mala@example.org' });
    // Without their keys (D12).
    const { files } = await exported(journeyCustomer(visitor));
    expect(files.get('journey/event.json')).toContain('42');
    expect(files.get('journey/event.json')).not.toContain('sent to');
  });

  it('is kept as it came and shown as text, with markup in it', async () => {
    const html = '<script>alert("Marta")</script><img src=x onerror=alert(1)>';
    const event = { eventName: html, page: { url: `https://shop.example/${html}`, title: html } };
    const visitor = await makeVisitor(stores.http, { event: { ...event, attributes: { note: written(html) } } });
    expect((await stores.sdk.journey.getJourneySessionEvents(visitor.sessionId)).entities).toMatchObject([
      { webEvent: { eventName: html, page: { title: html }, attributes: { note: { value: html } } } },
    ]);
    const { files } = await exported(journeyCustomer(visitor));
    expect(JSON.parse(files.get('journey/event.json')!)).toMatchObject([{ name: html, attributes: [html] }]);
    expect(files.get('index.html')).not.toContain('<script>alert');
    expect(files.get('index.html')).not.toContain('<img');
  });
});

describe('an event that is refused', () => {
  it('is one of a visitor whose consent nobody has recorded, or who has withdrawn it', async () => {
    const deploymentId = await makeDeployment(stores.http);
    const post = (cookie: string) =>
      stores.sdk.journey.postJourneyDeploymentWebevents(deploymentId, { body: webEvent(cookie) as never });
    const missing = { status: 409, code: 'consent.missing' };
    await expect(post('nobody')).rejects.toMatchObject(missing);
    const { id } = await created(stores.http, '/api/v2/journey/customers', { customerId: 'asked' });
    await expect(post('asked')).rejects.toMatchObject(missing);
    await stores.http.send('PUT', `/api/v2/journey/customers/${id}/consent`, {});
    const { session } = await post('asked');
    await stores.http.send('DELETE', `/api/v2/journey/customers/${id}/consent`);
    await expect(post('asked')).rejects.toMatchObject(missing);
    expect(await stores.sdk.journey.getJourneySession(session.id!)).toMatchObject({ eventCount: 1 });
    const { files } = await exported({ journeyCustomer: { type: 'cookie', id: 'asked' } });
    expect(JSON.parse(files.get('journey/consent.json')!)).toMatchObject([
      { givenAt: expect.any(String), withdrawnAt: expect.any(String) },
    ]);
  });

  it('is one with an attribute of a megabyte, and nothing of it is kept', async () => {
    const visitor = await makeVisitor(stores.http, {});
    const attributes = { long: written('x'.repeat(1024 ** 2)) };
    const event = stores.sdk.journey.postJourneyDeploymentWebevents(visitor.deploymentId, {
      body: { ...webEvent(visitor.customer.id), attributes } as never,
    });
    await expect(event).rejects.toMatchObject({ status: 413, code: 'request.entity.too.large' });
    expect(await stores.sdk.journey.getJourneySession(visitor.sessionId)).toMatchObject({ eventCount: 1 });
  });

  it('is one of a type of ids that nobody declared; nobody is known by such an id', async () => {
    const visitor = await makeVisitor(stores.http, {});
    const body = { ...webEvent(visitor.customer.id), customerIdType: 'passport' };
    const event = stores.sdk.journey.postJourneyDeploymentWebevents(visitor.deploymentId, { body: body as never });
    await expect(event).rejects.toMatchObject({ status: 400, details: [{ fieldName: 'customerIdType' }] });
    // The same text, as an id of another type, is somebody else.
    const subject = { journeyCustomer: { type: 'passport', id: visitor.customer.id } };
    await expect(stores.erase(subject)).rejects.toThrow('404');
    expect(await isThere(visitor)).toBe(true);
  });
});

it(`has ${EVENTS} events of a visitor in the export, and none of them after the erasure`, async () => {
  const contact = await stores.contact(MARTA);
  const visitor = await makeVisitor(stores.http, { contacts: [contact] });
  const neighbour = await makeVisitor(stores.http, {});
  const { deploymentId, customer } = visitor;
  for (let sent = 1; sent < EVENTS; sent += 10)
    await Promise.all(
      Array.from({ length: Math.min(10, EVENTS - sent) }, () =>
        visit(stores.http, { deploymentId, cookie: customer.id }),
      ),
    );
  const { files } = await exported({ externalContactId: contact });
  expect(JSON.parse(files.get('journey/event.json')!)).toHaveLength(EVENTS);
  await linkVisitor(stores.http, neighbour.id, randomUUID());
  await stores.erase({ externalContactId: contact });
  expect([await isThere(visitor), await isThere(neighbour)]).toEqual([false, true]);
}, 300_000);
