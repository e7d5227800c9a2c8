import { randomUUID } from 'node:crypto';
import { agent, customer, interaction } from '../../test/interactions.ts';
import { RunningConversations } from '../../test/running-conversations.ts';

let service: RunningConversations;
let conversation: string;
let own: string;
let other: string;
let messageId: string;
let recordingId: string;
beforeAll(async () => (service = await RunningConversations.start()), 60_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  service.newOrganisation();
  const body = interaction([customer('1'), agent()] as never);
  const { id, participants } = await service.import(body);
  conversation = id;
  own = participants[0].id;
  other = participants[1].id;
  messageId = participants[0].messages[0].messages[0].messageId;
  recordingId = body.recordings[0]!.id;
});

const read = async (path: string) => {
  const { status, body } = await service.file('GET', path.replace('/api/v2/', ''), { phase: 'read' });
  if (status !== 200) return [status, body.code];
  return [
    Buffer.concat(
      await (await service.storage.read(body.location, Buffer.from(body.key, 'base64'))).toArray(),
    ).toString('utf8'),
    body.fileName,
    body.contentType,
  ];
};
const conflict = { status: 409, body: { code: 'request.conflict' } };

describe('an attachment', () => {
  it('is answered with its message and its participant, and its content at contentUri', async () => {
    const fileId = randomUUID();
    const { body } = await service.upload(conversation, own, {
      fileId,
      more: `&messageId=${messageId}`,
      fileName: 'photo.png',
    });
    expect(body).toEqual({
      attachmentId: fileId,
      name: 'photo.png',
      contentUri: `/api/v2/conversations/${conversation}/files/${fileId}`,
      contentType: 'text/plain',
      contentLength: 7,
      messageId,
    });
    const message = await service.ok('GET', `conversations/messages/${conversation}/messages/${messageId}`);
    expect(message.media).toEqual([
      { id: fileId, url: body.contentUri, mediaType: 'text/plain', contentLength: 7, name: 'photo.png' },
    ]);
    expect(message.normalizedMessage.content).toMatchObject([
      {
        contentType: 'Attachment',
        attachment: {
          id: fileId,
          mediaType: 'File',
          filename: 'photo.png',
          contentSizeBytes: 7,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    ]);
    expect((await service.ok('GET', `conversations/${conversation}`)).participants[0].attachments).toEqual([body]);
    expect(await read(body.contentUri)).toEqual(['content', 'photo.png', 'text/plain']);
  });

  it.each([
    ['a path', '../../etc/passwd'],
    ['control characters', 'a\r\nSet-Cookie: x\u0007\u202E.txt'],
    ['the most characters', 'x'.repeat(255)],
    ['none', ''],
  ])('keeps a name of %s as data', async (_, fileName) => {
    const { body, location } = (await service.upload(conversation, own, { fileName })) as {
      body: { name: string; contentUri: string };
      location: string;
    };
    expect(body.name).toBe(fileName);
    expect(await read(body.contentUri)).toEqual(['content', fileName, 'text/plain']);
    expect(location).toMatch(new RegExp(`^files/conversations/[0-9a-f-]{36}/${conversation}/${own}/[0-9a-f-]{36}$`));
  });

  it('with a name of 256 characters is refused and leaves nothing', async () => {
    expect(await service.upload(conversation, own, { fileName: 'x'.repeat(256) })).toMatchObject({
      status: 400,
      body: { code: 'constraint.validation', details: [{ fieldName: 'fileName' }] },
    });
    expect(await service.rows('attachment')).toEqual([]);
  });

  it.each(['a\0.txt', 'a\uD800.txt'])(
    'with a name that can not be stored is refused before anybody reads it (%j)',
    async (fileName) => {
      await expect(service.upload(conversation, own, { fileName })).rejects.toMatchObject({
        code: 'bad.request',
        options: { details: [{ fieldName: expect.stringMatching(/fileName$/) }] },
      });
      expect(await service.rows('attachment')).toEqual([]);
    },
  );

  it('may be empty, and share its name with another', async () => {
    const files = [
      await service.upload(conversation, own, { content: '' }),
      await service.upload(conversation, own, { content: 'two' }),
    ];
    expect(await Promise.all(files.map(({ body }) => read(body.contentUri)))).toEqual([
      ['', 'a.txt', 'text/plain'],
      ['two', 'a.txt', 'text/plain'],
    ]);
  });

  it('that breaks off is shown nowhere, and can be sent again', async () => {
    const fileId = randomUUID();
    const path = `conversations/${conversation}/files/${fileId}`;
    await service.file('PUT', `${path}?participantId=${own}&kind=attachment`, {
      phase: 'open',
      contentType: 'text/plain',
      fileName: 'a.txt',
    });
    expect(await read(path)).toEqual([404, 'not.found']);
    expect((await service.ok('GET', `conversations/${conversation}`)).participants[0]).not.toHaveProperty(
      'attachments',
    );
    expect(await service.upload(conversation, own, { fileId })).toMatchObject({ status: 200 });
    expect(await read(path)).toEqual(['content', 'a.txt', 'text/plain']);
  });

  it('is the same when it is sent twice, and no other content takes its place', async () => {
    const fileId = randomUUID();
    for (let n = 0; n < 2; n++)
      expect(await service.upload(conversation, own, { fileId })).toMatchObject({ status: 200 });
    expect(await service.upload(conversation, own, { fileId, content: 'other' })).toMatchObject(conflict);
    expect(await read(`conversations/${conversation}/files/${fileId}`)).toEqual(['content', 'a.txt', 'text/plain']);
  });

  it('is of one conversation, participant, message and kind', async () => {
    const fileId = randomUUID();
    await service.upload(conversation, own, { fileId });
    const elsewhere = await service.import(interaction([customer('1')] as never));
    expect(await service.upload(elsewhere.id, elsewhere.participants[0].id, { fileId })).toMatchObject(conflict);
    expect(await service.upload(conversation, other, { fileId })).toMatchObject(conflict);
    expect(await service.upload(conversation, own, { fileId, more: `&messageId=${messageId}` })).toMatchObject(
      conflict,
    );
    expect(await service.upload(conversation, own, { fileId, kind: 'recording' })).toMatchObject(conflict);
    expect(await service.upload(conversation, own, { fileId: recordingId })).toMatchObject(conflict);
    expect(
      await service.upload(elsewhere.id, elsewhere.participants[0].id, { fileId: recordingId, kind: 'recording' }),
    ).toMatchObject(conflict);
    expect(await read(`conversations/${elsewhere.id}/files/${fileId}`)).toEqual([404, 'not.found']);
  });

  it('of nobody, of a message of somebody else, or of no kind is refused', async () => {
    expect(await service.upload(conversation, randomUUID())).toMatchObject({ status: 404 });
    expect(await service.upload(randomUUID(), own)).toMatchObject({ status: 404 });
    expect(await service.upload(conversation, other, { more: `&messageId=${messageId}` })).toMatchObject({
      status: 404,
    });
    expect(
      await service.upload(conversation, own, { kind: 'recording', more: `&messageId=${messageId}` }),
    ).toMatchObject({ status: 400, body: { details: [{ fieldName: 'messageId' }] } });
    expect(await service.upload(conversation, own, { kind: 'photo' })).toMatchObject({ status: 400 });
    expect(await service.upload(conversation, 'nonsense')).toMatchObject({ status: 400 });
    expect(await service.rows('attachment')).toEqual([]);
  });

  it('needs a permission to be sent and one to be read', async () => {
    service.caller.permissions = ['conversation:file:view'];
    expect(await service.upload(conversation, own)).toMatchObject({ status: 403 });
    service.caller.permissions = ['conversation:file:add'];
    const { body } = await service.upload(conversation, own);
    expect(await read(body.contentUri)).toEqual([403, 'missing.any.permissions']);
  });
});

describe('the file of a recording', () => {
  it('joins the recording that is there', async () => {
    const { body } = await service.upload(conversation, own, {
      kind: 'recording',
      fileId: recordingId,
      content: 'voices',
    });
    expect(body).toMatchObject({
      id: recordingId,
      transcript: [{ body: 'said by 0' }, { body: 'said by 1' }],
      mediaUris: { '0': { mediaUri: `/api/v2/conversations/${conversation}/files/${recordingId}` } },
    });
    expect(await service.ok('GET', `conversations/${conversation}/recordings/${recordingId}`)).toEqual(body);
    expect((await read(body.mediaUris['0'].mediaUri))[0]).toBe('voices');
    expect(
      await service.upload(conversation, other, { kind: 'recording', fileId: recordingId, content: 'voices' }),
    ).toMatchObject(conflict);
  });

  it('makes one that is not there, which is uploading until it is whole', async () => {
    const fileId = randomUUID();
    const path = `conversations/${conversation}/files/${fileId}?participantId=${own}&kind=recording`;
    await service.file('PUT', path, { phase: 'open', contentType: 'audio/wav' });
    expect(await service.ok('GET', `conversations/${conversation}/recordings/${fileId}`)).toMatchObject({
      media: 'audio',
      fileState: 'UPLOADING',
    });
    expect(await service.upload(conversation, own, { kind: 'recording', fileId })).toMatchObject({
      status: 200,
      body: { fileState: 'AVAILABLE' },
    });
  });
});
