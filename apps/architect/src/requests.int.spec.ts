import { randomUUID } from 'node:crypto';
import {
  ResourceReply,
  SUBJECTS,
  UploadTicket,
  type FileCall,
  type Manifest,
  type Principal,
  type ReplacementTerm,
} from '@lethe/contracts';
import { indexDisagreements, manifestOf } from '@lethe/domain-kit';
import { termKeys, type IdentifierKind } from '@lethe/identifiers';
import { openStorage, type Storage } from '@lethe/storage';
import { RunningDomain } from '@lethe/testing';
import { architect } from './architect.ts';
import { architectFixture } from '../test/fixture.ts';

const PERSON = { name: 'Marie Hamanová', email: 'marie@home.example', phone: '+351212651573' };
const TABLES = '/api/v2/flows/datatables';
const TERMS: ReplacementTerm[] = [
  { type: 'NAME', existingValue: PERSON.name, updatedValue: 'Maria Silva' },
  { type: 'EMAIL', existingValue: PERSON.email, updatedValue: 'maria@home.example' },
  { type: 'PHONE', existingValue: PERSON.phone, updatedValue: '+351212000000' },
];
const COLUMNS = [
  { column: 'key', kind: 'PHONE' },
  { column: 'mail', kind: 'EMAIL' },
  { column: 'who', kind: 'NAME' },
  { column: 'note' },
];
const keys = (...terms: [IdentifierKind, string][]) =>
  terms.flatMap(([kind, value]) => termKeys(kind, value, 'US').map((key) => ({ kind, key })));
const marieKeys = keys(['NAME', PERSON.name], ['EMAIL', PERSON.email], ['PHONE', PERSON.phone]);

let domain: RunningDomain;
let storage: Storage;
let caller: Principal;
let userId: string;
beforeAll(async () => {
  domain = await RunningDomain.start(architectFixture);
  storage = openStorage({ kind: 'fs', path: domain.folder });
}, 60_000);
afterAll(() => domain?.stop());
beforeEach(() => {
  caller = domain.caller();
  userId = randomUUID();
});

const author = (action: string, id = userId) => ({ action, userId: id, name: PERSON.name, email: PERSON.email });
const task = (more: { replacementTerms?: ReplacementTerm[] } = {}) =>
  domain.task(caller, { id: { type: 'userId', id: userId }, keys: marieKeys }, more);
const rowsOf = async (...tables: string[]) =>
  (await Promise.all(tables.map((table) => domain.rows(table))))
    .flat()
    .filter((row) => row.includes(caller.organisationId));

async function exportedText(): Promise<string> {
  const asked = task();
  const { parts } = await domain.done('export', asked);
  const read = async (location: string) =>
    Buffer.concat(await (await storage.read(location, Buffer.from(asked.archive!.key, 'base64'))).toArray()).toString(
      'utf8',
    );
  return (await Promise.all(parts.map(({ location }) => read(location)))).join('\n');
}

