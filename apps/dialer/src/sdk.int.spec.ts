import platformClient from 'purecloud-platform-client-v2';
import { RunningDomain } from '@lethe/testing';
import { dialerFixture } from '../test/fixture.ts';

let domain: RunningDomain;
const api = new platformClient.OutboundApi();
beforeAll(async () => {
  domain = await RunningDomain.start(dialerFixture);
  const client = platformClient.ApiClient.instance as platformClient.ApiClientClass & {
    config: { live_reload_config: boolean };
  };
  client.config.live_reload_config = false;
  client.setGateway({ host: '127.0.0.1', protocol: 'http', port: await domain.listen(domain.caller()) });
}, 60_000);
afterAll(() => domain?.stop());

it("answers the official SDK's calls about contact lists", async () => {
  const list = await api.postOutboundContactlists({
    name: 'Spring',
    columnNames: ['Cell', 'First'],
    phoneColumns: [{ columnName: 'Cell', type: 'cell' }],
  });
  const listId = list.id!;
  expect(await api.getOutboundContactlist(listId)).toEqual(list);
  expect((await api.getOutboundContactlists({ name: 'spring', includeSize: true })).entities).toMatchObject([
    { id: listId, size: 0 },
  ]);
  expect(await api.putOutboundContactlist(listId, { ...list, name: 'Autumn' })).toMatchObject({
    name: 'Autumn',
    version: 2,
  });
  const contacts = await api.postOutboundContactlistContacts(
    listId,
    ['1', '2', '3'].map((n) => ({ contactListId: listId, data: { Cell: `+35191234567${n}`, First: n } })),
    { priority: true },
  );
  const [a, b, c] = contacts.map(({ id }) => id!);
  expect(await api.getOutboundContactlistContact(listId, a!)).toEqual(contacts[0]);
  expect(
    await api.putOutboundContactlistContact(listId, a!, {
      contactListId: listId,
      data: { Cell: 'none' },
      callable: false,
    }),
  ).toMatchObject({ data: { Cell: 'none' }, callable: false });
  await api.deleteOutboundContactlistContact(listId, a!);
  await api.deleteOutboundContactlistContacts(listId, [b!, c!]);
  await expect(api.getOutboundContactlistContact(listId, b!)).rejects.toMatchObject({
    status: 404,
    code: 'resource.not.found',
  });
  await api.deleteOutboundContactlist(listId);
  await expect(api.getOutboundContactlist(listId)).rejects.toMatchObject({
    status: 404,
    code: 'contact.list.not.found',
  });
});

it("answers the official SDK's calls about do-not-call lists", async () => {
  const list = await api.postOutboundDnclists({ name: 'Never', dncSourceType: 'rds' });
  const listId = list.id!;
  await api.postOutboundDnclistPhonenumbers(listId, ['+351912345678', '+351912345679'], {
    expirationDateTime: '2999-01-01T00:00Z',
  });
  await api.postOutboundDnclistEmailaddresses(listId, ['eva@x.example']);
  await api.patchOutboundDnclistPhonenumbers(listId, { action: 'Remove', phoneNumbers: ['+351912345678'] });
  await api.patchOutboundDnclistEmailaddresses(listId, {
    action: 'Add',
    emailAddresses: ['eva@x.example', 'ana@x.example'],
  });
  expect(await api.getOutboundDnclist(listId, { includeSize: true })).toMatchObject({
    name: 'Never',
    size: 3,
    dncSourceType: 'rds',
  });
  await api.deleteOutboundDnclistEmailaddresses(listId);
  expect((await api.getOutboundDnclists({ includeSize: true })).entities).toMatchObject([{ size: 1 }]);
  await api.deleteOutboundDnclist(listId);
  await expect(api.getOutboundDnclist(listId)).rejects.toMatchObject({ status: 404, code: 'resource.not.found' });
});
