import type { ApiClient } from '../api/api-client.ts';
import { Slots } from '../api/slots.ts';
import type { LoadedConversation } from '../conversations/load-conversation.ts';
import { isSecondContact, isUser, isVisitor, type Row } from '../rows/identity.ts';
import type { DialerContactId } from './dialer-contact.ts';
import { ExternalContacts, linkable, membersOf, type ExternalContact } from './external-contact.ts';
import { Journeys, type JourneyCustomerId } from './journey.ts';
import { refusable } from './refusals.ts';
import { Users } from './user.ts';

/** What there is of one person. */
export interface Person {
  /** Of a merge set the canonical one is the last. */
  externalContactIds: string[];
  dialerContactIds: DialerContactId[];
  userId?: string;
  journeyCustomer?: JourneyCustomerId;
  conversations?: LoadedConversation[];
}

/** Makes or updates a person's external contacts and directory user. */
export class PersonLoader {
  private readonly contacts: ExternalContacts;
  private readonly users: Users;
  private readonly journeys: Journeys;
  /** The service merges one pair of an organisation at a time: more at once would only hold its connections. */
  private readonly merging = new Slots(1);

  constructor(
    client: ApiClient,
    private readonly allNew = false,
  ) {
    this.contacts = new ExternalContacts(client);
    this.users = new Users(client);
    this.journeys = new Journeys(client, allNew);
  }

  /**
   * Writes into `person` what is there, also when it fails half-way; `known` when an earlier import loaded the Number.
   * @throws RefusedError
   */
  async load(row: Row, person: Person): Promise<{ known: boolean }> {
    const known = this.allNew
      ? undefined
      : await refusable('look-up', () => this.contacts.find(row.identity.Number, 'first'));
    // The user first: it is the one that may be somebody else's, and then nothing of the row is loaded.
    if (isUser(row))
      person.userId = await refusable('directory user', () => this.users.put(row.identity, known?.personalEmail));
    await this.loadContacts(row, known, person);
    if (isVisitor(row)) {
      const contactId = linkable(person.externalContactIds)[0]!;
      person.journeyCustomer = await refusable('visitor', () => this.journeys.put(row.identity, contactId));
    }
    return { known: known !== undefined };
  }

  private async loadContacts(row: Row, known: ExternalContact | undefined, person: Person): Promise<void> {
    const first = await refusable('external contact', () => this.put(row, 'first', known));
    person.externalContactIds = membersOf(first);
    if (!isSecondContact(row) || person.externalContactIds.length > 1) return;
    const second = await refusable('second external contact', async () =>
      this.put(row, 'second', known && (await this.contacts.find(row.identity.Number, 'second'))),
    );
    person.externalContactIds = [first.id, second.id].toSorted();
    const merged = await refusable('merge of the external contacts', () =>
      this.merging.run(() => this.contacts.merge(first.id, second.id)),
    );
    person.externalContactIds = merged;
  }

  private async put(
    { identity }: Row,
    which: 'first' | 'second',
    known: ExternalContact | undefined,
  ): Promise<ExternalContact> {
    if (known === undefined) return this.contacts.create(identity, which);
    await this.contacts.update(known, identity);
    return known;
  }
}
