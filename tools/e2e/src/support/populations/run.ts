import {
  drawPopulation,
  judgeCorrected,
  judgeErased,
  judgeErasedByTerm,
  judgeFound,
  judgeFoundByTerm,
  looseIds,
  nameOn,
  type Snapshot,
  type StoredRecord,
  type World,
} from '@lethe/population';
import { eachOf } from '../each-of.ts';
import { Http } from '../http.ts';
import { newOrganisation } from '../organisations.ts';
import type { SystemDescription } from '../system.ts';
import { ask, idsOf, subjectOf, type Asked } from './ask.ts';
import type { Snapshots } from './snapshots.ts';
import { storePopulation } from './store.ts';

export interface Site {
  description: SystemDescription;
  snapshots: Snapshots;
}

interface Term {
  type: string;
  value: string;
  subject: object;
  /** The record type that the search can tell of. */
  only?: keyof Found;
}

/** One population in an organisation of its own. */
export class PopulationRun {
  /** As it was stored. */
  before: Snapshot = new Map();

  private constructor(
    readonly http: Http,
    readonly snapshot: (locked?: string) => Promise<Snapshot>,
    readonly world: World,
    private readonly seed: number,
  ) {}

  /** What is wrong with how a population of this seed is treated; nothing when all is well. */
  static async faults(site: Site, seed: number, size: number): Promise<string[]> {
    const run = await PopulationRun.start(site, seed, size);
    return run.all();
  }

  static async start({ description, snapshots }: Site, seed: number, size: number): Promise<PopulationRun> {
    const organisation = await newOrganisation({ description });
    const http = await Http.login({ description: { ...description, ...organisation } });
    const snapshot = (locked?: string) => snapshots.of(organisation.organisationId, locked);
    const world = await storePopulation(http, drawPopulation(seed, size));
    const run = new PopulationRun(http, snapshot, world, seed);
    run.before = await snapshot();
    // Rows of a table are known to the API by their key.
    const rows = [...run.before.values()].filter(({ table }) => table === 'data_table_row').map(({ row }) => row);
    for (const record of world.records.filter(({ kind }) => kind === 'tableRow'))
      record.id = String(rows.find(({ data }) => (data as { key: string }).key === record.key)!['id']);
    return run;
  }

  private async all(): Promise<string[]> {
    const faults = [...(await this.looked()), ...(await this.untouched())];
    // What follows would only repeat it.
    if (faults.length > 0) return faults;
    const corrected = this.drawn(this.world.records, 7);
    const erased = this.drawn(
      this.world.records.filter(({ owner }) => owner !== corrected.owner),
      11,
    );
    faults.push(...(await this.corrected(corrected)));
    faults.push(...(this.seed % 4 === 0 ? await this.erasedByTerm(erased) : await this.erased(erased)));
    faults.push(...(await this.allReachable()));
    return faults;
  }

  /** One of those a request can name. */
  private drawn(records: readonly StoredRecord[], factor: number): StoredRecord {
    const named = records.filter((record) => subjectOf(record) !== undefined);
    return named[(this.seed * factor) % named.length]!;
  }

  /** A report by every id and every term. */
  private async looked(): Promise<string[]> {
    const faults: string[] = [];
    const note = (what: string, found: readonly string[]) => faults.push(...found.map((fault) => `${what}: ${fault}`));
    await eachOf(this.world.records, async (record) => {
      const subject = subjectOf(record);
      if (subject === undefined) return;
      const { told, faults: failed } = await ask(this.http, 'GDPR_GET', subject);
      note(`by the id of ${record.key}`, failed.length > 0 ? failed : judgeFound(this.world, record, told));
    });
    await eachOf(this.terms(), async ({ type, value, subject, only }) => {
      const found = await this.search(type, value);
      const { told, faults: failed } = await ask(this.http, 'GDPR_GET', subject);
      note(`by ${type} ${value}`, failed.length > 0 ? failed : judgeFoundByTerm(countsOf(found, only), told));
    });
    return [...faults, ...(await this.allReachable())];
  }