describe('what is out of reach (D12)', () => {
  /** In every excluded place, alone and among other words: seven of them. */
  async function plant(typed: string): Promise<void> {
    const configuration = { states: [{ name: typed, tasks: [{ name: typed, actions: [{ name: typed }] }] }] };
    await domain.ok(caller, 'POST', '/api/v2/flows', {
      name: typed,
      description: typed,
      configuration,
      authors: [author('created')],
    });
    const prompt = await domain.ok(caller, 'POST', '/api/v2/architect/prompts', { name: 'Hello' });
    await domain.ok(caller, 'POST', `/api/v2/architect/prompts/${prompt.id}/resources`, {
      language: 'en-us',
      ttsString: typed,
      text: typed,
    });
  }

  it('is byte-identical after locating, correcting and erasing, and absent from exports', async () => {
    const typed = [`hello ${Object.values(PERSON).join(' ')}`, ...Object.values(PERSON)];
    for (const text of typed) await plant(text);
    const before = await rowsOf('flow', 'prompt', 'prompt_resource');
    expect(before.join().split(PERSON.phone)).toHaveLength(2 * 7 + 1);
    const exported = await exportedText();
    expect([exported.includes(PERSON.name), exported.includes(PERSON.phone), exported.includes('hello')]).toEqual([
      true,
      false,
      false,
    ]);
    expect((await domain.done('locate', task())).located).toEqual([
      { recordType: 'authorship', disposition: 'anonymise', records: typed.length },
    ]);
    expect((await domain.done('rectify', task({ replacementTerms: TERMS }))).changes).toMatchObject([
      { recordType: 'authorship', records: typed.length },
    ]);
    expect(
      (
        await domain.done(
          'erase',
          domain.task(caller, {
            id: { type: 'userId', id: userId },
            keys: [...marieKeys, ...keys(['EMAIL', 'maria@home.example'])],
          }),
        )
      ).changes,
    ).toMatchObject([{ recordType: 'authorship', disposition: 'anonymised', records: typed.length }]);
    expect(await rowsOf('flow', 'prompt', 'prompt_resource')).toEqual(before);
  });

  it('is named in the manifest, which asks for a subject id (D8)', () => {
    const manifest: Manifest = manifestOf(architect, domain.store.model);
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
    const flow = await domain.ok(caller, 'POST', '/api/v2/flows', {
      name: 'Main',
      authors: [author('created'), author('modified', other), author('locked')],
    });
    expect(flow).toMatchObject({
      createdBy: { id: userId, name: PERSON.name, email: PERSON.email },
      modifiedBy: { id: other, name: PERSON.name, email: PERSON.email },
      lockedUser: { id: userId },
    });
    const before = flow.modifiedBy;
    await domain.done('erase', task());
    const after = await domain.ok(caller, 'GET', `/api/v2/flows/${flow.id}`);
    expect([after.createdBy, after.lockedUser]).toEqual(
      Array(2).fill({ id: userId, selfUri: `/api/v2/users/${userId}` }),
    );
    expect(after.modifiedBy).toEqual(before);
  });

  it('shows who holds the lock until it is released', async () => {
    const flow = await domain.ok(caller, 'POST', '/api/v2/flows', { name: 'Main', authors: [author('locked')] });
    expect(flow.lockedUser).toMatchObject({ id: userId });
    expect(
      await domain.ok(caller, 'PUT', `/api/v2/flows/${flow.id}`, { name: 'Main', authors: [author('unlocked')] }),
    ).not.toHaveProperty('lockedUser');
  });

  it('is corrected for its user, and found by no name or address', async () => {
    const flow = await domain.ok(caller, 'POST', '/api/v2/flows', { name: 'Main', authors: [author('created')] });
    expect(
      (await domain.done('locate', domain.task(caller, { id: { type: 'userId', id: randomUUID() }, keys: marieKeys })))
        .located,
    ).toEqual([]);
    expect(await rowsOf('subject_identifier')).toEqual([]);
    await domain.done('rectify', task({ replacementTerms: TERMS }));
    expect((await domain.ok(caller, 'GET', `/api/v2/flows/${flow.id}`)).createdBy).toMatchObject({
      id: userId,
      name: 'Maria Silva',
      email: 'maria@home.example',
    });
  });
});

