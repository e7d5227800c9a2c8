import { randomUUID } from 'node:crypto';
import { ResourceReply, SUBJECTS, UploadTicket, type FileCall, type Manifest } from '@lethe/contracts';
import { manifestOf } from '@lethe/domain-kit';
import { architect } from './architect.ts';
import { keys, marieKeys, PERSON, RunningArchitect, TERMS } from '../test/running-architect.ts';

let service: RunningArchitect;
beforeAll(async () => (service = await RunningArchitect.start()), 60_000);
afterAll(() => service?.stop());
beforeEach(() => service.newUser());

const author = (action: string, id = service.userId) => ({
  action,
  userId: id,
  name: PERSON.name,
  email: PERSON.email,
});

describe('what is out of reach (D12)', () => {
  /** In every excluded place, alone and among other words: seven of them. */
  async function plant(typed: string): Promise<void> {
    const configuration = { states: [{ name: typed, tasks: [{ name: typed, actions: [{ name: typed }] }] }] };
    await service.ok('POST', '/api/v2/flows', {
      name: typed,
      description: typed,
      configuration,
      authors: [author('created')],
    });
    const prompt = await service.ok('POST', '/api/v2/architect/prompts', { name: 'Hello' });
    await service.ok('POST', `/api/v2/architect/prompts/${prompt.id}/resources`, {
      language: 'en-us',
      ttsString: typed,
      text: typed,
    });
  }

  it('is byte-identical after locating, correcting and erasing, and absent from exports', async () => {
    const typed = [`hello ${Object.values(PERSON).join(' ')}`, ...Object.values(PERSON)];
    for (const text of typed) await plant(text);
    const before = await service.rowsOf('flow', 'prompt', 'prompt_resource');
    expect(before.join().split(PERSON.phone)).toHaveLength(2 * 7 + 1);
    const exported = await service.exportedText();
    expect([exported.includes(PERSON.name), exported.includes(PERSON.phone), exported.includes('hello')]).toEqual([
      true,
      false,
      false,
    ]);
    expect((await service.domain.done('locate', service.task())).located).toEqual([
      { recordType: 'authorship', disposition: 'anonymise', records: typed.length },
    ]);
    expect((await service.domain.done('rectify', service.task({ replacementTerms: TERMS }))).changes).toMatchObject([
      { recordType: 'authorship', records: typed.length },
    ]);
    const known = [...marieKeys, ...keys(['EMAIL', 'maria@home.example'])];
    expect((await service.domain.done('erase', service.task({}, known))).changes).toMatchObject([
      { recordType: 'authorship', disposition: 'anonymised', records: typed.length },
    ]);
    expect(await service.rowsOf('flow', 'prompt', 'prompt_resource')).toEqual(before);
  });

  it('is named in the manifest, which asks for a subject id (D8)', () => {
    const manifest: Manifest = manifestOf(architect, service.domain.store.model);
    expect(manifest.requiresSubject).toBe(true);
    expect(manifest.excluded.map(({ what }) => what)).toEqual([
      'flow name',
      'flow description',
      'state name',
      'task name',
      'action name',
      'prompt TTS text',
    ]);
  });
});

describe('authorship', () => {
  it("is anonymised for its user's request and for nobody else's", async () => {
    const other = randomUUID();
    const flow = await service.ok('POST', '/api/v2/flows', {
      name: 'Main',
      authors: [author('created'), author('modified', other), author('locked')],
    });
    expect(flow).toMatchObject({
      createdBy: { id: service.userId, name: PERSON.name, email: PERSON.email },
      modifiedBy: { id: other, name: PERSON.name, email: PERSON.email },
      lockedUser: { id: service.userId },
    });
    const before = flow.modifiedBy;
    await service.domain.done('erase', service.task());
    const after = await service.ok('GET', `/api/v2/flows/${flow.id}`);
    expect([after.createdBy, after.lockedUser]).toEqual(
      Array(2).fill({ id: service.userId, selfUri: `/api/v2/users/${service.userId}` }),
    );
    expect(after.modifiedBy).toEqual(before);
  });

  it('shows who holds the lock until it is released', async () => {
    const flow = await service.ok('POST', '/api/v2/flows', { name: 'Main', authors: [author('locked')] });
    expect(flow.lockedUser).toMatchObject({ id: service.userId });
    expect(
      await service.ok('PUT', `/api/v2/flows/${flow.id}`, { name: 'Main', authors: [author('unlocked')] }),
    ).not.toHaveProperty('lockedUser');
  });

  it('is corrected for its user, and found by no name or address', async () => {
    const flow = await service.ok('POST', '/api/v2/flows', { name: 'Main', authors: [author('created')] });
    const another = service.domain.task(service.caller, { id: { type: 'userId', id: randomUUID() }, keys: marieKeys });
    expect((await service.domain.done('locate', another)).located).toEqual([]);
    expect(await service.rowsOf('subject_identifier')).toEqual([]);
    await service.domain.done('rectify', service.task({ replacementTerms: TERMS }));
    expect((await service.ok('GET', `/api/v2/flows/${flow.id}`)).createdBy).toMatchObject({
      id: service.userId,
      name: 'Maria Silva',
      email: 'maria@home.example',
    });
  });
});

