import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GdprSubject } from '@lethe/contracts';
import { possibleKeys } from '@lethe/matching';
import { bySize } from '@lethe/testing';
import { writeFiles, type Person } from '@lethe/testing/people';
import { Http } from '../support/http.ts';
import { dumpAll, query } from '../support/databases.ts';
import {
  e164,
  idsOf,
  international,
  nationalDigits,
  SOURCE,
  wholeName,
  withoutDiacritics,
  type Imported,
} from '../support/identities.ts';
import { eachOf } from '../support/each-of.ts';
import { FULL } from '../support/full.ts';
import { Lethe } from '../support/lethe.ts';
import { clientWith } from '../support/organisations.ts';
import { runTool } from '../support/programs.ts';
import { residue } from '../support/residue.ts';
import { storedFiles, strayObjects } from '../support/stored-files.ts';
import { MEDIA } from '../support/interactions.ts';
import { lookingInside } from '../support/where.ts';

/** Under which the person is offered besides: Alexander Dahl may be Sander Dahl. */
const possibleNames = ({ GivenName, Surname }: Person) =>
  possibleKeys({ kind: 'NAME', name: { given: GivenName, family: Surname } }, 'CZ');

const { describe } = lookingInside();

const ERASED = bySize({ ci: 15, full: 50, release: 50 });

/** One spelling of a term for each person, taken in turns; in a long run (`FULL`) all of them. */
const spelled = (index: number, ...spellings: string[]): string[] =>
  FULL ? spellings : [spellings[index % spellings.length]!];

/** Each person is searched for by two of the six kinds of terms, taken in turns; in a long run by all of them. */
const sampled = (people: readonly Person[], turn: number): [number, Person][] =>
  [...people.entries()].filter(([index]) => FULL || index % 3 === turn);