describe('rows of data tables', () => {
  const properties = {
    key: { type: 'string' },
    mail: { type: 'string' },
    who: { type: 'string' },
    note: { type: 'string' },
  };
  const table = async (personal?: object[]) =>
    `${TABLES}/${(await domain.ok(caller, 'POST', TABLES, { name: 'VIP', schema: { type: 'object', properties, ...(personal && { 'x-personal': personal }) } })).id}/rows`;

  it.each([
    ['its key', { key: '00351 212 651 573', note: 'likes tea' }],
    ['another column', { key: 'x', mail: PERSON.email.toUpperCase(), who: 'hamanova marie' }],
  ])('are found by %s and deleted', async (_, row) => {
    const rows = await table(COLUMNS);
    await domain.ok(caller, 'POST', rows, row);
    await domain.ok(caller, 'POST', rows, { key: '+351212651574', mail: 'eva@home.example', who: PERSON.name });
    expect(await exportedText()).toContain(row.key);
    expect((await domain.done('erase', task())).changes).toMatchObject([
      { recordType: 'dataTableRow', disposition: 'deleted', records: 1 },
    ]);
    expect((await domain.ok(caller, 'GET', `${rows}?showbrief=false`)).entities).toMatchObject([
      { mail: 'eva@home.example' },
    ]);
    expect(await indexDisagreements(domain.store, caller)).toEqual([]);
  });

  it('of another name are ambiguous and left alone (D9)', async () => {
    const rows = await table(COLUMNS);
    await domain.ok(caller, 'POST', rows, { key: PERSON.phone, who: 'Jan Hamanov' });
    const outcome = await domain.done('erase', task());
    expect([outcome.changes, outcome.ambiguous]).toMatchObject([
      [],
      [{ recordType: 'dataTableRow', reason: { code: 'other.name' } }],
    ]);
    expect((await domain.ok(caller, 'GET', rows)).total).toBe(1);
  });

  it.each([
    ['declares no personal column', undefined],
    ['declares one that identifies nobody', [{ column: 'note' }]],
  ])("of a table that %s are nobody's", async (_, personal) => {
    const rows = await table(personal);
    await domain.ok(caller, 'POST', rows, {
      key: PERSON.phone,
      mail: PERSON.email,
      who: PERSON.name,
      note: PERSON.name,
    });
    const before = await rowsOf('data_table_row', 'subject_identifier');
    expect(await exportedText()).toBe('');
    const { located, ambiguous } = await domain.done('locate', task());
    expect([located, ambiguous]).toEqual([[], []]);
    await domain.done('rectify', task({ replacementTerms: TERMS }));
    await domain.done('erase', task());
    expect(await rowsOf('data_table_row', 'subject_identifier')).toEqual(before);
  });

  it('are corrected in the declared columns alone, the key among them', async () => {
    const rows = await table(COLUMNS);
    await domain.ok(caller, 'POST', rows, {
      key: PERSON.phone,
      mail: PERSON.email,
      who: PERSON.name,
      note: PERSON.email,
    });
    await domain.done('rectify', task({ replacementTerms: TERMS }));
    expect(await domain.ok(caller, 'GET', `${rows}/${encodeURIComponent('+351212000000')}?showbrief=false`)).toEqual({
      key: '+351212000000',
      mail: 'maria@home.example',
      who: 'Maria Silva',
      note: PERSON.email,
    });
    expect(await indexDisagreements(domain.store, caller)).toEqual([]);
  });

  it('are found by names and addresses in parts, and corrected in them', async () => {
    const parts = [
      { column: 'key', kind: 'EMAIL' },
      { column: 'who', kind: 'NAME', part: 'given' },
      { column: 'note', kind: 'NAME', part: 'family' },
      { column: 'mail', kind: 'ADDRESS', part: 'line' },
    ];
    const rows = await table(parts);
    await domain.ok(caller, 'POST', rows, { key: PERSON.email, who: 'Marie', note: 'Hamanová', mail: 'Rua Nova 5' });
    const terms: ReplacementTerm[] = [
      TERMS[0]!,
      { type: 'ADDRESS', existingValue: 'rua nova 5', updatedValue: 'Rua Velha 1' },
    ];
    await domain.done('rectify', task({ replacementTerms: terms }));
    expect((await domain.ok(caller, 'GET', `${rows}?showbrief=false`)).entities).toEqual([
      { key: PERSON.email, who: 'Maria', note: 'Silva', mail: 'Rua Velha 1' },
    ]);
  });
});

