import { DIALER_CONTACTS, MEMBERS } from './known.sql.ts';
import type { Pools } from './pools.ts';

interface Member {
  id: string;
  given: string | null;
  family: string | null;
  keys: [kind: string, key: string][];
}

interface DialerContact {
  id: string;
  data: Record<string, string>;
  roles: Record<string, string[]>;
}

/** A merge set with its keys and its names. */
export interface Person {
  contacts: string[];
  names: ReadonlySet<string>;
  keys: { kinds: string[]; keys: string[] };
}

export async function whoIs(pools: Pools, contact: string): Promise<Person> {
  const members = await pools.run<Member>('external-contacts', MEMBERS, [contact]);
  if (members.length === 0) throw new Error(`there is no contact ${contact}`);
  const keys = [...new Map(members.flatMap(({ keys }) => keys).map((one) => [one.join(' '), one])).values()];
  return {
    contacts: members.map(({ id }) => id),
    names: new Set(members.map(({ given, family }) => nameOf(given, family))),
    keys: { kinds: keys.map(([kind]) => kind), keys: keys.map(([, key]) => key) },
  };
}

/** Rows of lists that carry one of the keys, and the name. */
export async function dialerContactsOf(pools: Pools, { keys, names }: Person): Promise<string[]> {
  const found = await pools.run<DialerContact>('dialer', DIALER_CONTACTS, [keys.kinds, keys.keys]);
  return found
    .filter(({ data, roles }) => names.has(nameOf(textOf(data, roles, 'given'), textOf(data, roles, 'family'))))
    .map(({ id }) => id);
}

const textOf = (data: Record<string, string>, roles: Record<string, string[]>, part: string): string =>
  (roles[`NAME.${part}`] ?? []).map((column) => data[column] ?? '').join(' ');

const nameOf = (given: string | null, family: string | null): string =>
  `${given ?? ''} ${family ?? ''}`.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
