import { randomUUID } from 'node:crypto';
import platformClient from 'purecloud-platform-client-v2';
import { RunningDomain } from '@lethe/testing';
import { architectFixture } from '../test/fixture.ts';

let domain: RunningDomain;
const api = new platformClient.ArchitectApi();
beforeAll(async () => {
  domain = await RunningDomain.start(architectFixture);
  const client = platformClient.ApiClient.instance as platformClient.ApiClientClass & {
    config: { live_reload_config: boolean };
  };
  client.config.live_reload_config = false;
  client.setGateway({ host: '127.0.0.1', protocol: 'http', port: await domain.listen(domain.caller()) });
}, 60_000);
afterAll(() => domain?.stop());

it("answers the official SDK's calls about flows", async () => {
  const authors = [{ action: 'published', userId: randomUUID(), name: 'Ana' }];
  const flow = await api.postFlows({
    name: 'Main',
    description: 'all calls',
    type: 'INBOUNDCALL',
    authors,
  } as platformClient.Models.Flow);
  expect(await api.getFlow(flow.id!)).toEqual(flow);
  expect(flow).toMatchObject({ publishedBy: { name: 'Ana' } });
  expect((await api.getFlows({ name: 'main' })).entities).toMatchObject([{ id: flow.id }]);
  expect(await api.putFlow(flow.id!, { ...flow, name: 'Night' })).toMatchObject({
    name: 'Night',
    publishedBy: { name: 'Ana' },
  });
  await expect(api.getFlow(randomUUID())).rejects.toMatchObject({ status: 404, code: 'not.found' });
});

it("answers the official SDK's calls about prompts", async () => {
  const prompt = await api.postArchitectPrompts({ name: 'Hello' });
  const promptId = prompt.id!;
  const resource = await api.postArchitectPromptResources(promptId, {
    language: 'en-us',
    ttsString: 'Hello',
    tags: { mood: ['kind'] },
  });
  expect(await api.getArchitectPromptResource(promptId, 'en-us')).toEqual(resource);
  expect(await api.putArchitectPromptResource(promptId, 'en-us', { ...resource, ttsString: 'Good day' })).toMatchObject(
    { ttsString: 'Good day', tags: { mood: ['kind'] } },
  );
  expect(await api.getArchitectPrompt(promptId)).toMatchObject({
    name: 'Hello',
    resources: [{ language: 'en-us', ttsString: 'Good day' }],
  });
  expect((await api.getArchitectPrompts()).entities).toMatchObject([{ id: promptId }]);
  await expect(api.postArchitectPromptResources(promptId, { language: 'EN-US' })).rejects.toMatchObject({
    status: 409,
  });
  await expect(api.getArchitectPromptResource(promptId, 'pt-pt')).rejects.toMatchObject({ status: 404 });
});

it("answers the official SDK's calls about data tables", async () => {
  const table = await api.postFlowsDatatables({
    name: 'VIP',
    schema: { type: 'object', properties: { key: { type: 'string' }, level: { type: 'integer' } } },
  });
  const tableId = table.id!;
  expect(await api.getFlowsDatatable(tableId, { expand: 'schema' })).toEqual(table);
  expect((await api.getFlowsDatatables({})).entities).toMatchObject([{ id: tableId }]);
  expect(await api.postFlowsDatatableRows(tableId, { key: '+351212651573', level: 1 } as object)).toEqual({
    key: '+351212651573',
    level: 1,
  });
  expect(
    await api.putFlowsDatatableRow(tableId, '+351212651573', { body: { key: '+351212651573', level: 2 } as object }),
  ).toMatchObject({ level: 2 });
  expect(await api.getFlowsDatatableRow(tableId, '+351212651573', { showbrief: false })).toEqual({
    key: '+351212651573',
    level: 2,
  });
  expect((await api.getFlowsDatatableRows(tableId, { showbrief: false })).entities).toEqual([
    { key: '+351212651573', level: 2 },
  ]);
  await api.deleteFlowsDatatableRow(tableId, '+351212651573');
  await expect(api.getFlowsDatatableRow(tableId, '+351212651573')).rejects.toMatchObject({ status: 404 });
});