describe(`${SOURCE.people.length} people from a file: ${SOURCE.name}`, () => {
  const { people } = SOURCE;
  // Not in the stack's home, where an erasure must leave nothing of them.
  const folder = mkdtempSync(join(tmpdir(), 'lethe-identities-'));
  let lethe: Lethe;
  let http: Http;
  let imported: Record<string, Imported>;

  const subjectIds = (subjects: GdprSubject[]) =>
    subjects.map((one) => one.userId ?? one.externalContactId ?? one.dialerContactId?.id ?? '').sort();
  /**
   * For each person, the ids of everybody in the file with the same key; `users` false where a user has no such field.
   */
  function expectedBy(key: (person: Person) => string, users = true): (person: Person) => string[] {
    const idsByKey = new Map<string, string[]>();
    for (const person of people) {
      const ids = idsOf(users ? imported[person.Number]! : { ...imported[person.Number], userId: undefined });
      idsByKey.set(key(person), [...(idsByKey.get(key(person)) ?? []), ...ids].sort());
    }
    return (person) => idsByKey.get(key(person))!;
  }
  const found = async (kind: string, value: string, client = http) => subjectIds(await client.subjects(kind, value));

  /**
   * Every id whose rows an erasure of these people may change: their own, those of their conversations, and of their
   * part as an agent.
   */
  async function idsGone(erased: Person[]): Promise<Set<string>> {
    const own = erased.flatMap((person) => [
      ...idsOf(imported[person.Number]!),
      ...(imported[person.Number]!.conversations ?? []).map(({ id }) => id),
    ]);
    const users = erased.flatMap((person) => imported[person.Number]!.userId ?? []);
    const legs = await query<{ id: string }>(
      lethe,
      'conversations',
      `select id from participant where user_id = any('{${users.join(',')}}')`,
    );
    const cookies = erased.flatMap((person) => imported[person.Number]!.journeyCustomer?.id ?? []);
    const known = `journey_customer where customer_id = any('{${cookies.join(',')}}')`;
    const visits = await query<{ id: string }>(
      lethe,
      'journey',
      `select id from ${known} union select id from journey_session where journey_customer_id in (select id from ${known})`,
    );
    return new Set([...own, ...[...legs, ...visits].map(({ id }) => id)]);
  }

  /** What reports count: it must not notice an erasure. */
  const metrics = () =>
    query(
      lethe,
      'conversations',
      `select p.media_type, p.purpose, count(*), count(distinct p.conversation_id) conversations, sum(p.talk_seconds) talk, sum(p.hold_seconds) hold, sum(p.wrapup_seconds) wrapup,
      min(p.start_time), max(p.end_time), sum((select count(*) from message m where m.participant_id = p.id)) messages
        from participant p group by 1, 2 order by 1, 2`,
    );

  beforeAll(async () => {
    lethe = await Lethe.alone();
    http = await Http.login(lethe);
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await lethe?.stop();
  }, 60_000);

  it('are imported, all of them, and a second import changes nothing', async () => {
    const report = join(folder, 'report.json');
    const files = writeFiles(SOURCE, folder);
    const load = async () => {
      const run = ['--identities', files.identities, '--messages', files.messages, '--report', report];
      expect(await runTool(lethe, 'import', run)).toMatchObject({ code: 0 });
      return (JSON.parse(readFileSync(report, 'utf8')) as { people: Record<string, Imported> }).people;
    };
    imported = await load();
    expect(Object.keys(imported)).toHaveLength(people.length);
    expect(await load()).toEqual(imported);
  }, 900_000);

  it('gives each person what the rules of the import say', () => {
    people.forEach((person, index) => {
      const ids = imported[person.Number]!;
      expect(ids.externalContactIds).toHaveLength(index % 5 === 0 ? 3 : 1);
      expect(ids.dialerContactIds ?? []).toHaveLength(index % 2 === 0 ? 1 : 0);
      expect(ids.userId !== undefined).toBe(index % 10 === 0);
      expect(ids.conversations ?? []).toHaveLength(index % 3 === 0 ? 3 : 0);
      const files = (ids.conversations ?? []).map(({ fileIds }) => fileIds);
      for (const uploader of ['person', 'agent', 'recordings'] as const)
        expect(files.flatMap((each) => each[uploader]).length > 0).toBe(index % 3 === 0);
    });
    const media = new Set(
      people.flatMap(({ Number }) => (imported[Number]!.conversations ?? []).map(({ mediaType }) => mediaType)),
    );
    expect([...media].sort()).toEqual([...MEDIA].sort());
  });

  it('are found by name, in any case, without diacritics, with the tokens swapped', async () => {
    const expected = expectedBy((person) =>
      withoutDiacritics(wholeName(person)).toLowerCase().split(/\s+/).sort().join(' '),
    );
    await eachOf(sampled(people, 0), async ([index, person]) => {
      const { GivenName, Surname } = person;
      const name = wholeName(person);
      for (const spelling of spelled(
        index,
        name.toUpperCase(),
        withoutDiacritics(name).toLowerCase(),
        `${Surname} ${GivenName}`,
      ))
        expect(await found('NAME', spelling)).toEqual(expected(person));
    });
  }, 900_000);

  it('are found by e-mail address and by postal address', async () => {
    const sameEmail = expectedBy(({ EmailAddress }) => EmailAddress.toLowerCase());
    const sameAddress = expectedBy(
      ({ StreetAddress, City, ZipCode }) => [StreetAddress, City, ZipCode].join('\n'),
      false,
    );
    await eachOf(sampled(people, 1), async ([, person]) => {
      const { EmailAddress, StreetAddress, City, ZipCode } = person;
      expect(await found('EMAIL', EmailAddress.toLowerCase())).toEqual(sameEmail(person));
      expect(await found('ADDRESS', `${StreetAddress}, ${ZipCode} ${City}`)).toEqual(sameAddress(person));
    });
  }, 900_000);

  it('are found by phone number in international and E.164 spelling', async () => {
    const expected = expectedBy(e164);
    await eachOf(sampled(people, 2), async ([index, person]) => {
      for (const spelling of spelled(index, international(person), e164(person)))
        expect(await found('PHONE', spelling)).toEqual(expected(person));
    });
  }, 900_000);

  it('are found by phone number in national spelling when their country is the default', async () => {
    const expected = expectedBy(e164);
    for (const country of new Set(people.map((person) => person.Country))) {
      await query(
        lethe,
        'gateway',
        `update organisation set default_country = '${country}' where id = '${lethe.description.organisationId}'`,
      );
      const client = await clientWith(lethe, lethe.description, ['gdpr:subject:view']);
      const there = people.filter((person) => person.Country === country);
      await eachOf(sampled(there, 0), async ([, person]) => {
        expect(await found('PHONE', person.TelephoneNumber, client)).toEqual(expected(person));
      });
    }
    await query(
      lethe,
      'gateway',
      `update organisation set default_country = null where id = '${lethe.description.organisationId}'`,
    );
  }, 900_000);

  it(`leave no trace when ${ERASED} of them are erased, and everybody else is untouched`, async () => {
    const erased = people.filter((_, index) => index % 30 === 0).slice(0, ERASED);
    const gone = await idsGone(erased);
    const untouched = <T>(all: T[], text: (one: T) => string) =>
      all.filter((one) => ![...gone].some((id) => text(one).includes(id)));
    const before = untouched(
      (await dumpAll(lethe)).filter((line) =>
        /^(directory|external-contacts|dialer|conversations|architect|journey) (?!public.storage_removal)/.test(line),
      ),
      (line) => line,
    );
    const filesBefore = untouched(await storedFiles(lethe), ({ row }) => row);
    const metricsBefore = await metrics();
    expect(filesBefore.length).toBeGreaterThan(people.length / 2);
    // An export made before must not keep what an erasure removes.
    await eachOf(erased.slice(0, 5), async (person) => {
      await http.ended(
        (await http.post('GDPR_EXPORT', { externalContactId: imported[person.Number]!.externalContactIds![0] })).id,
      );
    });
    await eachOf(erased, async (person) => {
      const { externalContactIds, userId } = imported[person.Number]!;
      const request = await http.post('GDPR_DELETE', { externalContactId: externalContactIds![0] });
      const requests = [request.id, ...(request.relatedRequests ?? []).map((related) => related.id)];
      if (userId !== undefined) requests.push((await http.post('GDPR_DELETE', { userId })).id);
      for (const id of requests) expect((await http.ended(id)).status).toBe('COMPLETED');
    });
    const others = people
      .filter((person) => !erased.includes(person))
      .map((person) => [wholeName(person), ...Object.values(person), ...possibleNames(person)].join('\n').toLowerCase())
      .join('\n');
    const own = erased.flatMap((person) => [
      wholeName(person),
      person.Surname,
      person.EmailAddress,
      person.StreetAddress,
      person.TelephoneNumber,
      e164(person),
      nationalDigits(person),
    ]);
    const terms = [...new Set(own)].filter((term) => term.length >= 6 && !others.includes(term.toLowerCase()));
    expect(terms.length).toBeGreaterThan(ERASED * 4);
    expect(await residue(lethe, terms)).toEqual([]);
    const after = new Set(await dumpAll(lethe));
    expect(before.filter((line) => !after.has(line))).toEqual([]);
    const filesAfter = new Map((await storedFiles(lethe)).map(({ location, content }) => [location, content]));
    expect(filesBefore.filter(({ location, content }) => filesAfter.get(location) !== content)).toEqual([]);
    expect(await strayObjects(lethe)).toEqual([]);
    expect(await metrics()).toEqual(metricsBefore);
    await eachOf(erased, async (person) => {
      const [fileId] = imported[person.Number]!.conversations!.flatMap(({ fileIds }) => fileIds.person);
      const [{ id } = { id: '' }] = imported[person.Number]!.conversations!.filter(({ fileIds }) =>
        fileIds.person.includes(fileId!),
      );
      expect((await http.send('GET', `/api/v2/conversations/${id}/files/${fileId}`)).status).toBe(404);
    });
    await eachOf(erased, async (person) => expect(await found('EMAIL', person.EmailAddress)).toEqual([]));
  }, 900_000);
});
