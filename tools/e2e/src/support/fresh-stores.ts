import { randomUUID } from 'node:crypto';
import type { GdprRequest, GdprSubject, PossibleMatch } from '@lethe/contracts';
import type { Told } from '@lethe/population';
import { readArchive } from './archive.ts';
import { query } from './databases.ts';
import { Http } from './http.ts';
import { created } from './interactions.ts';
import { newOrganisation } from './organisations.ts';
import { ask } from './populations/ask.ts';
import { sdkFor, type SdkApis } from './sdk.ts';
import type { System } from './system.ts';

export interface Row {
  id: string;
  contactListId: string;
}

/** How most clients declare a list: the SDK has no columns of names or addresses. */
export const SDK_LIST = {
  columnNames: ['FirstName', 'LastName', 'HomePhone', 'Email'],
  phoneColumns: [{ columnName: 'HomePhone', type: 'home' }],
  emailColumns: [{ columnName: 'Email', type: 'personal' }],
};
/** The same list by a client that knows the extension. */
export const DECLARED_LIST = {
  ...SDK_LIST,
  nameColumns: [
    { columnName: 'FirstName', part: 'given' },
    { columnName: 'LastName', part: 'family' },
  ],
};
const TIME = '2026-03-01T10:00:00.000Z';
const CONTACTS = '/api/v2/externalcontacts/contacts';
const TABLES = '/api/v2/flows/datatables';

/**
 * Empty stores of an organisation of its own, in a country: what a test puts in is all that a number or a name can
 * match.
 */
export class FreshStores {
  /** What the list of `row` declares. */
  rowsOf: object = SDK_LIST;
  private rowList: Promise<string> | undefined;

  private constructor(
    readonly system: Pick<System, 'description'>,
    readonly http: Http,
    readonly sdk: SdkApis,
  ) {}

  static async of({ description }: Pick<System, 'description'>, country = 'CZ'): Promise<FreshStores> {
    const organisation = await newOrganisation({ description });
    await query(
      { description },
      'gateway',
      `update organisation set default_country = '${country}' where id = '${organisation.organisationId}'`,
    );
    const system = { description: { ...description, ...organisation } };
    return new FreshStores(system, await Http.login(system), await sdkFor(system));
  }

  async contact(body: object): Promise<string> {
    return (await this.sdk.contacts.postExternalcontactsContacts(body as never)).id!;
  }

  /** As it is now; undefined when there is none. */
  async contactOf(id: string): Promise<Record<string, never> | undefined> {
    const { status, body } = await this.http.send<Record<string, never>>('GET', `${CONTACTS}/${id}/unresolved`);
    return status === 200 ? body : undefined;
  }

  async merged(...contactIds: string[]): Promise<string> {
    return (await created(this.http, `${CONTACTS}/merge`, { contactIds })).id;
  }

  async list(body: object = SDK_LIST): Promise<string> {
    return (await this.sdk.outbound.postOutboundContactlists({ name: `list ${randomUUID()}`, ...body } as never)).id!;
  }

  async rowIn(contactListId: string, data: Record<string, string>): Promise<Row> {
    const [row] = await this.sdk.outbound.postOutboundContactlistContacts(contactListId, [
      { contactListId, data },
    ] as never);
    return { id: row!.id!, contactListId };
  }

  /** A row of the one list that is like `rowsOf`. */
  async row(FirstName: string, LastName: string, more: { HomePhone?: string; Email?: string }): Promise<Row> {
    return this.rowIn(await (this.rowList ??= this.list(this.rowsOf)), {
      FirstName,
      LastName,
      HomePhone: '',
      Email: '',
      ...more,
    });
  }

  /** What the row holds; undefined when it is gone. */
  async dataOf({ id, contactListId }: Row): Promise<Record<string, string> | undefined> {
    const { status, body } = await this.http.send<{ data: Record<string, string> }>(
      'GET',
      `/api/v2/outbound/contactlists/${contactListId}/contacts/${id}`,
    );
    return status === 200 ? body.data : undefined;
  }

  async user(name: string, email: string, more: object = {}): Promise<string> {
    const user = { name, email, divisionId: randomUUID(), ...more };
    return (await created(this.http, '/api/v2/users', user)).id;
  }

  /** An interaction of these external contacts, each of whom says their name. */
  async conversation(...customers: { externalContactId?: string; name: string }[]): Promise<string> {
    const made = await created<{ id: string }>(this.http, '/api/v2/conversations/imports', {
      startTime: TIME,
      participants: customers.map((customer) => ({
        purpose: 'customer',
        mediaType: 'email',
        startTime: TIME,
        attributes: { order: customer.name },
        ...customer,
      })),
      messages: customers.map(({ name }, participant) => ({
        participant,
        direction: 'inbound',
        time: TIME,
        textBody: `I am ${name}.`,
      })),
    });
    return made.id;
  }

