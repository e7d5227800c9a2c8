import { randomUUID } from 'node:crypto';
import type { GdprRequest } from '@lethe/contracts';
import { query } from './support/databases.ts';
import { FreshStores, type Row } from './support/fresh-stores.ts';
import { Lethe } from './support/lethe.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

const MARTA = { firstName: 'Marta', lastName: 'Krátká', personalEmail: 'marta@example.org' };

/** An erasure that failed halfway, asked for again (docs/requirements.md, R55 to R60 and D24). */
describe('an erasure that one service could not do', () => {
  let lethe: Lethe;
  let stores: FreshStores;
  beforeAll(async () => {
    lethe = await Lethe.start();
  }, 120_000);
  beforeEach(async () => {
    stores = await FreshStores.of(lethe);
  });
  afterAll(() => lethe?.stop(), 60_000);

  /** While `work` runs the service can not change these rows. */
  async function refusing<T>(service: string, table: string, rows: string, work: () => Promise<T>): Promise<T> {
    const name = `refusal_${randomUUID().replaceAll('-', '')}`;
    await query(
      lethe,
      service,
      `create function ${name}() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
       create trigger ${name} before update or delete on ${table} for each row when (${rows}) execute function ${name}()`,
    );
    try {
      return await work();
    } finally {
      await query(lethe, service, `drop function ${name} cascade`);
    }
  }

  const post = (externalContactId: string) =>
    stores.http.send<GdprRequest>('POST', '/api/v2/gdpr/requests?deleteConfirmed=true', {
      requestType: 'GDPR_DELETE',
      subject: { externalContactId },
    });
  async function statuses({ id, relatedRequests = [] }: GdprRequest): Promise<Map<string, string>> {
    const all = [id, ...relatedRequests.map((one) => one.id)];
    const ended = await Promise.all(all.map((one) => stores.http.ended(one)));
    return new Map(ended.map(({ subject, status }) => [subject.externalContactId!, status]));
  }

  /** The contact is erased; the row of the list that carries its address is not. */
  async function failed(): Promise<{ contact: string; request: GdprRequest; row: Row; others: Row }> {
    const contact = await stores.contact(MARTA);
    const row = await stores.row('Marta', 'Krátká', { Email: MARTA.personalEmail });
    const others = await stores.row('Olga', 'Dlouhá', { Email: 'olga@example.org' });
    const request = await refusing('dialer', 'dialer_contact', `old.id = '${row.id}'`, async () =>
      stores.http.ended((await post(contact)).body.id),
    );
    expect(request.status).toBe('ERROR');
    expect(await stores.contactOf(contact)).toBeUndefined();
    expect(await stores.dataOf(row)).toBeDefined();
    return { contact, request, row, others };
  }

  it('reaches the rest by the id that is gone, and then it is unknown', async () => {
    const { contact, request, row, others } = await failed();
    const again = await post(contact);
    expect([again.status, again.body.id === request.id]).toEqual([202, false]);
    expect((await stores.http.ended(again.body.id)).status).toBe('COMPLETED');
    expect(await stores.dataOf(row)).toBeUndefined();
    expect(await stores.dataOf(others)).toBeDefined();
    expect((await post(contact)).status).toBe(404);
  }, 90_000);

  it('reaches the rest by an operator', async () => {
    const { request, row, others } = await failed();
    const parked = (await stores.http.tasks(request.id)).entities.find(({ state }) => state === 'parked')!;
    const { status, body } = await stores.http.send<GdprRequest>('POST', `${parked.selfUri}/retry`);
    expect([parked.domain, status]).toEqual(['dialer', 202]);
    expect((await stores.http.ended(body.id)).status).toBe('COMPLETED');
    expect(await stores.dataOf(row)).toBeUndefined();
    expect(await stores.dataOf(others)).toBeDefined();
  }, 90_000);

  it('of one member of a merge set is done by the id of the canonical contact', async () => {
    const a = await stores.contact(MARTA);
    const b = await stores.contact({ firstName: 'Marta', lastName: 'Dlouhá' });
    const canonical = await stores.merged(a, b);
    const conversation = await stores.conversation({ externalContactId: b, name: 'Marta Dlouhá' });
    const stranger = await stores.conversation({ externalContactId: randomUUID(), name: 'Olga Dlouhá' });
    const ended = await refusing('conversations', 'participant', `old.external_contact_id = '${b}'`, async () =>
      statuses((await post(canonical)).body),
    );
    expect(ended).toEqual(
      new Map([
        [canonical, 'COMPLETED'],
        [a, 'COMPLETED'],
        [b, 'ERROR'],
      ]),
    );
    for (const id of [a, b, canonical]) expect(await stores.contactOf(id)).toBeUndefined();

    const again = await post(canonical);
    expect([again.status, again.body.relatedRequests]).toEqual([202, undefined]);
    expect(await statuses(again.body)).toEqual(new Map([[b, 'COMPLETED']]));
    expect(await stores.textOf(conversation)).not.toContain('Marta');
    expect(await stores.textOf(stranger)).toContain('Olga');
    for (const id of [a, b, canonical]) expect((await post(id)).status).toBe(404);
  }, 90_000);
});
