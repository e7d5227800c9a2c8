import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { ErrorBody } from '@lethe/contracts';
import type { Storage } from '@lethe/storage';
import { readArchive } from './support/archive.ts';
import { query } from './support/databases.ts';
import { Http } from './support/http.ts';
import {
  makeAgent,
  makeInteraction,
  makePerson,
  upload,
  type Interaction,
  type Person,
} from './support/interactions.ts';
import { Lethe } from './support/lethe.ts';
import { lookingInside } from './support/where.ts';

const { describe, it } = lookingInside();

/** Everything here runs with its files in an S3-compatible store; a deployment keeps the storage that it has. */
let bucket: Storage;
let lethe: Lethe;
let http: Http;
let agent: Awaited<ReturnType<typeof makeAgent>>;

beforeAll(async () => {
  lethe = await Lethe.startWithBucket();
  bucket = lethe.storage;
  http = await Http.login(lethe);
  agent = await makeAgent(http);
}, 120_000);
afterAll(() => lethe?.stop(), 60_000);

async function personWithInteraction(): Promise<{ person: Person; made: Interaction }> {
  const person = await makePerson(http);
  return { person, made: await makeInteraction(http, { medium: 'webmessaging', person, agent, linked: true }) };
}

async function completed(requestType: string, subject: object) {
  const request = await http.ended((await http.post(requestType, subject)).id);
  expect(request.status).toBe('COMPLETED');
  const { entities } = await http.tasks(request.id);
  return { request, task: entities.find((task) => task.domain === 'conversations')! };
}

const archiveOf = async ({ contactId }: Person) =>
  readArchive(http, (await completed('GDPR_EXPORT', { externalContactId: contactId })).request.resultsUrl!);
const locationOf = async (fileId: string) =>
  (
    await query<{ file_location: string }>(
      lethe,
      'conversations',
      `select file_location from attachment where id = '${fileId}'`,
    )
  )[0]!.file_location;
const pathOf = ({ id, customerId }: Interaction, fileId: string) =>
  `/api/v2/conversations/${id}/files/${fileId}?participantId=${customerId}&kind=attachment`;
const named = (fileName: string) => ({
  'content-type': 'text/plain',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
});

async function objects(prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const location of bucket.list(prefix)) found.push(location);
  return found;
}

it('keeps files in the bucket, encrypted, gives parts of them, exports them and removes them', async () => {
  const { person, made } = await personWithInteraction();
  const text = `${person.lastName} `.repeat(20_000);
  const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, text);
  const agents = await upload(http, { conversationId: made.id, participantId: made.agentId }, 'our terms');
  const part = await http.send<string>('GET', file.path, undefined, { range: 'bytes=100000-100099' });
  expect([part.status, part.body]).toEqual([206, text.slice(100_000, 100_100)]);
  expect((await archiveOf(person)).get(`conversations/files/${file.id}.txt`)).toBe(text);
  const [own, others] = [await locationOf(file.id), await locationOf(agents.id)];
  await completed('GDPR_DELETE', { externalContactId: person.contactId });
  expect([await bucket.exists(own), await bucket.exists(others)]).toEqual([false, true]);
  expect((await http.send('GET', file.path)).status).toBe(404);
});

