import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import platformClient from 'purecloud-platform-client-v2';
import { TestService } from '../test/test-service.ts';

let service: TestService;
let server: Server;
const api = new platformClient.ExternalContactsApi();

/** In place of the gateway: every call goes to the service as it is. */
beforeAll(async () => {
  service = await TestService.start();
  server = createServer(async (request, response) => {
    const body = request.method === 'GET' || request.method === 'DELETE' ? undefined : await json(request);
    const reply = await service.call(
      request.method as 'GET',
      request.url!.replace('/api/v2/externalcontacts', ''),
      body,
    );
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = platformClient.ApiClient.instance as platformClient.ApiClientClass & {
    config: { live_reload_config: boolean };
  };
  client.config.live_reload_config = false;
  client.setGateway({ host: '127.0.0.1', protocol: 'http', port: (server.address() as AddressInfo).port });
}, 60_000);
afterAll(async () => {
  server?.close();
  server?.closeAllConnections();
  await service?.stop();
});

it("answers the official SDK's calls", async () => {
  const contact = await api.postExternalcontactsContacts({
    firstName: 'Eva',
    lastName: 'Malá',
    workEmail: 'eva+1@x.example',
    externalIds: [{ externalSource: { name: 'CRM' }, value: 'C 1' }],
  });
  const other = await api.postExternalcontactsContacts({
    firstName: 'Eva',
    cellPhone: { display: '+351 912 345 678' },
  });
  const id = contact.id!;
  expect(await api.getExternalcontactsContact(id)).toEqual(contact);
  expect(await api.putExternalcontactsContact(id, { ...contact, title: 'Dr.' })).toMatchObject({
    title: 'Dr.',
    workEmail: 'eva+1@x.example',
  });
  expect((await api.getExternalcontactsContacts({ q: 'eva mal', pageSize: 5 })).entities!.map((one) => one.id)).toEqual(
    [id],
  );
  expect(
    (await api.getExternalcontactsReversewhitepageslookup('+351912345678')).contacts!.map((one) => one.id),
  ).toEqual([other.id]);
  expect(
    (await api.getExternalcontactsReversewhitepageslookup('eva+1@x.example')).contacts!.map((one) => one.id),
  ).toEqual([id]);
  expect((await api.postExternalcontactsIdentifierlookup({ type: 'ExternalId', value: 'C 1' })).id).toBe(id);
  await expect(api.postExternalcontactsIdentifierlookup({ type: 'ExternalId', value: 'C 2' })).rejects.toMatchObject({
    status: 404,
    code: 'contact.not.found',
  });

  const note = await api.postExternalcontactsContactNotes(id, { noteText: 'tea' } as never);
  expect(await api.getExternalcontactsContactNote(id, note.id!)).toEqual(note);
  await api.putExternalcontactsContactNote(id, note.id!, { ...note, noteText: 'coffee' });
  expect((await api.getExternalcontactsContactNotes(id)).entities!.map((one) => one.noteText)).toEqual(['coffee']);
  await api.deleteExternalcontactsContactNote(id, note.id!);

  const canonical = await api.postExternalcontactsContactsMerge({
    contactIds: [id, other.id!],
    valueOverride: { salutation: 'Ms.' },
  });
  expect(canonical).toMatchObject({ firstName: 'Eva', salutation: 'Ms.', canonicalContact: { id: canonical.id } });
  expect((await api.getExternalcontactsContactUnresolved(other.id!)).mergeSet).toHaveLength(3);
  const third = await api.postExternalcontactsContacts({});
  expect(
    (await api.postExternalcontactsMergeContacts({ sourceContactId: third.id!, targetContactId: canonical.id! }))
      .mergeSet,
  ).toHaveLength(5);
  await api.deleteExternalcontactsContact(id);
  await expect(api.getExternalcontactsContact(id)).rejects.toMatchObject({ status: 404, code: 'contact.not.found' });
});
