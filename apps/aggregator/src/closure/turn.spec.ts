import type { IdentifierKey, Manifest, SubjectId, TaskState } from '@lethe/contracts';
import fc from 'fast-check';
import type { Finding, Round, StoredSubject } from './stored-subject.ts';
import { turnOf, type Turning } from './turn.ts';

const contact = (n: number): SubjectId => ({ type: 'externalContactId', id: `c${n}` });
const row = (n: number): SubjectId => ({ type: 'dialerContactId', id: `r${n}`, parent: 'list' });
const user = (n: number): SubjectId => ({ type: 'userId', id: `u${n}` });
const EMAIL: IdentifierKey = { kind: 'EMAIL', key: 'a@example.org' };
const OTHER: IdentifierKey = { kind: 'EMAIL', key: 'b@example.org' };
const NAME: IdentifierKey = { kind: 'NAME', key: 'jana mala' };

type Known = Partial<Pick<Manifest, 'subjectIds' | 'refersTo'>>;
const MANIFESTS: Record<string, Known> = {
  contacts: { subjectIds: ['externalContactId'] },
  dialer: { subjectIds: ['dialerContactId'] },
  talks: { refersTo: ['externalContactId', 'userId'] },
  prompts: { refersTo: ['userId'] },
};
const manifests = (known: Record<string, Known>) => ({
  manifest: (domain: string) =>
    known[domain] && ({ subjectIds: [], refersTo: [], ...known[domain] } as unknown as Manifest),
});
const done = (domains: string[]) => domains.map((domain) => ({ domain, state: 'done' as TaskState }));
const DOMAINS = Object.keys(MANIFESTS);

function turn(turning: Partial<Omit<Turning, 'subject'>>, found: Finding[], subject: Partial<StoredSubject> = {}) {
  return turnOf(manifests(MANIFESTS), {
    type: 'GDPR_DELETE',
    verb: 'locate',
    rounds: [],
    tasks: done(DOMAINS),
    ...turning,
    subject: { id: contact(1), alsoIds: [], keys: [], ...subject, found },
  });
}
const reasonOf = ({ back }: { back?: unknown }) =>
  (back as { reason?: { code: string; message: string } } | undefined)?.reason;
const many = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => contact(from + n));

