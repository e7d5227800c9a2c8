import { ERASE_CONTACTS, ERASE_CONVERSATIONS, ERASE_DIALER_CONTACTS } from './erase.sql.ts';
import { CONTACTS, CONTACTS_LEFT, DIALER_LEFT, PARTICIPANTS, TABLE_ROWS, USERS } from './known.sql.ts';
import type { Pools } from './pools.ts';
import { Requests } from './requests.ts';
import { dialerContactsOf, whoIs, type Person } from './who-is.ts';

interface Found {
  dialerContacts: string[];
  participants: number;
  /** Records that carry a key and are left to requests of their own. */
  ambiguous: { contacts: number; users: number; rows: number };
}

/** Locates everywhere before it erases anywhere, and looks again when all of it is done. */
export async function erase(pools: Pools, secret: string, contact: string): Promise<void> {
  const person = await whoIs(pools, contact);
  const requests = new Requests(pools, secret, person);
  await requests.insert('GDPR_DELETE');
  const found = await locate(pools, person);
  const outcomes = await eraseFound(pools, requests, person, found);
  await lookAgain(pools, person, found);
  await requests.complete(outcomes, [...person.contacts, ...found.dialerContacts], true);
}

async function locate(pools: Pools, person: Person): Promise<Found> {
  const keys = [person.keys.kinds, person.keys.keys];
  const [dialerContacts, participants, contacts, users, rows] = await Promise.all([
    dialerContactsOf(pools, person),
    pools.run('conversations', PARTICIPANTS, [person.contacts]),
    pools.run('external-contacts', CONTACTS, keys),
    pools.run('directory', USERS, keys),
    pools.run('architect', TABLE_ROWS, keys),
  ]);
  const ambiguous = {
    contacts: contacts.length - person.contacts.length,
    users: users.length,
    rows: rows.length,
  };
  return { dialerContacts, participants: participants.length, ambiguous };
}

async function eraseFound(pools: Pools, requests: Requests, { contacts }: Person, found: Found) {
  const [contactsDone, dialerDone, conversationsDone] = await Promise.all([
    pools.run<{ records: number }>('external-contacts', ERASE_CONTACTS, [
      requests.taskOf('external-contacts'),
      contacts,
    ]),
    found.dialerContacts.length > 0 &&
      pools.run('dialer', ERASE_DIALER_CONTACTS, [requests.taskOf('dialer'), found.dialerContacts]),
    found.participants > 0 &&
      pools.run('conversations', ERASE_CONVERSATIONS, [requests.taskOf('conversations'), contacts]),
  ]);
  if (contactsDone[0]!.records !== contacts.length) throw new Error('the merge set has got another member');
  return {
    'external-contacts': { erase: contactsDone, ambiguous: found.ambiguous.contacts },
    dialer: { erase: dialerDone },
    conversations: { erase: conversationsDone },
    directory: { ambiguous: found.ambiguous.users },
    architect: { ambiguous: found.ambiguous.rows },
  };
}

/** In transactions that begin when all of the others have ended. */
async function lookAgain(pools: Pools, { contacts, keys: { kinds, keys } }: Person, found: Found): Promise<void> {
  const [contactsLeft, dialerLeft, participants, users, rows] = await Promise.all([
    pools.run<{ left: number }>('external-contacts', CONTACTS_LEFT, [contacts]),
    pools.run<{ left: number }>('dialer', DIALER_LEFT, [kinds, keys, found.dialerContacts]),
    pools.run('conversations', PARTICIPANTS, [contacts]),
    pools.run('directory', USERS, [kinds, keys]),
    pools.run('architect', TABLE_ROWS, [kinds, keys]),
  ]);
  const left =
    contactsLeft[0]!.left +
    dialerLeft[0]!.left +
    participants.length +
    Math.max(0, users.length - found.ambiguous.users) +
    Math.max(0, rows.length - found.ambiguous.rows);
  if (left > 0) throw new Error(`${left} records are left`);
}
