import { createRequire } from 'node:module';
import { ORGANISATION, SECRET, TestGateway } from '../test/test-gateway.ts';

/** The part of the official SDK that is used here. */
interface Sdk {
  ApiClient: { instance: SdkClient };
  GeneralDataProtectionRegulationApi: new () => {
    getGdprSubjects(type: string, value: string): Promise<Record<string, unknown>>;
    postGdprRequests(body: object, options?: object): Promise<Record<string, unknown>>;
    getGdprRequests(options?: object): Promise<Record<string, unknown>>;
    getGdprRequest(id: string): Promise<Record<string, unknown>>;
  };
  DownloadsApi: new () => { getDownload(id: string, options: object): Promise<{ url: string }> };
}
interface SdkClient {
  config: { live_reload_config: boolean; setConfigPath(path: string): void };
  setGateway(gateway: { host: string; protocol: string; port: number }): void;
  loginClientCredentialsGrant(id: string, secret: string): Promise<unknown>;
}

const ID = '0f7cc2ac-8a3b-4c5e-9a53-6c1e0000aaaa';
const stored = {
  id: ID,
  createdBy: { id: 'c', selfUri: '/api/v2/users/c' },
  requestType: 'GDPR_DELETE',
  createdDate: '2026-01-01T00:00:00.000Z',
  status: 'INITIATED',
  subject: { userId: ID },
  selfUri: `/api/v2/gdpr/requests/${ID}`,
  relatedRequests: [{ id: ID, selfUri: `/api/v2/gdpr/requests/${ID}` }],
};

let gateway: TestGateway;
let sdk: Sdk;
let client: SdkClient;
beforeAll(async () => {
  sdk = createRequire(__filename)('purecloud-platform-client-v2') as Sdk;
  client = sdk.ApiClient.instance;
  client.config.live_reload_config = false;
  client.config.setConfigPath('');
  gateway = await TestGateway.start(
    {},
    {
      'gdpr.aggregator.searchSubjects': () => ({ subjects: [{ name: 'Ana', userId: ID }] }),
      'gdpr.aggregator.createRequest': () => ({ created: true, request: stored }),
      'gdpr.aggregator.listRequests': () => ({ requests: [stored], total: 1 }),
      'gdpr.aggregator.getRequest': () => ({ ...stored, status: 'COMPLETED', downloadIds: [ID] }),
      'gdpr.aggregator.openDownload': () => ({
        location: 'x',
        key: '',
        fileName: 'results.zip',
        bytes: 1,
        expiresDate: '2027-01-01T00:00:00.000Z',
      }),
    },
  );
  client.setGateway({ host: '127.0.0.1', protocol: 'http', port: gateway.gateways[0]?.port ?? 0 });
});
afterAll(() => gateway?.stop());

it('logs in, searches, requests, lists, gets and downloads with the official SDK unchanged', async () => {
  await client.loginClientCredentialsGrant(await gateway.createClient(['gdpr:*:*']), SECRET);
  const gdpr = new sdk.GeneralDataProtectionRegulationApi();
  expect(await gdpr.getGdprSubjects('EMAIL', 'ana+x@example.org')).toMatchObject({
    entities: [{ name: 'Ana', userId: ID }],
    total: 1,
  });
  expect(gateway.services.of('gdpr.aggregator.searchSubjects').at(-1)).toMatchObject({
    searchValue: 'ana+x@example.org',
    principal: { organisationId: ORGANISATION },
  });
  expect(
    await gdpr.postGdprRequests({ requestType: 'GDPR_DELETE', subject: { userId: ID } }, { deleteConfirmed: true }),
  ).toMatchObject({ id: ID, status: 'INITIATED', relatedRequests: [{ id: ID }] });
  expect(await gdpr.getGdprRequests({ pageSize: 100 })).toMatchObject({
    total: 1,
    pageSize: 100,
    entities: [{ id: ID }],
  });
  const { resultsUrl } = await gdpr.getGdprRequest(ID);
  expect(resultsUrl).toBe(`${gateway.url}/api/v2/downloads/${ID}`);
  expect((await new sdk.DownloadsApi().getDownload(ID, { issueRedirect: false })).url).toContain('/downloads/');
});

it('rejects with the error body of the wire', async () => {
  const gdpr = new sdk.GeneralDataProtectionRegulationApi();
  await expect(gdpr.postGdprRequests({ requestType: 'GDPR_DELETE', subject: { userId: ID } })).rejects.toMatchObject({
    code: 'bad.request',
    status: 400,
    contextId: expect.any(String),
  });
  await expect(gdpr.getGdprSubjects('PHONE', 'abc')).rejects.toMatchObject({ code: 'invalid.query.param.value' });
});

it('rejects a wrong secret as the platform does', async () => {
  await expect(client.loginClientCredentialsGrant(await gateway.createClient([]), 'wrong')).rejects.toMatchObject({
    response: { status: 401, data: { error: 'invalid_client' } },
  });
});