describe('a search', () => {
  test('that found nothing new is over', () => {
    expect(turn({}, [{ domain: 'contacts', ids: [contact(1)] }])).toEqual({
      subject: { id: contact(1), alsoIds: [], keys: [], shared: [] },
    });
  });

  test('that found an id goes on in the domains that own or refer to its type, and in no other', () => {
    const { subject, back, round, domains } = turn({}, [{ domain: 'dialer', ids: [contact(2)] }]);
    expect(subject.alsoIds).toEqual([contact(2)]);
    expect({ back, round, domains }).toEqual({
      back: { verb: 'locate' },
      round: { ids: [contact(2)] },
      domains: ['contacts', 'talks'],
    });
    expect(turn({}, [{ domain: 'contacts', ids: [user(1)] }]).domains).toEqual(['talks', 'prompts']);
  });

  test('asks a domain whose manifest nobody knows as well, once an id is new', () => {
    const tasks = done([...DOMAINS, 'silent']);
    expect(turn({ tasks }, [{ domain: 'contacts', ids: [user(1)] }]).domains).toContain('silent');
    expect(turn({ tasks }, []).back).toBeUndefined();
  });

  test('asks no domain whose task is skipped or parked', () => {
    const tasks = [
      { domain: 'contacts', state: 'done' as const },
      { domain: 'talks', state: 'skipped' as const },
      { domain: 'prompts', state: 'parked' as const },
    ];
    expect(turn({ tasks }, [{ domain: 'contacts', ids: [contact(2), user(1)] }]).domains).toEqual(['contacts']);
  });

  test('takes no id that another request of the group acts on (D6)', () => {
    const turned = turn({}, [{ domain: 'contacts', ids: [contact(2)] }], { groupIds: [contact(2)] });
    expect([turned.subject.alsoIds, turned.back]).toEqual([[], undefined]);
  });

  test.each([
    ['key', { keys: [NAME] }],
    ['name', { names: [{ whole: 'Jana Malá' }] }],
  ])('that found a new %s goes on in every domain', (_, found) => {
    expect(turn({}, [{ domain: 'contacts', ...found }])).toMatchObject({ back: { verb: 'locate' }, domains: DOMAINS });
  });

  test('counts a strong key as shared until a round has looked at it', () => {
    const first = turn({}, [{ domain: 'contacts', keys: [OTHER, NAME] }], { keys: [EMAIL] });
    expect(first.subject.shared).toEqual([OTHER]);
    const next = turn({}, [], first.subject);
    expect([next.subject.shared, next.back]).toEqual([[], undefined]);
  });

  test('asks those again that were in doubt of a key that is nobody else’s, and no other', () => {
    const found = [{ domain: 'dialer', isInDoubt: true as const }];
    const turned = turn({}, found, { keys: [EMAIL] });
    expect(turned).toMatchObject({ subject: { shared: [] }, back: { verb: 'locate' }, domains: ['dialer'] });
    expect(turn({}, [], { keys: [EMAIL] }).back).toBeUndefined();
    expect(turn({}, found, { keys: [EMAIL], shared: [] }).back).toBeUndefined();
  });

  test('leaves them in doubt of a key that two names carry, whichever domains they were told by', () => {
    const carriers = (whole: string) => [{ ...EMAIL, names: [{ whole }] }];
    const found: Finding[] = [
      { domain: 'dialer', isInDoubt: true, carriers: carriers('Jana Malá') },
      { domain: 'talks', carriers: carriers('Petr Novák') },
    ];
    const turned = turn({}, found, { keys: [EMAIL] });
    expect([turned.subject.shared, turned.back]).toEqual([[EMAIL], undefined]);
    // Who took it for the person's own, before it was known, is asked again.
    expect(turn({}, found.slice(1), { ...turned.subject, shared: [] })).toMatchObject({
      subject: { shared: [EMAIL] },
      back: { verb: 'locate' },
      domains: DOMAINS,
    });
    // What a domain said that was not asked again still counts.
    const asked = turn({}, [found[0]!], turned.subject);
    expect(asked.subject.shared).toEqual([EMAIL]);
  });

  test('of a bare term keeps the keys of the term, and asks only who owns an id', () => {
    const turned = turn({}, [{ domain: 'contacts', ids: [contact(2)], keys: [OTHER], names: [{ whole: 'X' }] }], {
      id: undefined,
      byTerm: true,
      keys: [EMAIL],
    });
    expect(turned.subject).toMatchObject({ keys: [EMAIL], alsoIds: [contact(2)] });
    expect(Object.keys(turned.subject)).toEqual(['id', 'alsoIds', 'keys', 'byTerm']);
    expect(turned.domains).toEqual(['contacts']);
    expect(turn({}, [{ domain: 'dialer', isInDoubt: true }], { byTerm: true, keys: [EMAIL] }).back).toBeUndefined();
  });

  test('of a bare term asks the domains that it skips once what they carry (D25)', () => {
    const tasks = [...done(['contacts']), { domain: 'talks', state: 'skipped' as const }];
    const term = { id: undefined, byTerm: true, keys: [EMAIL] };
    const asks = turn({ tasks }, [], { ...term, alsoIds: [contact(2)] });
    expect(asks).toMatchObject({ back: { verb: 'locate' }, round: { asksSkipped: true }, domains: [] });
    expect(turn({ tasks }, [], { ...term, alsoIds: [] }).back).toBeUndefined();
    expect(turn({ tasks: done(['contacts']) }, [], { ...term, alsoIds: [contact(2)] }).back).toBeUndefined();
    expect(turn({ tasks, rounds: [asks.round!] }, [], { ...term, alsoIds: [contact(2)] }).back).toBeUndefined();
    expect(turn({ tasks }, [], { alsoIds: [contact(2)] }).back).toBeUndefined();
  });

  test('ends at more than 1,000 ids, and says that nothing was changed, or that something may be', () => {
    expect(turn({}, [{ domain: 'contacts', ids: many(2, 1_000) }])).toMatchObject({ back: { verb: 'locate' } });
    const found = [{ domain: 'contacts', ids: many(2, 1_001) }];
    const ended = turn({}, found);
    expect(reasonOf(ended)).toMatchObject({
      code: 'closure.too.large',
      message: expect.stringContaining('Nothing was') as string,
    });
    expect(ended.subject.alsoIds).toEqual([]);
    const changed = { code: 'closure.too.large', message: expect.stringContaining('erased already') as string };
    expect(reasonOf(turn({ verb: 'check' }, found))).toMatchObject(changed);
    const rounds: Round[] = [{ ids: [contact(2)], isReturn: true, isNotLocated: true }];
    expect(reasonOf(turn({ rounds }, found))).toMatchObject(changed);
  });

  test('goes on as long as ids are new, and ends where only the answers change', () => {
    const rounds = (id?: SubjectId) => Array.from({ length: 200 }, (): Round => ({ ids: id ? [id] : [] }));
    const found = [{ domain: 'contacts', ids: [contact(9)] }];
    expect(turn({ rounds: rounds(contact(2)) }, found).back).toEqual({ verb: 'locate' });
    expect(turn({ rounds: rounds() }, found).back).toEqual({ verb: 'locate' });
    const restless = [{ domain: 'contacts', keys: [OTHER] }];
    expect(turn({ rounds: rounds().slice(0, 49) }, restless).back).toEqual({ verb: 'locate' });
    expect(reasonOf(turn({ rounds: rounds().slice(0, 50) }, restless))).toMatchObject({ code: 'closure.unsettled' });
    expect(turn({ rounds: rounds(contact(2)) }, restless).back).toEqual({ verb: 'locate' });
    expect(turn({ rounds: rounds() }, []).back).toBeUndefined();
  });
});

