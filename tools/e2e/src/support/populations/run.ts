import type { GdprSubject, Listing } from '@lethe/contracts';
import {
  drawPopulation,
  holds,
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
import { pause } from '../pause.ts';
import type { SystemDescription } from '../system.ts';
import { ask, idsOf, subjectOf } from './ask.ts';
import { Endings } from './endings.ts';
import { patiently } from './patiently.ts';
import { Snapshots } from './snapshots.ts';
import { storePopulation } from './store.ts';

/** Requests of one population at the same time. */
const ASKED_AT_ONCE = 4;
const ATTEMPTS = 6;
const BETWEEN_MS = 2_000;

/** A system with what looks into it. */
export class Site {
  readonly snapshots: Snapshots;
  readonly endings: Endings;

  constructor(readonly description: SystemDescription) {
    this.snapshots = new Snapshots(description);
    this.endings = new Endings(description);
  }

  async close(): Promise<void> {
    await this.snapshots.close();
    await this.endings.close();
  }
}

interface Term {
  type: string;
  value: string;
  subject: object;
  /** A term that stands for a whole person, as an id does, names this one. */
  record?: StoredRecord;
}

/** One population in an organisation of its own. */
export class PopulationRun {
  /** As it was stored. */
  before: Snapshot = new Map();

  private constructor(
    readonly http: Http,
    private readonly place: { site: Site; organisationId: string },
    readonly world: World,
    private readonly seed: number,
  ) {}

  ended = (id: string): Promise<void> => this.place.site.endings.of(id);
  /** `locked`: a database that is not asked. */
  snapshot = (locked?: string): Promise<Snapshot> => this.place.site.snapshots.of(this.place.organisationId, locked);

  /** What is wrong with how a population of this seed is treated; nothing when all is well. */
  static async faults(site: Site, seed: number, size: number): Promise<string[]> {
    const run = await PopulationRun.start(site, seed, size);
    return run.all();
  }

  /** What was stored when Lethe was busy may be there or not: the next attempt has an organisation of its own. */
  static async start(site: Site, seed: number, size: number): Promise<PopulationRun> {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await PopulationRun.stored(site, seed, size);
      } catch (error) {
        if (attempt === ATTEMPTS || !/\b503\b/.test(String(error))) throw error;
        await pause(BETWEEN_MS);
      }
  }

  private static async stored(site: Site, seed: number, size: number): Promise<PopulationRun> {
    const { description } = site;
    const organisation = await newOrganisation({ description });
    const http = await Http.login({ description: { ...description, ...organisation } });
    const world = await storePopulation(http, drawPopulation(seed, size));
    const run = new PopulationRun(http, { site, ...organisation }, world, seed);
    run.before = await run.snapshot();
    complete(world, run.before);
    return run;
  }

  private async all(): Promise<string[]> {
    const faults = [...(await this.looked()), ...(await this.untouched())];
    // What follows would only repeat it.
    if (faults.length > 0) return faults;
    const corrected = this.drawn(this.world.records.filter(this.hasOwn), 7);
    faults.push(...(await this.corrected(corrected)));
    if (this.seed % 4 === 0) faults.push(...(await this.erasedByTerm()));
    else {
      const others = this.world.records.filter(({ owner }) => owner !== corrected.owner);
      faults.push(...(await this.erased(this.drawn(others, 11))));
    }
    faults.push(...(await this.allReachable()));
    return faults;
  }

  /** One of those a request can name. */
  private drawn(records: readonly StoredRecord[], factor: number): StoredRecord {
    const named = records.filter((record) => subjectOf(record) !== undefined);
    return named[(this.seed * factor) % named.length]!;
  }

  /** Whether it has something to correct that is its owner's alone. */
  private readonly hasOwn = ({ owner, phones, emails }: StoredRecord): boolean => {
    const { phone, email } = this.world.population.people[owner]!;
    return phones.includes(phone) || emails.includes(email);
  };

  /** A report by every id and every term. */
  private async looked(): Promise<string[]> {
    const faults: string[] = [];
    const note = (what: string, found: readonly string[]): void =>
      void faults.push(...found.map((fault) => `${what}: ${fault}`));
    const ids = this.world.records.filter((record) => subjectOf(record) !== undefined);
    await eachOf(ids, async (record) => note(`by the id of ${record.key}`, await this.foundBy(record)), ASKED_AT_ONCE);
    const byTerm = async ({ type, value, subject, record }: Term) => {
      const found = await this.search(type, value);
      const { told, faults: failed } = await ask(this, 'GDPR_GET', subject);
      const judged = () =>
        record === undefined ? judgeFoundByTerm(countsOf(found), told) : judgeFound(this.world, record, told);
      note(`by ${type} ${value}`, failed.length > 0 ? failed : judged());
    };
    await eachOf(this.terms(), byTerm, ASKED_AT_ONCE);
    return [...faults, ...(await this.allReachable())];
  }

  /** What is wrong with a report by the id of a record. */
  async foundBy(record: StoredRecord): Promise<string[]> {
    const { told, faults } = await ask(this, 'GDPR_GET', subjectOf(record)!);
    return faults.length > 0 ? faults : judgeFound(this.world, record, told);
  }

  record(key: string): StoredRecord {
    return this.world.records.find((record) => record.key === key)!;
  }

  private terms(): Term[] {
    const { people } = this.world.population;
    const terms = people.flatMap((person): Term[] => {
      const name = nameOn(person, 'full')!;
      const address = `${person.street}, ${person.postalCode} ${person.city}`;
      return [
        { type: 'NAME', value: name, subject: { name } },
        { type: 'ADDRESS', value: address, subject: { addresses: [address] } },
        {
          type: 'EXTERNAL_ID',
          value: person.externalId,
          subject: { externalId: person.externalId },
          record: this.world.records.find(({ externalId }) => externalId === person.externalId),
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
    const path = `/api/v2/gdpr/subjects?${new URLSearchParams({ searchType: type, searchValue: value })}`;
    const { status, body } = await patiently<Listing<GdprSubject>>(this.http, 'GET', path);
    if (status !== 200) throw new Error(`the search for ${type} ${value} answered ${status}`);
    const { entities } = body;
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
    const isPhone =
      start.phones.includes(person.phone) && (this.seed % 2 === 0 || !start.emails.includes(person.email));
    const change = isPhone
      ? { from: person.phone, to: this.newNumber() }
      : { from: person.email, to: `new.${this.seed}@example.org` };
    const replacementTerms = [
      { type: isPhone ? 'PHONE' : 'EMAIL', existingValue: change.from, updatedValue: change.to },
    ];
    const { faults } = await ask(this, 'GDPR_UPDATE', subjectOf(start)!, { replacementTerms });
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
    const { told, faults } = await ask(this, 'GDPR_DELETE', subjectOf(start)!);
    const after = await this.snapshot();
    const found = faults.length > 0 ? faults : judgeErased(this.world, start, told, [this.before, after]);
    return found.map((fault) => `erased by the id of ${start.key}: ${fault}`);
  }

  /** By what is no id: an external id is one (D8). */
  private async erasedByTerm(): Promise<string[]> {
    const terms = this.terms().filter((term) => term.type !== 'EXTERNAL_ID');
    const { type, value, subject } = terms[(this.seed * 11) % terms.length]!;
    const found = new Set(Object.values(await this.search(type, value)).flat());
    const { told, faults: failed } = await ask(this, 'GDPR_DELETE', subject);
    const after = await this.snapshot();
    const faults = failed.length > 0 ? failed : judgeErasedByTerm(this.world, found, told, [this.before, after]);
    return faults.map((fault) => `erased by ${type} ${value}: ${fault}`);
  }

  /** Whatever id a record carries, a request by it is possible. */
  private async allReachable(): Promise<string[]> {
    const faults: string[] = [];
    await eachOf(looseIds(await this.snapshot()), async (subject) => {
      const { faults: failed } = await ask(this, 'GDPR_GET', subject);
      faults.push(...failed.map((fault) => `by ${idsOf(subject).join()}, which a record carries: ${fault}`));
    });
    return faults;
  }
}

/** What only the stores know: the ids of rows of tables, and which values a merge took. */
function complete({ records }: World, stored: Snapshot): void {
  const rows = [...stored.values()].filter(({ table }) => table === 'data_table_row').map(({ row }) => row);
  for (const record of records.filter(({ kind }) => kind === 'tableRow'))
    record.id = String(rows.find(({ data }) => (data as { key: string }).key === record.key)!['id']);
  for (const record of records.filter(({ isCanonical }) => isCanonical)) {
    const { row } = stored.get(`external_contact ${record.id}`)!;
    record.phones = record.phones.filter((phone) => holds(row, phone));
    record.emails = record.emails.filter((email) => holds(row, email));
  }
}

type Found = Record<'externalContact' | 'dialerContact' | 'user', string[]>;

const countsOf = (found: Found): Record<string, number> =>
  Object.fromEntries(Object.entries(found).map(([type, ids]) => [type, new Set(ids).size]));
