import { randomUUID } from 'node:crypto';
import { agent, customer, interaction } from '../test/interactions.ts';
import { contact, RunningConversations } from '../test/running-conversations.ts';

/** What a legal hold keeps from an erasure, how long, and who still finds it (requirements D13, D24). */
let service: RunningConversations;
beforeAll(async () => (service = await RunningConversations.start()), 60_000);
afterAll(() => service?.stop());
beforeEach(() => service.newOrganisation());

describe('a recording under a legal hold', () => {
  const hold = { protection: { ground: 'Art. 17(3)(e) GDPR: legal claims' } };
  const held = (id: string) => {
    const whole = interaction([customer('1', id), agent()] as never);
    return { ...whole, recordings: [{ ...whole.recordings[0], ...hold }] };
  };

  it('outlives the erasure under its ground, and goes when the hold is lifted', async () => {
    const id = randomUUID();
    const body = held(id);
    const { id: conversationId, participants } = await service.import(body);
    const recording = `conversations/${conversationId}/recordings/${body.recordings[0]!.id}`;
    const { location } = (await service.upload(conversationId, participants[0].id, {
      kind: 'recording',
      fileId: body.recordings[0]!.id,
    })) as { location: string };
    const { changes } = await service.erase(contact(id));
    expect(changes).toContainEqual({
      recordType: 'recording',
      disposition: 'retained',
      records: 1,
      ground: hold.protection.ground,
    });
    expect(await service.ok('GET', recording)).toMatchObject({
      protection: hold.protection,
      transcript: [{ body: 'said by 0' }, { body: 'said by 1' }],
    });
    expect(await service.storage.exists(location)).toBe(true);

    await service.ok('DELETE', `${recording}/protection`);
    expect(await service.rows('recording')).toEqual([]);
    const due = await service.domain.postgres.query(
      `select location from storage_removal where due_at <= lethe_now()`,
      service.domain.database,
    );
    expect(due).toContainEqual({ location });
  });

  it('leaves whom it is of findable by the id, which is all that is kept, until it is lifted (D24)', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    const body = held(id);
    const { id: conversationId } = await service.import(body);
    await service.import(held(other));
    const ofPerson = async () => {
      const rows = await service.rows('participant');
      return rows.filter((row) => row.conversation_id === conversationId && row.user_id === null);
    };
    const told = async () => (await service.locate(contact(id))).located;
    await service.erase(contact(id));
    expect(await ofPerson()).toEqual([
      expect.objectContaining({ external_contact_id: id, name: null, address: null, erased_at: expect.anything() }),
    ]);
    const ground = { disposition: 'retain', records: 1, ground: hold.protection.ground };
    const retained = [
      { recordType: 'participant', ...ground },
      { recordType: 'recording', ...ground },
    ];
    expect(await told()).toEqual(retained);
    // Again, it is no more and no less.
    expect((await service.erase(contact(id))).changes.map(({ disposition }) => disposition)).toEqual([
      'retained',
      'retained',
    ]);
    expect(await told()).toEqual(retained);

    await service.ok('DELETE', `conversations/${conversationId}/recordings/${body.recordings[0]!.id}/protection`);
    expect(await ofPerson()).toEqual([expect.objectContaining({ external_contact_id: null })]);
    expect(await told()).toEqual([]);
    expect((await service.erase(contact(id))).changes).toEqual([]);
    expect((await service.locate(contact(other))).located).not.toEqual([]);
  });

  it('counts who was erased as nobody who takes part: the last contact takes the rest along', async () => {
    const [one, last] = [randomUUID(), randomUUID()];
    const whole = interaction([customer('1', one), customer('2', last), agent()] as never);
    const body = { ...whole, recordings: [{ ...whole.recordings[0], ...hold }] };
    const { id: conversationId } = await service.import(body);
    await service.erase(contact(one));
    const said = async () => (await service.rows('message')).filter((row) => row.text_body !== null);
    expect(await said()).toHaveLength(2);
    await service.erase(contact(last));
    expect(await said()).toEqual([]);
    await service.ok('DELETE', `conversations/${conversationId}/recordings/${body.recordings[0]!.id}/protection`);
    expect(await service.rows('recording')).toEqual([]);
    expect((await service.rows('participant')).map((row) => row.external_contact_id)).toEqual([null, null, null]);
  });

  it('stays when the hold is lifted before anybody asks for erasure', async () => {
    const body = held(randomUUID());
    const { id: conversationId } = await service.import(body);
    const recording = `conversations/${conversationId}/recordings/${body.recordings[0]!.id}`;
    await service.ok('DELETE', `${recording}/protection`);
    expect(await service.ok('GET', recording)).not.toHaveProperty('protection');
  });
});