describe('an erasure', () => {
  const notLocated = [{ domain: 'contacts', ids: [contact(2)], isNotLocated: true as const }];

  test('that met members which nobody had located is searched for again, where they matter', () => {
    expect(turn({ verb: 'erase' }, notLocated)).toMatchObject({
      subject: { alsoIds: [contact(2)] },
      back: { verb: 'locate' },
      round: { ids: [contact(2)], isReturn: true, isNotLocated: true },
      domains: ['contacts', 'talks'],
    });
  });

  test('is searched for again as often as a member is new; who names a known one ends it', () => {
    const back = (ids: SubjectId[]): Round => ({ ids, isReturn: true, isNotLocated: true });
    const rounds = Array.from({ length: 60 }, () => back([contact(3)]));
    expect(turn({ verb: 'erase', rounds }, notLocated).back).toEqual({ verb: 'locate' });
    const again = turn({ verb: 'erase', rounds: rounds.map(() => back([])) }, notLocated, { alsoIds: [contact(2)] });
    expect(reasonOf(again)).toMatchObject({ code: 'closure.unsettled' });
  });

  test('that is done goes on to its check, with what it met', () => {
    const turned = turn({ verb: 'erase' }, [{ domain: 'dialer', ids: [contact(2)] }]);
    expect(turned).toMatchObject({ subject: { alsoIds: [contact(2)] }, round: { ids: [contact(2)] } });
    expect(turned.back).toBeUndefined();
  });
});

