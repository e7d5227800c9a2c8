import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { agent, customer, interaction } from '../test/interactions.ts';
import { contact, RunningConversations } from '../test/running-conversations.ts';

/** What comes while an erasure runs, or after it. */
let service: RunningConversations;
beforeAll(async () => (service = await RunningConversations.start()), 60_000);
afterAll(() => service?.stop());
beforeEach(() => service.newOrganisation());

/** Until so many transactions wait for a lock, or `isIdle`. */
async function waiting(transactions: number, isIdle = () => false): Promise<void> {
  const { postgres, database } = service.domain;
  const sql = `select from pg_stat_activity where datname = '${database}' and wait_event_type = 'Lock'`;
  while (!isIdle() && (await postgres.query(sql, database)).length < transactions)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('several contacts', () => {
  it('erased at the same moment leave nothing either', async () => {
    const ids = [randomUUID(), randomUUID()];
    await service.import(interaction([...ids.map((id, at) => customer(String(at), id)), agent()] as never));
    const erasures: Promise<unknown>[] = [];
    // Holds both up where they would meet: at the rows that they change.
    await service.domain.store.transaction(service.caller, async (manager) => {
      await manager.query('select from participant where external_contact_id is not null for update');
      erasures.push(...ids.map((id) => service.erase(contact(id))));
      await waiting(ids.length);
    });
    await Promise.all(erasures);
    expect((await service.all()).match(/Marie\d|body of|said by/g)).toBeNull();
    expect(await service.rows('recording')).toEqual([]);
  });
});

describe('after an erasure', () => {
  it('nothing about the person is added to the interaction', async () => {
    const id = randomUUID();
    const body = interaction([customer('1', id), agent()] as never);
    const { id: conversationId, participants } = await service.import(body);
    await service.erase(contact(id));
    const [own, other] = participants.map((one: { id: string }) => one.id);
    const conflict = [409, 'request.conflict'];
    const association = { conversationId, communicationId: own, mediaType: 'WHATSAPP', externalContactId: id };
    expect(await service.refusal('PUT', `externalcontacts/conversations/${conversationId}`, association)).toEqual(
      conflict,
    );
    for (const participant of [own, other]) {
      expect(
        await service.refusal('PATCH', `conversations/${conversationId}/participants/${participant}/attributes`, {
          attributes: { a: 'b' },
        }),
      ).toEqual(conflict);
      expect(await service.upload(conversationId, participant, { kind: 'recording' })).toMatchObject({
        status: 409,
        body: { code: 'request.conflict' },
      });
    }
    expect(await service.upload(conversationId, own)).toMatchObject({
      status: 409,
      body: { code: 'request.conflict' },
    });
    expect(await service.refusal('POST', 'conversations/imports', { ...body, id: conversationId })).toEqual(conflict);
  });

  it('an upload that was under way is refused, and leaves neither a record nor, in time, a file', async () => {
    const [id, own] = [randomUUID(), customer('1')];
    const { id: conversationId } = await service.import(
      interaction([{ ...own, externalContactId: id }, agent()] as never),
    );
    const path = `conversations/${conversationId}/files/${randomUUID()}?participantId=${own.id}&kind=attachment`;
    const { body: ticket } = await service.file('PUT', path, { phase: 'open', contentType: 'text/plain' });
    const written = await service.storage.write(
      ticket.location,
      Buffer.from(ticket.key, 'base64'),
      Readable.from([Buffer.from('late')]),
    );
    await service.erase(contact(id));
    expect(await service.file('PUT', path, { phase: 'close', location: ticket.location, ...written })).toMatchObject({
      status: 409,
      body: { code: 'request.conflict' },
    });
    expect(await service.rows('attachment')).toEqual([]);
    const kept = await service.domain.postgres.query(
      `select 1 from storage_removal where location = '${ticket.location}'`,
      service.domain.database,
    );
    expect([kept.length, await service.storage.exists(ticket.location)]).not.toEqual([0, true]);
  });

  it('an upload that begins while the erasure runs waits for it and is refused', async () => {
    const [id, own] = [randomUUID(), customer('1')];
    const { id: conversationId } = await service.import(
      interaction([{ ...own, externalContactId: id }, agent()] as never),
    );
    const open = () =>
      service.file(
        'PUT',
        `conversations/${conversationId}/files/${randomUUID()}?participantId=${own.id}&kind=attachment`,
        { phase: 'open', contentType: 'a/b', fileName: 'Marie.txt' },
      );
    let erasure: Promise<unknown> | undefined;
    let upload: Promise<{ status: number }> | undefined;
    await service.domain.store.transaction(service.caller, async (manager) => {
      await manager.query('select from participant where external_contact_id is not null for no key update');
      erasure = service.erase(contact(id));
      await waiting(1);
      let isThrough = false;
      upload = open().finally(() => (isThrough = true));
      await waiting(2, () => isThrough);
    });
    await erasure;
    expect(await upload).toMatchObject({ status: 409 });
    expect(await service.rows('attachment')).toEqual([]);
  });
});
