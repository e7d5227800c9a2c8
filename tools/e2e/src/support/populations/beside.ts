import { certainReach, judgeErased, Truth, type Snapshot, type StoredRecord, type World } from '@lethe/population';
import { until } from '@lethe/testing';
import { holdTable } from '../held-table.ts';
import { created, upload } from '../interactions.ts';
import { ask, subjectOf } from './ask.ts';
import { findStart } from './find-start.ts';
import { PopulationRun, type Site } from './run.ts';

const CONTACTS = '/api/v2/externalcontacts/contacts';
/** Of a person: their contacts that are no canonical ones, which a merge would join. */
const lone = (records: readonly StoredRecord[]) =>
  records.filter(({ kind, isMerged }) => kind === 'contact' && !isMerged);

/**
 * An erasure that is held where the dialer `SEARCHING` or `DELETING` has its part; meanwhile somebody merges contacts,
 * imports a conversation, uploads a file and edits a contact, of the person and of others. Returns what is wrong.
 */
export async function besideErasure(site: Site, seed: number, phase: 'SEARCHING' | 'DELETING'): Promise<string[]> {
  const found = findStart({ seed, size: 2 }, leadsToRow);
  const run = await PopulationRun.start(site, found.seed, found.size);
  const start = run.record(found.key);
  const release = await holdTable(
    site,
    'dialer',
    'dialer_contact',
    phase === 'SEARCHING' ? 'access exclusive' : 'share',
  );
  try {
    const asked = ask(run, 'GDPR_DELETE', subjectOf(start)!);
    await waitsForDialer(run, phase);
    const world = await change(run, start, phase);
    const before = asBefore(new Truth(world), start.owner, run.before, await run.snapshot('dialer'));
    await release();
    const { told, faults } = await asked;
    const wrong =
      faults.length > 0
        ? faults
        : judgeErased(
            world,
            world.records.find(({ id }) => id === start.id)!,
            told,
            [before, await run.snapshot()],
          );
    return wrong.map((fault) => `LETHE_TEST_SEED=${found.seed}, ${start.key}, beside ${phase}: ${fault}`);
  } finally {
    await release();
  }
}

/**
 * A contact that leads to a row of a list, so that the dialer has something to do, with another that a merge can join,
 * and somebody else's that can be edited.
 */
function leadsToRow(contact: StoredRecord, world: World): boolean {
  const own = lone(world.records).filter(({ owner }) => owner === contact.owner);
  const others = lone(world.records).filter(({ owner }) => owner !== contact.owner);
  if (others.length === 0 || own.length < 2 || !own.includes(contact)) return false;
  return certainReach(world, contact).some(({ kind }) => kind === 'row');
}

const waitsForDialer = ({ http }: PopulationRun, phase: string) =>
  until(`${phase} waits for the dialer`, async () => {
    const { body } = await http.send<{ entities: { id: string }[] }>('GET', '/api/v2/gdpr/requests?pageSize=1');
    const [newest] = body.entities;
    if (newest === undefined) return false;
    const { status, entities } = await http.tasks(newest.id);
    return (
      status === phase && entities.every(({ domain, state }) => state === (domain === 'dialer' ? 'running' : 'done'))
    );
  });

/** What people do meanwhile; the world as it is then. */
async function change({ http, world }: PopulationRun, start: StoredRecord, phase: string): Promise<World> {
  const records = [...world.records];
  const participants = [...world.participants];
  const merge = async (members: readonly StoredRecord[]) => {
    const { id } = await created(http, `${CONTACTS}/merge`, { contactIds: members.map((member) => member.id) });
    const all = (what: 'phones' | 'emails') => [...new Set(members.flatMap((member) => member[what]))];
    const merged = members.map((member) => ({ ...member, isMerged: true }));
    for (const member of merged) records[records.findIndex((one) => one.id === member.id)] = member;
    records.push({ ...merged[0]!, key: `merged ${id}`, id, phones: all('phones'), emails: all('emails') });
  };
  const talk = async ({ owner, id: refersTo }: StoredRecord) => {
    const participant = { purpose: 'customer', mediaType: 'email', externalContactId: refersTo, name: 'who was late' };
    const made = await created<{ id: string; participants: { id: string }[] }>(http, '/api/v2/conversations/imports', {
      startTime: '2026-03-02T10:00:00.000Z',
      participants: [participant],
    });
    const one = { id: made.participants[0]!.id, conversationId: made.id, owner, refersTo, isCustomer: true };
    participants.push(one);
    await upload(http, { conversationId: made.id, participantId: one.id }, 'a letter');
  };
  const others = lone(world.records).filter(({ owner }) => owner !== start.owner);
  const edited = await http.send<object>('GET', `${CONTACTS}/${others[0]!.id}`);
  const { status } = await http.send('PUT', `${CONTACTS}/${others[0]!.id}`, { ...edited.body, title: 'edited' });
  if (status !== 200) throw new Error(`the PUT answered ${status}`);
  const pair = [...Map.groupBy(others.slice(1), ({ owner }) => owner).values()].find((of) => of.length > 1);
  if (pair !== undefined) await merge(pair.slice(0, 2));
  await talk(start);
  await talk(others[0]!);
  // Once it is erased nobody can merge it any more.
  if (phase === 'SEARCHING')
    await merge(
      lone(world.records)
        .filter(({ owner }) => owner === start.owner)
        .slice(0, 2),
    );
  return { ...world, records, participants };
}

/** Rows of the person as they were at first, all others and what is new as they are now. */
function asBefore(truth: Truth, owner: number, first: Snapshot, now: Snapshot): Snapshot {
  const others = [...now].filter(([key, entry]) => !first.has(key) || !truth.isOf(owner, entry));
  return new Map([...first, ...others]);
}