describe('prompt audio', () => {
  let audio: string;
  beforeEach(async () => {
    const prompt = await service.ok('POST', '/api/v2/architect/prompts', { name: 'Hello' });
    await service.ok('POST', `/api/v2/architect/prompts/${prompt.id}/resources`, { language: 'en-US' });
    audio = `/api/v2/architect/prompts/${prompt.id}/resources/en-us/audio`;
  });

  const call = (method: 'GET' | 'PUT', url: string, file: FileCall) =>
    service.domain.messaging.call(
      SUBJECTS.resource('architect'),
      { principal: service.caller, method, url, file },
      ResourceReply,
      10_000,
    );
  const open = (id: string, recorder: string) =>
    call('PUT', `${audio}/${id}?userId=${recorder}`, {
      phase: 'open',
      contentType: 'audio/wav',
      fileName: 'hello.wav',
    });

  async function upload(recorder: string, content: string, id: string = randomUUID()) {
    const { location, key } = UploadTicket.parse((await open(id, recorder)).body);
    const written = await service.storage.write(location, Buffer.from(key, 'base64'), [Buffer.from(content)]);
    return {
      location,
      id,
      reply: await call('PUT', `${audio}/${id}?userId=${recorder}`, { phase: 'close', location, ...written }),
    };
  }

  it('is shown as mediaUri and read there', async () => {
    const { reply, location, id } = await upload(service.userId, 'voice');
    expect(reply.body).toMatchObject({ mediaUri: `${audio}/${id}`, uploadStatus: 'transcoded' });
    expect((await call('GET', `${audio}/${id}`, { phase: 'read' })).body).toMatchObject({
      location,
      bytes: 5,
      contentType: 'audio/wav',
      fileName: 'hello.wav',
    });
  });

  it("is deleted with its object for who recorded it; another user's is kept", async () => {
    const [own, other] = [await upload(service.userId, 'own voice'), await upload(randomUUID(), 'other voice')];
    const exported = await service.exportedText();
    expect([exported.includes('own voice'), exported.includes('other voice')]).toEqual([true, false]);
    expect((await service.domain.done('erase', service.task())).changes).toMatchObject([
      { recordType: 'promptAudio', disposition: 'deleted', records: 1 },
    ]);
    expect([await service.storage.exists(own.location), await service.storage.exists(other.location)]).toEqual([
      false,
      true,
    ]);
    expect((await call('GET', `${audio}/${own.id}`, { phase: 'read' })).status).toBe(404);
    expect((await call('GET', `${audio}/${other.id}`, { phase: 'read' })).status).toBe(200);
  });

  it('whose recorder is erased during the upload is refused', async () => {
    const path = `${audio}/${randomUUID()}?userId=${service.userId}`;
    const { location, key } = UploadTicket.parse(
      (await call('PUT', path, { phase: 'open', contentType: 'audio/wav' })).body,
    );
    await service.domain.done('erase', service.task());
    const written = await service.storage.write(location, Buffer.from(key, 'base64'), [Buffer.from('late')]);
    expect(await call('PUT', path, { phase: 'close', location, ...written })).toMatchObject({
      status: 409,
      body: { code: 'request.conflict' },
    });
    expect(await service.rowsOf('prompt_audio')).toEqual([]);
    expect(await service.rowsOf('storage_removal')).toHaveLength(1);
  });

  it('with a name that can not be stored is refused and leaves nothing', async () => {
    const refused = call('PUT', `${audio}/${randomUUID()}?userId=${service.userId}`, {
      phase: 'open',
      contentType: 'audio/wav',
      fileName: 'a\0.wav',
    });
    await expect(refused).rejects.toMatchObject({
      code: 'bad.request',
      options: { details: [{ fieldName: expect.stringMatching(/fileName$/) }] },
    });
    expect(await service.rowsOf('prompt_audio')).toEqual([]);
  });

  it('that was not sent whole is not shown, and an id belongs to one recorder', async () => {
    const id = randomUUID();
    await open(id, service.userId);
    expect((await call('GET', `${audio}/${id}`, { phase: 'read' })).status).toBe(404);
    expect(await service.ok('GET', audio.replace('/audio', ''))).not.toHaveProperty('mediaUri');
    expect(await open(id, randomUUID())).toMatchObject({ status: 409, body: { code: 'request.conflict' } });
    expect((await call('PUT', `${audio}/${id}`, { phase: 'open', contentType: 'audio/wav' })).status).toBe(400);
  });
});
