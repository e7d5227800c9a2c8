import { randomUUID } from 'node:crypto';
import type { GdprRequest, GdprTask } from '@lethe/contracts';
import { readArchive } from './support/archive.ts';
import { FreshStores, type Row } from './support/fresh-stores.ts';
import { created } from './support/interactions.ts';
import { Lethe } from './support/lethe.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

const JANA = { firstName: 'Jana', lastName: 'Malá', personalEmail: 'jana@example.org' };
const PHONE = '+420 606 500 100';
const GROUND = 'Art. 17(3)(e) GDPR: legal claims';
type FurtherRequest = Pick<GdprRequest, 'requestType' | 'subject'>;

/** What a request did not reach is named with the request that reaches it (D9, D13, D25). */
describe('the request that another one names', () => {
  let lethe: Lethe;
  let stores: FreshStores;
  beforeAll(async () => {
    lethe = await Lethe.start();
  }, 120_000);
  beforeEach(async () => {
    stores = await FreshStores.of(lethe);
  });
  afterAll(() => lethe?.stop(), 60_000);

  /** Sends a body as it stands, with the SDK. */
  async function sent(body: object): Promise<GdprRequest> {
    const { id } = await stores.sdk.gdpr.postGdprRequests(body as never, { deleteConfirmed: true });
    const ended = await stores.http.ended(id!);
    expect(ended.status).toBe('COMPLETED');
    return ended;
  }
  const taskOf = async ({ id }: GdprRequest, domain: string): Promise<GdprTask> =>
    (await stores.http.tasks(id)).entities.find((task) => task.domain === domain)!;

  /** Jana talked, and so did Olga; Petr has Jana's address; there are two more Janas, and a row of nobody's. */
  async function everybody() {
    const jana = await stores.contact({ ...JANA, cellPhone: { display: PHONE } });
    const olga = await stores.contact({ firstName: 'Olga', lastName: 'Dlouhá' });
    const people = {
      jana,
      duplicate: await stores.contact(JANA),
      namesake: await stores.contact({ ...JANA, personalEmail: 'other@example.org' }),
      petr: await stores.row('Petr', 'Hrubý', { Email: JANA.personalEmail }),
      row: await stores.row('Petr', 'Hrubý', { Email: 'petr@example.org' }),
      talk: await stores.conversation({ externalContactId: jana, name: 'Jana Malá' }),
      talkOfOlga: await stores.conversation({ externalContactId: olga, name: 'Olga Dlouhá' }),
    };
    /** Who is still there. */
    const left = async () => {
      const holds: Record<keyof typeof people, () => Promise<boolean>> = {
        jana: async () => Boolean(await stores.contactOf(people.jana)),
        duplicate: async () => Boolean(await stores.contactOf(people.duplicate)),
        namesake: async () => Boolean(await stores.contactOf(people.namesake)),
        petr: async () => Boolean(await stores.dataOf(people.petr as Row)),
        row: async () => Boolean(await stores.dataOf(people.row as Row)),
        talk: async () => (await stores.textOf(people.talk)).includes('Malá'),
        talkOfOlga: async () => (await stores.textOf(people.talkOfOlga)).includes('Dlouhá'),
      };
      const found = await Promise.all(
        Object.entries(holds).map(async ([name, there]) => ((await there()) ? [name] : [])),
      );
      return found.flat();
    };
    return { ...people, left };
  }

  it('reaches the ambiguous record, or the possible duplicate, and nobody else', async () => {
    const { jana, duplicate, petr, left } = await everybody();
    const { request } = await stores.erase({ externalContactId: jana });
    expect(await left()).toEqual(['duplicate', 'namesake', 'petr', 'row', 'talkOfOlga']);
    const [row] = (await taskOf(request, 'dialer')).ambiguous;
    expect(row).toMatchObject({ recordId: petr.id, reason: { code: 'other.name' } });
    await sent(row!.requests![0]!);
    expect(await left()).toEqual(['duplicate', 'namesake', 'row', 'talkOfOlga']);
    const [contact] = (await taskOf(request, 'external-contacts')).ambiguous;
    expect(contact).toMatchObject({ recordId: duplicate, reason: { code: 'possible.duplicate' } });
    await sent(contact!.requests![0]!);
    expect(await left()).toEqual(['namesake', 'row', 'talkOfOlga']);
  });

  it('reaches what a bare term left behind, and nobody else', async () => {
    const { left } = await everybody();
    const { request } = await stores.erase({ phoneNumbers: [PHONE] });
    expect(await left()).toEqual(['duplicate', 'namesake', 'petr', 'row', 'talk', 'talkOfOlga']);
    const { leftBehind } = await taskOf(request, 'conversations');
    expect(leftBehind).toMatchObject([{ recordType: 'participant', records: 1 }]);
    await sent(leftBehind![0]!.requests![0]!);
    expect(await left()).toEqual(['duplicate', 'namesake', 'petr', 'row', 'talkOfOlga']);
  });

  it.each(['GDPR_GET', 'GDPR_EXPORT'])(
    'stands in the archive of a %s, which names nobody else',
    async (requestType) => {
      const { jana, duplicate, petr } = await everybody();
      const archiveOf = async (subject: object) =>
        readArchive(stores.http, (await stores.completed(requestType, subject)).request.resultsUrl!);
      const read = (files: Map<string, string>) =>
        JSON.parse(files.get('manifest.json')!) as Record<'ambiguous' | 'leftBehind', { requests: FurtherRequest[] }[]>;
      const byId = await archiveOf({ externalContactId: jana });
      const subjects = read(byId).ambiguous.flatMap(({ requests }) => requests.map(({ subject }) => subject));
      expect(subjects).toEqual([{ dialerContactId: petr }, { externalContactId: duplicate }]);
      const byTerm = await archiveOf({ phoneNumbers: [PHONE] });
      const [behind] = read(byTerm).leftBehind;
      expect(behind).toMatchObject({ requests: [{ requestType, subject: { externalContactId: jana } }] });
      for (const files of [byId, byTerm]) {
        expect(files.get('index.html')).toContain('What this request did not reach');
        expect([...files.values()].join('\n')).not.toMatch(/Petr|Hrubý|petr@|Olga/);
      }
      const talk = await readArchive(stores.http, (await sent(behind!.requests[0]!)).resultsUrl!);
      if (requestType === 'GDPR_EXPORT') expect([...talk.values()].join('\n')).toContain('I am Jana Malá.');
      else expect(talk.get('report.json')).toContain('participant');
    },
  );

  it('reaches a recording under a legal hold, once it is released', async () => {
    const ids = [await stores.contact(JANA), await stores.contact(JANA), await stores.contact({ lastName: 'Dlouhá' })];
    const [asked, erased, other] = await Promise.all(ids.map((id) => heldRecording(stores, id)));
    const keptOf = async (type: string, externalContactId: string) => {
      const { request } = await stores.completed(type, { externalContactId });
      const [kept] = (await taskOf(request, 'conversations')).retained!;
      expect(kept).toMatchObject({ recordType: 'recording', ground: GROUND });
      return kept!.requests![0]!;
    };
    const bodies = [await keptOf('GDPR_GET', ids[0]!), await keptOf('GDPR_DELETE', ids[1]!)];
    for (const { list } of [asked!, erased!]) expect(await list()).toHaveLength(1);
    for (const { release } of [asked!, erased!, other!]) await release();
    await sent(bodies[0]!);
    expect(await asked!.list()).toEqual([]);
    // Where the erasure came first it went with its hold, and then nothing carries the id.
    expect(await erased!.list()).toEqual([]);
    await expect(sent(bodies[1]!)).rejects.toMatchObject({ status: 404 });
    expect(await other!.list()).toHaveLength(1);
  });

  it('reaches who was erased, by the id, as long as a hold keeps something', async () => {
    const [jana, olga] = [await stores.contact(JANA), await stores.contact({ lastName: 'Dlouhá' })];
    const [held, others] = [await heldRecording(stores, jana), await heldRecording(stores, olga)];
    await stores.erase({ externalContactId: jana });
    expect(await stores.contactOf(jana)).toBeUndefined();
    expect(await stores.found('EMAIL', JANA.personalEmail)).toEqual([]);
    expect(await stores.textOf(held.id)).not.toContain('Malá');
    for (const type of ['GDPR_GET', 'GDPR_EXPORT', 'GDPR_DELETE']) {
      const { request } = await stores.completed(type, { externalContactId: jana });
      const { retained } = await taskOf(request, 'conversations');
      expect(retained!.map(({ recordType, ground }) => [recordType, ground]).sort()).toEqual([
        ['participant', GROUND],
        ['recording', GROUND],
      ]);
    }
    expect([await held.list(), await others.list()]).toMatchObject([
      [{ id: held.recording }],
      [{ id: others.recording }],
    ]);
    await held.release();
    await expect(stores.erase({ externalContactId: jana })).rejects.toThrow('404');
    expect(await stores.textOf(others.id)).toContain('Malá');
  });
});

/** Of a call of this contact. */
async function heldRecording({ http }: FreshStores, externalContactId: string) {
  const time = '2026-03-01T10:00:00.000Z';
  const recording = randomUUID();
  const { id } = await created<{ id: string }>(http, '/api/v2/conversations/imports', {
    startTime: time,
    participants: [{ purpose: 'customer', mediaType: 'voice', startTime: time, externalContactId, name: 'Jana Malá' }],
    recordings: [{ id: recording, media: 'audio', startTime: time, protection: { ground: GROUND } }],
  });
  const recordings = `/api/v2/conversations/${id}/recordings`;
  const list = async () => (await http.send<{ id: string }[]>('GET', recordings)).body;
  return {
    id,
    recording,
    list,
    release: async () => http.send('DELETE', `${recordings}/${(await list())[0]!.id}/protection`),
  };
}
