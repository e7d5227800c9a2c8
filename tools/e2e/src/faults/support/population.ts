import { query } from '../../support/databases.ts';
import { eachOf } from '../../support/each-of.ts';
import type { Http } from '../../support/http.ts';
import { created } from '../../support/interactions.ts';
import type { FaultStack } from './fault-stack.ts';

export type RequestType = 'GDPR_DELETE' | 'GDPR_UPDATE' | 'GDPR_EXPORT' | 'GDPR_GET';

/** Somebody about whom exactly one request is made; or none at all, `type` undefined: nothing of theirs may change. */
export interface Person {
  contactId: string;
  type?: RequestType;
  work: string;
  personal: string;
}

/** Contact lists hold so many each. */
const LIST = 500;
const DNS = 'faults.example';

/** Six of ten are erased, two are corrected, the others' data is copied or reported. */
const typeOf = (n: number): RequestType =>
  n % 10 < 6 ? 'GDPR_DELETE' : n % 10 < 8 ? 'GDPR_UPDATE' : n % 10 === 8 ? 'GDPR_EXPORT' : 'GDPR_GET';

/**
 * A correction that does not look the same when it is done twice: it swaps two addresses. Every other effect of a
 * request is one that a repetition would hide.
 */
export const swap = ({ work, personal }: Person) => [
  { type: 'EMAIL', existingValue: work, updatedValue: personal },
  { type: 'EMAIL', existingValue: personal, updatedValue: work },
];

/**
 * `people` with a request each (of `types`, in turn, or mixed), and `bystanders`: each a contact and a row of a contact
 * list.
 */
export async function populate(
  stack: FaultStack,
  http: Http,
  { people, bystanders, types }: { people: number; bystanders: number; types?: readonly RequestType[] },
): Promise<Person[]> {
  const lists = await Promise.all(
    Array.from({ length: Math.ceil((people + bystanders) / LIST) }, () =>
      created(http, '/api/v2/outbound/contactlists', {
        name: 'faults',
        columnNames: ['mail'],
        emailColumns: [{ columnName: 'mail', type: 'personal' }],
      }),
    ),
  );
  // The end of the id: it begins with the time, which is the same for a minute.
  const mark = lists[0]!.id.slice(-12);
  const population: Person[] = [];
  await eachOf(
    Array.from({ length: people + bystanders }, (_, n) => n),
    async (n) => {
      const person = {
        work: `w${n}.${mark}@${DNS}`,
        personal: `p${n}.${mark}@${DNS}`,
        type: n < people ? (types?.[n % types.length] ?? typeOf(n)) : undefined,
      };
      const { id } = await created(http, '/api/v2/externalcontacts/contacts', {
        firstName: 'Person',
        lastName: `Number${n}`,
        workEmail: person.work,
        personalEmail: person.personal,
      });
      population[n] = { contactId: id, ...person };
    },
  );
  for (const [index, { id: contactListId }] of lists.entries()) {
    const rows = population.slice(index * LIST, (index + 1) * LIST);
    for (let at = 0; at < rows.length; at += 100)
      await created(
        http,
        `/api/v2/outbound/contactlists/${contactListId}/contacts`,
        rows.slice(at, at + 100).map(({ work }) => ({ contactListId, data: { mail: work } })),
      );
  }
  await watchEffects(stack);
  return population;
}

/** Tables in which an effect shows, and what its rows are told apart by. */
export const WATCHED = { 'external-contacts': 'external_contact', dialer: 'dialer_contact' } as const;
export type WatchedDatabase = keyof typeof WATCHED;

/** Counts what happens to rows where it happens: in the transaction that does it, whoever does it. */
async function watchEffects(stack: FaultStack): Promise<void> {
  for (const [database, table] of Object.entries(WATCHED)) {
    await query(
      stack,
      database,
      `
      create schema if not exists observer;
      create table if not exists observer.effect (id bigserial primary key, op text not null, before jsonb not null);
      create or replace function observer.note() returns trigger language plpgsql security definer as
        $$ begin insert into observer.effect (op, before) values (tg_op, to_jsonb(old)); return null; end $$;
      grant usage on schema observer to public;
      grant execute on function observer.note() to public;
      drop trigger if exists observe on ${table};
      create trigger observe after update or delete on ${table} for each row execute function observer.note()`,
    );
  }
}