describe('the check of an erasure (D26)', () => {
  const left = [{ domain: 'talks', isLeft: true as const }];

  test('that found nothing lets the request go on', () => {
    expect(turn({ verb: 'check' }, []).back).toBeUndefined();
  });

  test('that found something has it erased there, and in whatever domain may know a new id', () => {
    expect(turn({ verb: 'check' }, left)).toMatchObject({
      back: { verb: 'erase' },
      round: { ids: [], isReturn: true },
      domains: ['talks'],
    });
    expect(turn({ verb: 'check' }, [{ domain: 'talks', ids: [row(1)] }])).toMatchObject({
      back: { verb: 'erase' },
      domains: ['dialer'],
    });
  });

  test('has three further rounds; returns to the search are not among them', () => {
    const rounds = (n: number): Round[] => [
      ...Array.from({ length: 5 }, (): Round => ({ ids: [contact(2)], isReturn: true, isNotLocated: true })),
      ...Array.from({ length: n }, (): Round => ({ ids: [], isReturn: true })),
    ];
    expect(turn({ verb: 'check', rounds: rounds(2) }, left).back).toEqual({ verb: 'erase' });
    expect(reasonOf(turn({ verb: 'check', rounds: rounds(3) }, left))).toMatchObject({ code: 'still.arriving' });
    expect(turn({ verb: 'check', rounds: rounds(3) }, []).back).toBeUndefined();
  });
});

test.each([
  ['GDPR_EXPORT', 'export'],
  ['GDPR_UPDATE', 'rectify'],
  ['GDPR_UPDATE', 'check'],
] as const)('what %s answers to %s widens nothing', (type, verb) => {
  const found: Finding[] = [{ domain: 'contacts', ids: [contact(2)], isLeft: true }];
  expect(turn({ type, verb }, found)).toEqual({ subject: { id: contact(1), alsoIds: [], keys: [] } });
});

/**
 * Domains that each know some links between ids, and answer for the ids that they are told and know the type of: however
 * the links lie in them, a search ends with all ids that can be reached, although not everybody is asked each time.
 */
test('a search reaches everything that is linked, and nothing else', () => {
  const id = fc.tuple(fc.constantFrom(contact, row, user), fc.nat(5)).map(([of, n]) => of(n));
  const link = fc.record({ domain: fc.constantFrom('a', 'b', 'c'), from: id, to: id });
  const kinds = fc.subarray<'externalContactId' | 'dialerContactId' | 'userId'>([
    'externalContactId',
    'dialerContactId',
    'userId',
  ]);
  const knows = fc.record({ subjectIds: kinds, refersTo: kinds });
  const known = fc.record({ a: knows, b: knows, c: knows });
  const text = (one: SubjectId) => `${one.type} ${one.id}`;
  fc.assert(
    fc.property(known, fc.array(link, { maxLength: 25 }), (domains: Record<string, Known>, all) => {
      const links = all.filter(({ domain, from }) =>
        [...domains[domain]!.subjectIds!, ...domains[domain]!.refersTo!].includes(from.type),
      );
      const expected = new Set([text(contact(1))]);
      for (let before = 0; before < expected.size;) {
        before = expected.size;
        for (const { from, to } of links) if (expected.has(text(from))) expected.add(text(to));
      }
      let subject: StoredSubject = { id: contact(1), alsoIds: [], keys: [] };
      const rounds: Round[] = [];
      let asked: string[] | undefined = ['a', 'b', 'c'];
      for (let n = 0; asked !== undefined; n++) {
        expect(n).toBeLessThan(20);
        const told = new Set([subject.id!, ...subject.alsoIds].map(text));
        const found = asked.map((domain) => ({
          domain,
          ids: links.filter((one) => one.domain === domain && told.has(text(one.from))).map(({ to }) => to),
        }));
        const turned = turnOf(manifests(domains), {
          type: 'GDPR_GET',
          verb: 'locate',
          rounds,
          tasks: done(['a', 'b', 'c']),
          subject: { ...subject, found },
        });
        subject = turned.subject;
        if (turned.round) rounds.push(turned.round);
        asked = turned.back && turned.domains;
      }
      expect(new Set([subject.id!, ...subject.alsoIds].map(text))).toEqual(expected);
    }),
  );
});
