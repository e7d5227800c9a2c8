import { randomUUID } from 'node:crypto';
import type { HttpClient } from '../stack/http-client.ts';
import type { MeasuredStack } from '../stack/measured-stack.ts';
import { loadContacts, phoneOf } from './load-contacts.ts';
import { loadConversations } from './load-conversations.ts';
import { COLUMNS, dataOf, loadDialerContacts, type List } from './load-dialer-contacts.ts';
import { CONTACT, People, type Person, type Shape } from './person.ts';

const CONTACTS = 'lethe_external_contacts';
const DIALER = 'lethe_dialer';
const CONVERSATIONS = 'lethe_conversations';
/** People of one transaction. */
const BATCH = 500;
/** Of the demo organisation, and of phone numbers that do not say it. */
const COUNTRY = 'US';

/** The made people of a stack's organisation, stored as the API would store them, and faster. */
export class Population {
  private readonly people = new People();

  private constructor(
    private readonly stack: MeasuredStack,
    private readonly list: List,
  ) {}

  /** Stores one person through the API and as all the others will be stored, and compares. */
  static async open(stack: MeasuredStack, http: HttpClient): Promise<Population> {
    const created = await http.json<{ id: string }>('POST', '/api/v2/outbound/contactlists', {
      name: 'bench',
      ...COLUMNS,
    });
    const [person] = new People().make(1, { ...CONTACT, dialerContacts: 1 }) as [Person];
    const stored = await storeByApi(http, created.id, person);
    const dialer = await stack.session(DIALER);
    const { rows } = await dialer.query<{ column_roles: unknown }>(
      'select column_roles from dialer_contact where id = $1',
      [stored.dialerContact],
    );
    const population = new Population(stack, { id: created.id, columnRoles: rows[0]!.column_roles });
    await population.store([person]);
    await population.compare(CONTACTS, 'external_contact', [stored.contact, person.contacts[0]!]);
    await population.compare(DIALER, 'dialer_contact', [stored.dialerContact, person.dialerContacts[0]!]);
    population.people.make(1, CONTACT);
    return population;
  }

  async load(count: number, shape: Shape): Promise<Person[]> {
    const people = this.people.make(count, shape);
    for (let from = 0; from < people.length; from += BATCH) await this.store(people.slice(from, from + BATCH));
    return people;
  }

  /** What autovacuum does sooner or later. */
  async analyze(): Promise<void> {
    for (const database of [CONTACTS, DIALER, CONVERSATIONS, 'lethe_aggregator'])
      await (await this.stack.session(database)).query('vacuum analyze');
  }

  private async store(people: readonly Person[]): Promise<void> {
    const tenant = { organisationId: this.stack.description.organisationId, defaultCountry: COUNTRY, list: this.list };
    await loadContacts(await this.stack.session(CONTACTS), people, tenant);
    await loadDialerContacts(await this.stack.session(DIALER), people, tenant);
    await loadConversations(await this.stack.session(CONVERSATIONS), people, tenant);
  }

  /**
   * Both records are found by the same keys and hold the same, but for their ids and times; then both are removed.
   * @throws when the people of a measurement would not be what Lethe has
   */
  private async compare(database: string, table: string, [ours, other]: [string, string]): Promise<void> {
    const session = await this.stack.session(database);
    const record = `(select to_jsonb(r) - '{id,create_date,modify_date,date_created,division,schema}'::text[] from ${table} r where id = $1)`;
    const keys = `(select jsonb_agg(jsonb_build_array(kind, key, record_type, version) order by kind, key) from subject_identifier where record_id = $1)`;
    const whole = async (id: string): Promise<string> =>
      JSON.stringify((await session.query(`select ${record} record, ${keys} keys`, [id])).rows[0]);
    const [one, two] = [await whole(ours), await whole(other)];
    if (one !== two) throw new Error(`The bench stores ${table} otherwise than Lethe does:\n${one}\n${two}`);
    for (const id of [ours, other]) {
      await session.query('delete from subject_identifier where record_id = $1', [id]);
      await session.query(`delete from ${table} where id = $1`, [id]);
    }
  }
}

async function storeByApi(http: HttpClient, list: string, person: Person) {
  const contact = await http.json<{ id: string }>('POST', '/api/v2/externalcontacts/contacts', {
    firstName: person.given,
    lastName: person.family,
    personalEmail: person.emails[0],
    cellPhone: { display: phoneOf(person).display },
  });
  const dialerContact = randomUUID();
  await http.json('POST', `/api/v2/outbound/contactlists/${list}/contacts`, [
    { id: dialerContact, data: dataOf(person, 0), callable: true },
  ]);
  return { contact: contact.id, dialerContact };
}
