import { randomUUID } from 'node:crypto';
import platformClient from 'purecloud-platform-client-v2';
import { agent, customer, interaction } from '../test/interactions.ts';
import { RunningConversations } from '../test/running-conversations.ts';

let service: RunningConversations;
const api = new platformClient.ConversationsApi();
const recordings = new platformClient.RecordingApi();
const contacts = new platformClient.ExternalContactsApi();
beforeAll(async () => {
  service = await RunningConversations.start();
  const client = platformClient.ApiClient.instance as platformClient.ApiClientClass & {
    config: { live_reload_config: boolean };
  };
  client.config.live_reload_config = false;
  client.setGateway({ host: '127.0.0.1', protocol: 'http', port: await service.domain.listen(service.caller) });
}, 60_000);
afterAll(() => service?.stop());

it("answers the official SDK's calls about a conversation, its messages and its recordings", async () => {
  const body = interaction([customer('1'), agent()] as never);
  const created = await service.import(body);
  const id = created.id as string;
  const conversation = await api.getConversation(id);
  expect(conversation).toEqual(created);
  const [own] = conversation.participants;
  const communicationId = own!.messages![0]!.id!;
  const externalContactId = randomUUID();
  await contacts.putExternalcontactsConversation(id, {
    conversationId: id,
    communicationId,
    mediaType: 'WHATSAPP',
    externalContactId,
  });
  await api.patchConversationParticipantAttributes(id, own!.id!, { attributes: { asked: 'yes' } });
  expect((await api.getConversation(id)).participants[0]).toMatchObject({
    externalContactId,
    attributes: { asked: 'yes', ticket: 'T-1' },
  });
  await contacts.putExternalcontactsConversation(id, { conversationId: id, communicationId, mediaType: 'WHATSAPP' });
  expect((await api.getConversation(id)).participants[0]).not.toHaveProperty('externalContactId');

  const { messageId } = own!.messages![0]!.messages![0]!;
  const message = await api.getConversationsMessageMessage(id, messageId!);
  expect(message).toMatchObject({ textBody: 'body of 0', messengerType: 'whatsapp' });
  expect((await api.postConversationsMessageMessagesBulk(id, { body: [messageId!] })).entities).toEqual([message]);

  await service.upload(id, own!.id!, { kind: 'recording', fileId: body.recordings[0]!.id });
  const [recording] = await recordings.getConversationRecordings(id);
  expect(recording).toMatchObject({
    fileState: 'AVAILABLE',
    transcript: [{ body: 'said by 0' }, { body: 'said by 1' }],
    mediaUris: { '0': { mediaUri: expect.stringContaining('/files/') } },
  });
  expect(await recordings.getConversationRecording(id, recording!.id!)).toEqual(recording);
  expect(await recordings.getConversationRecordingmetadata(id)).toMatchObject([{ id: recording!.id, media: 'audio' }]);
  await expect(api.getConversation(randomUUID())).rejects.toMatchObject({ status: 404, code: 'not.found' });
});

it("answers the official SDK's calls about e-mails", async () => {
  const message = {
    participant: 0,
    direction: 'inbound',
    time: '2026-03-01T10:01:00.000Z',
    subject: 'Hello',
    textBody: 'text',
    htmlBody: '<p>text</p>',
    from: { name: 'Marie', address: 'm@x.example' },
    to: [{ address: 'desk@x.example' }],
  };
  const { id, participants } = await service.import({
    ...interaction([{ purpose: 'customer', mediaType: 'email' }] as never),
    messages: [message],
  });
  const { messageId } = participants[0].emails[0];
  await service.upload(id, participants[0].id, { more: `&messageId=${messageId}` });
  const listed = await api.getConversationsEmailMessages(id);
  expect(listed).toMatchObject({
    total: 1,
    entities: [
      { id: messageId, subject: 'Hello', textBodyPreview: 'text', attachments: [{ name: 'a.txt', contentLength: 7 }] },
    ],
  });
  expect(await api.getConversationsEmailMessage(id, messageId)).toMatchObject({
    textBody: 'text',
    htmlBody: '<p>text</p>',
    from: { email: 'm@x.example', name: 'Marie' },
    attachments: listed.entities![0]!.attachments,
  });
});
