import { query } from './support/databases.ts';
import { eachOf } from './support/each-of.ts';
import { Http } from './support/http.ts';
import { Lethe } from './support/lethe.ts';
import { pause } from './support/pause.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

const PEOPLE = 100;
/** As many again, who must stay. */
const KEPT = PEOPLE;

describe('100 erasures while an aggregator, a domain and NATS are killed', () => {
  let lethe: Lethe;
  let http: Http;
  let contacts: string[];
  const own = () => `organisation_id = '${lethe.description.organisationId}'`;

  beforeAll(async () => {
    lethe = await Lethe.alone();
    http = await Http.login(lethe);
    contacts = [];
    const list = await http.send<{ id: string }>('POST', '/api/v2/outbound/contactlists', {
      name: 'all',
      columnNames: ['mail'],
      emailColumns: [{ columnName: 'mail', type: 'personal' }],
    });
    await eachOf(
      Array.from({ length: PEOPLE + KEPT }, (_, n) => n),
      async (n) => {
        const email = `person${n}@crash.example`;
        const contact = await http.send<{ id: string }>('POST', '/api/v2/externalcontacts/contacts', {
          firstName: 'Person',
          lastName: `Number${n}`,
          personalEmail: email,
        });
        contacts[n] = contact.body.id;
        await http.send('POST', `/api/v2/outbound/contactlists/${list.body.id}/contacts`, [
          { contactListId: list.body.id, data: { mail: email } },
        ]);
      },
    );
  }, 180_000);
  afterAll(() => lethe?.stop(), 60_000);

  it('all complete, each effect once, and nobody else is touched', async () => {
    const victims = ['aggregator', 'dialer', 'nats', 'external-contacts', 'aggregator'];
    const asking = eachOf(
      contacts.slice(0, PEOPLE),
      async (externalContactId) => {
        for (let attempt = 0; attempt < 100; attempt++) {
          const answer = await http
            .send('POST', '/api/v2/gdpr/requests?deleteConfirmed=true', {
              requestType: 'GDPR_DELETE',
              subject: { externalContactId },
            })
            .catch(() => undefined);
          // An answer may be lost: repeated, the request is still in flight (200), or the person is already gone (404).
          if (answer?.status === 202 || (attempt > 0 && (answer?.status === 200 || answer?.status === 404))) return;
          await pause(200);
        }
        throw new Error('a request was not accepted for 20 s');
      },
      4,
    );
    const killing = (async () => {
      for (const victim of victims) {
        await pause(400);
        await lethe.kill(victim);
      }
    })();
    await Promise.all([asking, killing]);
    const requests = await query<{ id: string; contact: string }>(
      lethe,
      'aggregator',
      `select id, given ->> 'externalContactId' contact from gdpr_request where ${own()}`,
    );
    expect(requests.map((request) => request.contact).sort()).toEqual(contacts.slice(0, PEOPLE).sort());
    await eachOf(requests, async ({ id }) => expect((await http.ended(id, 120)).status).toBe('COMPLETED'));

    const erasures = (database: string) =>
      query<{ tasks: number; effects: number }>(
        lethe,
        database,
        `select count(distinct task_id)::int tasks, coalesce(sum((change->>'records')::int), 0)::int effects
      from inbox left join lateral jsonb_array_elements(outcome->'changes') change on true where ${own()}`,
      );
    expect(await erasures('external-contacts')).toEqual([{ tasks: PEOPLE, effects: PEOPLE }]);
    expect(await erasures('dialer')).toEqual([{ tasks: PEOPLE, effects: PEOPLE }]);
    expect(
      await query(lethe, 'external-contacts', `select count(*)::int n from external_contact where ${own()}`),
    ).toEqual([{ n: KEPT }]);
    expect(await query(lethe, 'dialer', `select count(*)::int n from dialer_contact where ${own()}`)).toEqual([
      { n: KEPT },
    ]);
  }, 300_000);
});