describe('prompt audio', () => {
  let audio: string;
  beforeEach(async () => {
    const prompt = await domain.ok(caller, 'POST', '/api/v2/architect/prompts', { name: 'Hello' });
    await domain.ok(caller, 'POST', `/api/v2/architect/prompts/${prompt.id}/resources`, { language: 'en-US' });
    audio = `/api/v2/architect/prompts/${prompt.id}/resources/en-us/audio`;
  });

  const call = (method: 'GET' | 'PUT', url: string, file: FileCall) =>
    domain.messaging.call(
      SUBJECTS.resource('architect'),
      { principal: caller, method, url, file },
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
    const written = await storage.write(location, Buffer.from(key, 'base64'), [Buffer.from(content)]);
    return {
      location,
      id,
      reply: await call('PUT', `${audio}/${id}?userId=${recorder}`, { phase: 'close', location, ...written }),
    };
  }

  it('is shown as mediaUri and read there', async () => {
    const { reply, location, id } = await upload(userId, 'voice');
    expect(reply.body).toMatchObject({ mediaUri: `${audio}/${id}`, uploadStatus: 'transcoded' });
    expect((await call('GET', `${audio}/${id}`, { phase: 'read' })).body).toMatchObject({
      location,
      bytes: 5,
      contentType: 'audio/wav',
      fileName: 'hello.wav',
    });
  });

  it("is deleted with its object for who recorded it; another user's is kept", async () => {
    const [own, other] = [await upload(userId, 'own voice'), await upload(randomUUID(), 'other voice')];
    const exported = await exportedText();
    expect([exported.includes('own voice'), exported.includes('other voice')]).toEqual([true, false]);
    expect((await domain.done('erase', task())).changes).toMatchObject([
      { recordType: 'promptAudio', disposition: 'deleted', records: 1 },
    ]);
    expect([await storage.exists(own.location), await storage.exists(other.location)]).toEqual([false, true]);
    expect((await call('GET', `${audio}/${own.id}`, { phase: 'read' })).status).toBe(404);
    expect((await call('GET', `${audio}/${other.id}`, { phase: 'read' })).status).toBe(200);
  });

  it('whose recorder is erased during the upload is refused', async () => {
    const path = `${audio}/${randomUUID()}?userId=${userId}`;
    const { location, key } = UploadTicket.parse(
      (await call('PUT', path, { phase: 'open', contentType: 'audio/wav' })).body,
    );
    await domain.done('erase', task());
    const written = await storage.write(location, Buffer.from(key, 'base64'), [Buffer.from('late')]);
    expect(await call('PUT', path, { phase: 'close', location, ...written })).toMatchObject({
      status: 409,
      body: { code: 'request.conflict' },
    });
    expect(await rowsOf('prompt_audio')).toEqual([]);
    expect(await rowsOf('storage_removal')).toHaveLength(1);
  });

  it('with a name that can not be stored is refused and leaves nothing', async () => {
    const refused = call('PUT', `${audio}/${randomUUID()}?userId=${userId}`, {
      phase: 'open',
      contentType: 'audio/wav',
      fileName: 'a\0.wav',
    });
    await expect(refused).rejects.toMatchObject({
      code: 'bad.request',
      options: { details: [{ fieldName: expect.stringMatching(/fileName$/) }] },
    });
    expect(await rowsOf('prompt_audio')).toEqual([]);
  });

  it('that was not sent whole is not shown, and an id belongs to one recorder', async () => {
    const id = randomUUID();
    await open(id, userId);
    expect((await call('GET', `${audio}/${id}`, { phase: 'read' })).status).toBe(404);
    expect(await domain.ok(caller, 'GET', audio.replace('/audio', ''))).not.toHaveProperty('mediaUri');
    expect(await open(id, randomUUID())).toMatchObject({ status: 409, body: { code: 'request.conflict' } });
    expect((await call('PUT', `${audio}/${id}`, { phase: 'open', contentType: 'audio/wav' })).status).toBe(400);
  });
});