  private terms(): Term[] {
    const { people } = this.world.population;
    const terms = people.flatMap((person): Term[] => {
      const name = nameOn(person, 'full')!;
      const address = `${person.street}, ${person.postalCode} ${person.city}`;
      return [
        { type: 'NAME', value: name, subject: { name } },
        { type: 'ADDRESS', value: address, subject: { addresses: [address] } },
        // What else it reaches is for D9 to say; the search tells of contacts.
        {
          type: 'EXTERNAL_ID',
          value: person.externalId,
          subject: { externalId: person.externalId },
          only: 'externalContact',
        },
        { type: 'TWITTER', value: person.handle, subject: { socialHandle: { type: 'TWITTER', value: person.handle } } },
      ];
    });
    const phones = new Set(this.world.records.flatMap((record) => record.phones));
    const emails = new Set(this.world.records.flatMap((record) => record.emails));
    const all = [
      ...terms,
      ...[...phones].map((value) => ({ type: 'PHONE', value, subject: { phoneNumbers: [value] } })),
      ...[...emails].map((value) => ({ type: 'EMAIL', value, subject: { emailAddresses: [value] } })),
    ];
    return [...new Map(all.map((term) => [`${term.type} ${term.value}`, term])).values()];
  }

  private async search(type: string, value: string): Promise<Found> {
    const entities = await this.http.subjects(type, value);
    return {
      externalContact: entities.flatMap(({ externalContactId }) => externalContactId ?? []),
      dialerContact: entities.flatMap(({ dialerContactId }) => dialerContactId?.id ?? []),
      user: entities.flatMap(({ userId }) => userId ?? []),
    };
  }

  private async untouched(): Promise<string[]> {
    const now = await this.snapshot();
    const text = (snapshot: Snapshot) => JSON.stringify([...snapshot].sort());
    return text(now) === text(this.before) ? [] : ['a row has changed although nobody asked for a change'];
  }

  private async corrected(start: StoredRecord): Promise<string[]> {
    const person = this.world.population.people[start.owner]!;
    const isPhone = start.phones.includes(person.phone) && this.seed % 2 === 0;
    if (!isPhone && !start.emails.includes(person.email)) return [];
    const change = isPhone
      ? { from: person.phone, to: this.newNumber() }
      : { from: person.email, to: `new.${this.seed}@example.org` };
    const replacementTerms = [
      { type: isPhone ? 'PHONE' : 'EMAIL', existingValue: change.from, updatedValue: change.to },
    ];
    const { faults } = await ask(this.http, 'GDPR_UPDATE', subjectOf(start)!, { replacementTerms });
    const after = await this.snapshot();
    const found = faults.length > 0 ? faults : judgeCorrected(this.world, start, change, [this.before, after]);
    this.before = after;
    return found.map((fault) => `corrected by the id of ${start.key}: ${fault}`);
  }

  /** A valid number that nobody in the population has. */
  private newNumber(): string {
    return `+4206010${String(10_000 + (this.seed % 90_000))}`;
  }

  private async erased(start: StoredRecord): Promise<string[]> {
    const { told, faults } = await ask(this.http, 'GDPR_DELETE', subjectOf(start)!);
    const after = await this.snapshot();
    const found = faults.length > 0 ? faults : judgeErased(this.world, start, told, [this.before, after]);
    return found.map((fault) => `erased by the id of ${start.key}: ${fault}`);
  }

  private async erasedByTerm(start: StoredRecord): Promise<string[]> {
    const [type, value, subject] =
      start.phones[0] !== undefined
        ? ['PHONE', start.phones[0], { phoneNumbers: [start.phones[0]] }]
        : [
            'EMAIL',
            start.emails[0] ?? 'nobody@example.org',
            { emailAddresses: [start.emails[0] ?? 'nobody@example.org'] },
          ];
    const found = new Set(Object.values(await this.search(type, value)).flat());
    const asked: Asked = await ask(this.http, 'GDPR_DELETE', subject);
    const after = await this.snapshot();
    const faults =
      asked.faults.length > 0 ? asked.faults : judgeErasedByTerm(this.world, found, asked.told, [this.before, after]);
    return faults.map((fault) => `erased by ${type} ${value}: ${fault}`);
  }

  /** Whatever id a record carries, a request by it is possible. */
  private async allReachable(): Promise<string[]> {
    const faults: string[] = [];
    await eachOf(looseIds(await this.snapshot()), async (subject) => {
      const { faults: failed } = await ask(this.http, 'GDPR_GET', subject);
      faults.push(...failed.map((fault) => `by ${idsOf(subject).join()}, which a record carries: ${fault}`));
    });
    return faults;
  }
}

type Found = Record<'externalContact' | 'dialerContact' | 'user', string[]>;

const countsOf = (found: Found, only?: keyof Found): Record<string, number> =>
  Object.fromEntries(
    Object.entries(found)
      .filter(([type]) => only === undefined || type === only)
      .map(([type, ids]) => [type, new Set(ids).size]),
  );