  /** An interaction of this contact and an employee, who answers with the name. */
  async answered(customer: { externalContactId?: string; name: string }): Promise<string> {
    const party = { mediaType: 'email', startTime: TIME };
    const made = await created<{ id: string }>(this.http, '/api/v2/conversations/imports', {
      startTime: TIME,
      participants: [
        { purpose: 'customer', ...party, ...customer },
        { purpose: 'agent', ...party, name: 'Ida' },
      ],
      messages: [{ participant: 1, direction: 'outbound', time: TIME, textBody: `Dear ${customer.name}` }],
    });
    return made.id;
  }

  /** A data table with columns of these kinds. */
  async table(kinds: Record<string, string>): Promise<string> {
    const columns = ['key', ...Object.keys(kinds)].map((column) => [column, { type: 'string' }]);
    const table = await created<{ id: string }>(this.http, TABLES, {
      name: `table ${randomUUID()}`,
      schema: {
        type: 'object',
        properties: Object.fromEntries(columns),
        'x-personal': Object.entries(kinds).map(([column, kind]) => ({ column, kind })),
      },
    });
    return table.id;
  }

  async rowOfTable(table: string, row: { key: string; [column: string]: string }): Promise<void> {
    await created(this.http, `${TABLES}/${table}/rows`, row);
  }

  async rowsOfTable(table: string): Promise<{ key: string; [column: string]: string }[]> {
    const { body } = await this.http.send<{ entities: { key: string }[] }>(
      'GET',
      `${TABLES}/${table}/rows?showbrief=false`,
    );
    return body.entities;
  }

  /** Everything that the conversations' store holds of an interaction, as one text. */
  async textOf(conversationId: string): Promise<string> {
    const tables = ['participant', 'participant_data', 'message', 'message_party'];
    const rows = await Promise.all(
      tables.map((table) =>
        query<{ line: string }>(
          this.system,
          'conversations',
          `select row_to_json(t)::text as line from ${table} t where conversation_id = '${conversationId}'`,
        ),
      ),
    );
    return rows.flatMap((each) => each.map(({ line }) => line)).join('\n');
  }

  /** Every id that a search answers. */
  async found(searchType: string, searchValue: string): Promise<string[]> {
    return (await this.http.subjects(searchType, searchValue)).flatMap(idsIn);
  }

  /** What a search offers besides: id → reason. */
  async possible(searchType: string, searchValue: string): Promise<Record<string, string>> {
    const { body } = await this.http.send<{ possibleMatches?: PossibleMatch[] }>(
      'GET',
      `/api/v2/gdpr/subjects?${new URLSearchParams({ searchType, searchValue, possible: 'true' })}`,
    );
    const matches = body.possibleMatches ?? [];
    return Object.fromEntries(matches.flatMap(({ subject, reason }) => idsIn(subject).map((id) => [id, reason.code])));
  }

  /** A request that must end well, and what it told; with the related ones, where a merge set has several. */
  async completed(
    requestType: string,
    subject: object,
    more: object = {},
  ): Promise<{ request: GdprRequest; told: Told }> {
    const { http } = this;
    const { id, told, faults } = await ask({ http, ended: (one) => http.ended(one) }, requestType, subject, more);
    if (faults.length > 0) throw new Error(faults.join('; '));
    return { request: await http.request(id!), told };
  }

  erase = (subject: object) => this.completed('GDPR_DELETE', subject);

  correct = (subject: object, ...terms: [type: string, existingValue: string, updatedValue: string][]) =>
    this.completed('GDPR_UPDATE', subject, {
      replacementTerms: terms.map(([type, existingValue, updatedValue]) => ({ type, existingValue, updatedValue })),
    });

  /** All that an export holds, as one text. */
  async exported(subject: object): Promise<string> {
    const { request } = await this.completed('GDPR_EXPORT', subject);
    return [...(await readArchive(this.http, request.resultsUrl!)).values()].join('\n');
  }
}

const idsIn = ({ externalContactId, dialerContactId, userId }: GdprSubject): string[] =>
  [externalContactId, dialerContactId?.id, userId].filter((id) => id !== undefined);

/** Record → why it was left alone. */
export const doubts = ({ ambiguous }: Told): Record<string, string> =>
  Object.fromEntries(ambiguous.map(({ recordId, code }) => [recordId, code]));
