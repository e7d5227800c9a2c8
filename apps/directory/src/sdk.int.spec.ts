import platformClient from 'purecloud-platform-client-v2';
import { RunningDomain } from '@lethe/testing';
import { directoryFixture } from '../test/fixture.ts';

let domain: RunningDomain;
beforeAll(async () => {
  domain = await RunningDomain.start(directoryFixture);
  const client = platformClient.ApiClient.instance as platformClient.ApiClientClass & {
    config: { live_reload_config: boolean };
  };
  client.config.live_reload_config = false;
  client.setGateway({ host: '127.0.0.1', protocol: 'http', port: await domain.listen(domain.caller()) });
}, 60_000);
afterAll(() => domain?.stop());

it("answers the official SDK's calls", async () => {
  const api = new platformClient.UsersApi();
  const divisionId = '018f0000-0000-7000-8000-000000000000';
  const user = await api.postUsers({
    name: 'Eva Malá',
    email: 'eva@x.example',
    divisionId,
    addresses: [{ address: '+351912345678', mediaType: 'PHONE', type: 'WORK' }],
  });
  const id = user.id!;
  expect(await api.getUser(id, { state: 'active', expand: ['biography'] })).toEqual(user);
  const changed = await api.patchUser(id, { ...(user as platformClient.Models.UpdateUser), title: 'Dr.' });
  expect(changed).toMatchObject({ title: 'Dr.', version: 2, addresses: user.addresses });
  await expect(api.patchUser(id, { version: 1 })).rejects.toMatchObject({ status: 409, code: 'general.conflict' });
  expect((await api.getUsers({ pageSize: 5, id: [id], state: 'any' })).entities).toEqual([changed]);
  expect(
    (await api.postUsersSearch({ query: [{ type: 'EXACT', fields: ['email'], value: 'EVA@x.example' }] })).results,
  ).toEqual([changed]);
  expect(await api.putUserState(id, { state: 'inactive', version: 2 })).toMatchObject({
    state: 'inactive',
    version: 3,
  });
  expect(await api.getUserState(id)).toMatchObject({ state: 'inactive' });
  expect(await api.putUserOutofoffice(id, { active: true })).toMatchObject({ active: true });
  expect(await new platformClient.PresenceApi().patchUserPresencesPurecloud(id, { message: 'away' })).toMatchObject({
    message: 'away',
  });
  await api.deleteUser(id);
  await expect(api.getUser(id)).rejects.toMatchObject({ status: 404, code: 'general.resource.not.found' });
});
