import { until } from '@lethe/testing';
import { FreshStores } from './support/fresh-stores.ts';
import { holdTable } from './support/held-table.ts';
import { upload } from './support/interactions.ts';
import { Lethe } from './support/lethe.ts';
import { onOwnStack } from './support/where.ts';

const { describe } = onOwnStack('it locks a table that others use');

const MARTA = { firstName: 'Marta', lastName: 'Krátká', personalEmail: 'marta@example.org' };
const NAME = 'Marta Krátká';

/** People go on working while somebody is erased (docs/requirements.md, D23 and D26). */
describe('beside an erasure', () => {
  let lethe: Lethe;
  let stores: FreshStores;
  let release: () => Promise<void>;
  beforeAll(async () => {
    lethe = await Lethe.alone();
  }, 120_000);
  beforeEach(async () => {
    stores = await FreshStores.of(lethe);
  });
  afterEach(() => release?.());
  afterAll(() => lethe?.stop(), 60_000);

  /** Resolves when the request waits in this phase for the dialer alone. */
  const waitsForDialer = (id: string, phase: string) =>
    until(`${phase} waits for the dialer`, async () => {
      const { status, entities } = await stores.http.tasks(id);
      const [dialer] = entities.filter(({ domain }) => domain === 'dialer');
      const others = entities.filter(({ domain }) => domain !== 'dialer');
      return status === phase && dialer!.state === 'running' && others.every(({ state }) => state === 'done');
    });

  it('a contact that is merged by somebody goes with all that it was merged with', async () => {
    const marta = await stores.contact(MARTA);
    const second = await stores.contact({ ...MARTA, personalEmail: 'second@example.org' });
    const neighbour = await stores.contact({ ...MARTA, personalEmail: 'neighbour@example.org' });
    const conversation = await stores.conversation({ externalContactId: second, name: NAME });
    release = await holdTable(lethe, 'dialer', 'dialer_contact');
    const { id } = await stores.http.post('GDPR_DELETE', { externalContactId: marta });
    await waitsForDialer(id, 'SEARCHING');
    const canonical = await stores.merged(marta, second);
    await release();
    expect((await stores.http.ended(id)).status).toBe('COMPLETED');
    for (const member of [marta, second, canonical]) expect(await stores.contactOf(member)).toBeUndefined();
    expect(await stores.textOf(conversation)).not.toMatch(/Marta|Krátká/);
    expect(await stores.contactOf(neighbour)).toMatchObject({ personalEmail: 'neighbour@example.org' });
  });

  it('what arrives of the person is erased as well, and what arrives of others is not', async () => {
    const marta = await stores.contact(MARTA);
    const other = await stores.contact({ firstName: 'Olga', lastName: 'Dlouhá', personalEmail: 'olga@example.org' });
    await stores.row('Marta', 'Krátká', { Email: MARTA.personalEmail });
    release = await holdTable(lethe, 'dialer', 'dialer_contact', 'share');
    const { id } = await stores.http.post('GDPR_DELETE', { externalContactId: marta });
    await waitsForDialer(id, 'DELETING');
    // A message that was late, a file in it, an account that somebody made from what was on their screen.
    const late = await stores.conversation({ externalContactId: marta, name: NAME });
    const participant = await firstParticipant(late);
    const file = await upload(stores.http, { conversationId: late, participantId: participant }, 'my passport');
    const copied = await stores.user(NAME, MARTA.personalEmail, { state: 'inactive' });
    // Others' work.
    const olgas = await stores.conversation({ externalContactId: other, name: 'Olga Dlouhá' });
    const olgasFile = await upload(
      stores.http,
      { conversationId: olgas, participantId: await firstParticipant(olgas) },
      'my photograph',
    );
    const twin = await stores.contact({ firstName: 'Olga', lastName: 'Dlouhá' });
    const canonical = await stores.merged(other, twin);
    await stores.sdk.contacts.putExternalcontactsContact(canonical, { lastName: 'Krátká', firstName: 'Olga' } as never);
    await release();
    expect((await stores.http.ended(id)).status).toBe('COMPLETED');
    expect(await stores.textOf(late)).not.toMatch(/Marta|Krátká/);
    expect((await stores.http.send('GET', file.path)).status).toBe(404);
    expect(await stores.found('EMAIL', MARTA.personalEmail)).toEqual([]);
    expect((await stores.http.send('GET', `/api/v2/users/${copied}`)).status).toBe(404);
    expect(await stores.textOf(olgas)).toContain('Olga');
    expect((await stores.http.send('GET', olgasFile.path)).status).toBe(200);
    for (const one of [other, twin]) expect(await stores.contactOf(one)).toMatchObject({ lastName: 'Dlouhá' });
    expect(await stores.contactOf(canonical)).toMatchObject({ lastName: 'Krátká' });
  });

  async function firstParticipant(conversationId: string): Promise<string> {
    const path = `/api/v2/conversations/${conversationId}`;
    const { body } = await stores.http.send<{ participants: { id: string }[] }>('GET', path);
    return body.participants[0]!.id;
  }
});