it('is documented as what its caller sees: bytes in, bytes out', async () => {
  const { body } = await http.send<{
    paths: Record<string, Record<string, { requestBody?: unknown; responses: Record<string, unknown> }>>;
  }>('GET', '/openapi.json');
  for (const path of [
    '/api/v2/conversations/{conversationId}/files/{fileId}',
    '/api/v2/architect/prompts/{promptId}/resources/{languageId}/audio/{fileId}',
  ]) {
    const bytes = { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
    expect(body.paths[path]!['put']!.requestBody).toMatchObject(bytes);
    expect(body.paths[path]!['get']!.responses['200']).toMatchObject(bytes);
  }
});

describe('a file whose row is gone, and a row whose file is gone', () => {
  it('are both reported, and the erasure completes and leaves neither', async () => {
    const { person, made } = await personWithInteraction();
    const [withoutFile, withoutRow] = [
      await upload(http, { conversationId: made.id, participantId: made.customerId }, 'one'),
      await upload(http, { conversationId: made.id, participantId: made.customerId }, 'two'),
    ];
    const [gone, stray] = [await locationOf(withoutFile.id), await locationOf(withoutRow.id)];
    await bucket.delete(gone);
    await query(lethe, 'conversations', `delete from attachment where id = '${withoutRow.id}'`);

    const archive = await archiveOf(person);
    const manifest = JSON.parse(archive.get('manifest.json')!) as {
      leftOut: { recordType?: string; reason: { code: string } }[];
    };
    expect(manifest.leftOut).toContainEqual(
      expect.objectContaining({
        domain: 'conversations',
        recordType: 'attachment',
        records: 1,
        reason: expect.objectContaining({ code: 'file.missing' }) as object,
      }),
    );
    const { task } = await completed('GDPR_DELETE', { externalContactId: person.contactId });
    expect(task.warnings.map(({ code }) => code).sort()).toEqual(['file.missing', 'file.without.record']);
    expect(await bucket.exists(stray)).toBe(false);
    expect(
      await query(lethe, 'conversations', `select id from attachment where conversation_id = '${made.id}'`),
    ).toEqual([]);
  });
});

describe('bad input', () => {
  it.each([
    ['a name of 4,000 characters', () => named('x'.repeat(4_000)), 400],
    ['a name of 400 characters', () => named('x'.repeat(400)), 400],
    ['a name with NUL', () => named('a\0b.txt'), 400],
    [
      'a header that is no Content-Disposition',
      () => ({ 'content-type': 'text/plain', 'content-disposition': ';;;' }),
      400,
    ],
  ])('%s is refused with a clear error, and nothing is stored', async (_, headers, status) => {
    const { made } = await personWithInteraction();
    const answer = await http.send<ErrorBody>('PUT', pathOf(made, randomUUID()), Buffer.from('x'), headers());
    expect([answer.status, typeof answer.body.message, answer.body.contextId]).toEqual([
      status,
      'string',
      expect.any(String),
    ]);
    expect(await objects(`files/conversations/${lethe.description.organisationId}/${made.id}`)).toEqual([]);
  });

  it.each([
    ['climbs out of its folder', '../../etc/passwd'],
    ['climbs as Windows does', '..\\..\\boot.ini'],
    ['is absolute', '/root/.ssh/id'],
    ['holds control characters', 'a\r\nSet-Cookie: x\u0007.txt'],
    ['runs a formula', '=cmd|calc.txt'],
    ['reads backwards', 'photo\u202Egpj.exe'],
  ])('a name that %s is kept as it is and leads nowhere', async (_, fileName) => {
    const { person, made } = await personWithInteraction();
    const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'content', {
      fileName,
    });
    const answer = await http.send('GET', file.path);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(answer.headers.get('content-disposition')).not.toMatch(/[\\/\u0000-\u001f]/);
    const names = [...(await archiveOf(person)).keys()];
    expect(names).toContain(`conversations/files/${file.id}.txt`);
    expect(names.filter((name) => /(^|\/)\.\.(\/|$)|^\/|\\|[\u0000-\u001f]/.test(name))).toEqual([]);
  });

  it('two files of one name are two files', async () => {
    const { person, made } = await personWithInteraction();
    const files = [
      await upload(http, { conversationId: made.id, participantId: made.customerId }, 'first', {
        fileName: 'same.txt',
      }),
      await upload(http, { conversationId: made.id, participantId: made.customerId }, 'second', {
        fileName: 'same.txt',
      }),
    ];
    const archive = await archiveOf(person);
    expect(files.map(({ id }) => archive.get(`conversations/files/${id}.txt`))).toEqual(['first', 'second']);
  });

  it('a file of 0 bytes is kept, exported and erased', async () => {
    const { person, made } = await personWithInteraction();
    const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, '');
    expect((await archiveOf(person)).get(`conversations/files/${file.id}.txt`)).toBe('');
    await completed('GDPR_DELETE', { externalContactId: person.contactId });
    expect((await http.send('GET', file.path)).status).toBe(404);
  });

  it('a content type that lies runs nowhere: not from the API, not from the archive', async () => {
    const { person, made } = await personWithInteraction();
    const page = '<script>alert(1)</script>';
    const lying = await upload(http, { conversationId: made.id, participantId: made.customerId }, page, {
      type: 'image/png',
      fileName: 'a.html',
    });
    const honest = await upload(http, { conversationId: made.id, participantId: made.customerId }, page, {
      type: 'text/html',
      fileName: 'a.html',
    });
    for (const file of [lying, honest]) {
      const { headers } = await http.send('GET', file.path);
      expect([
        headers.get('content-disposition')?.startsWith('attachment'),
        headers.get('x-content-type-options'),
      ]).toEqual([true, 'nosniff']);
    }
    const archive = await archiveOf(person);
    expect(archive.get(`conversations/files/${lying.id}.png`)).toBe(page);
    expect(archive.get(`conversations/files/${honest.id}.bin`)).toBe(page);
  });

  it('an upload that breaks off leaves nothing, and can be sent again', async () => {
    const { made } = await personWithInteraction();
    const fileId = randomUUID();
    await breakOff(pathOf(made, fileId));
    expect((await http.send('GET', `/api/v2/conversations/${made.id}/files/${fileId}`)).status).toBe(404);
    expect(await objects(`files/conversations/${lethe.description.organisationId}/${made.id}`)).toEqual([]);
    const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'whole', { fileId });
    expect((await http.send('GET', file.path)).body).toBe('whole');
  });

  it.each([
    ['without participants', { startTime: '2026-03-01T10:00:00Z' }, 'participants'],
    ['with none', { startTime: '2026-03-01T10:00:00Z', participants: [] }, 'participants'],
    [
      'with a message of nobody',
      {
        startTime: '2026-03-01T10:00:00Z',
        participants: [{ purpose: 'customer', mediaType: 'sms' }],
        messages: [{ participant: 7, direction: 'inbound', time: '2026-03-01T10:00:00Z' }],
      },
      'messages',
    ],
  ])('a conversation %s is refused with the name of the field', async (_, body, field) => {
    const answer = await http.send<ErrorBody>('POST', '/api/v2/conversations/imports', body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(field);
  });
});

/** Says that 1,000 bytes come, sends ten and hangs up. */
async function breakOff(path: string): Promise<void> {
  const { hostname, port } = new URL(lethe.api);
  const socket = connect(Number(port), hostname);
  socket.write(
    `PUT ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: ${http.authorization}\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n0123456789`,
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 200));
}
