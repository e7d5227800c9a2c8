import {
  judgeCorrected,
  judgeErased,
  judgeErasedByTerm,
  judgeFound,
  judgeFoundByTerm,
  looseIds,
  type Told,
} from './judge.ts';
import type { Identity } from './population.ts';
import type { Row, Snapshot, StoredRecord, World } from './world.ts';

const LANDLINE = '+420222333444';
const identity = (given: string): Identity => ({
  given,
  family: 'Malá',
  phone: `+42060650010${given.length}`,
  email: `${given.toLowerCase()}@example.org`,
  handle: given,
  externalId: given,
  street: 'Dlouhá 1',
  city: 'Praha',
  postalCode: '110 00',
  country: 'CZ',
});
const people = [identity('Eva'), identity('Marta')];

const record = (
  key: string,
  kind: StoredRecord['kind'],
  owner: number,
  more: Partial<StoredRecord> = {},
): StoredRecord => ({
  key,
  id: key,
  kind,
  owner,
  naming: 'full',
  writing: { name: 'plain', phone: 'e164', email: 'plain', isWhatsApp: false, isJoined: false },
  phones: [LANDLINE],
  emails: [people[owner]!.email],
  ...more,
});
const contact = record('c0', 'contact', 0);
const world: World = {
  population: { people, records: [], conversations: [], authors: [] },
  records: [
    contact,
    record('c1', 'contact', 1),
    record('r0', 'row', 0),
    record('r1', 'row', 1, { naming: 'none', emails: [] }),
  ],
  participants: [{ id: 'p0', conversationId: 'v', owner: 0, refersTo: 'c0', isCustomer: true }],
};

const TABLES = {
  contact: 'external_contact',
  row: 'dialer_contact',
  user: 'directory_user',
  tableRow: 'data_table_row',
  visitor: 'journey_customer',
};
const rowOf = ({ id, emails }: StoredRecord): Row => ({ id, emails, erased_at: null });
const all: [string, Row][] = [
  ...world.records.map((one): [string, Row] => [TABLES[one.kind], rowOf(one)]),
  ['participant', { id: 'p0', conversation_id: 'v', external_contact_id: 'c0', erased_at: null }],
];
const snapshot = (...changes: [id: string, change: Row | undefined][]): Snapshot => {
  const changed = new Map(changes);
  return new Map(
    all.flatMap(([table, row]) => {
      const now = changed.has(String(row['id'])) ? changed.get(String(row['id'])) : {};
      return now === undefined ? [] : [[`${table} ${String(row['id'])}`, { table, row: { ...row, ...now } }] as const];
    }),
  );
};

const told = (more: Partial<Told> = {}): Told => ({
  located: new Map([
    ['externalContact', 1],
    ['dialerContact', 1],
  ]),
  ambiguous: [{ recordType: 'dialerContact', recordId: 'r1', code: 'name.unknown' }],
  closure: ['c0', 'r0'],
  leftBehind: [],
  ...more,
});
const ERASED = { erased_at: '2026-03-01' };
const GONE: [string, undefined][] = [
  ['c0', undefined],
  ['r0', undefined],
];

describe('what a request by id finds', () => {
  it('is right when it is the person, all of the person, and the neighbour is told', () => {
    expect(judgeFound(world, contact, told())).toEqual([]);
  });

  it.each<[string, Partial<Told>, string]>([
    [
      "somebody else's record",
      {
        located: new Map([
          ['externalContact', 1],
          ['dialerContact', 2],
        ]),
      },
      '2 of dialerContact found',
    ],
    ['a record too few', { located: new Map([['externalContact', 1]]) }, '0 of dialerContact found, at least 1'],
    ['a neighbour in silence', { ambiguous: [] }, 'is not told'],
    ['an id of somebody else in the closure', { closure: ['c1'] }, "somebody else's"],
    [
      'doubts about what is certain',
      { ambiguous: [...told().ambiguous, { recordType: 'dialerContact', recordId: 'r0', code: 'x' }] },
      'ambiguous',
    ],
  ])('is wrong with %s', (_, more, fault) => {
    expect(judgeFound(world, contact, told(more)).join()).toContain(fault);
  });

  it('has to name what it leaves of the person', () => {
    const duplicate = record('c2', 'contact', 0);
    const more = { ...world, records: [...world.records, duplicate] };
    expect(judgeFound(more, contact, told()).join()).toContain('2 of externalContact carry an identifier');
    const named = [...told().ambiguous, { recordType: 'externalContact', recordId: 'c2', code: 'possible.duplicate' }];
    expect(judgeFound(more, contact, told({ ambiguous: named }))).toEqual([]);
  });
});

describe('a visitor', () => {
  const visitor = record('w0', 'visitor', 0, {
    contact: 'c0',
    phones: [],
    emails: [],
    cookie: 'cookie',
    sessionIds: ['s'],
  });
  const visited = { ...world, records: [...world.records, visitor] };
  const located = (customers: number) => new Map([...told().located, ['customer', customers]]);

  it('is found by the id of the contact that it is linked to, and leads to it', () => {
    expect(judgeFound(visited, contact, told()).join()).toContain('0 of customer found, at least 1');
    expect(judgeFound(visited, contact, told({ located: located(1) }))).toEqual([]);
    const byCookie = { located: new Map([['customer', 1]]), ambiguous: [], closure: ['cookie'] };
    expect(judgeFound(visited, visitor, told(byCookie)).join()).toContain('0 of externalContact found, at least 1');
  });

  it("goes with its visits, and nobody else's visit does", () => {
    const rows: [string, Row][] = [
      ['journey_customer', { id: 'w0' }],
      ['journey_session', { id: 's', journey_customer_id: 'w0' }],
      ['journey_event', { id: 'e', session_id: 's' }],
      ['journey_event', { id: 'other', session_id: 'elsewhere' }],
    ];
    const entries = rows.map(([table, row]) => [`${table} ${String(row['id'])}`, { table, row }] as const);
    const before = new Map([...snapshot(), ...entries]);
    const after = (...left: string[]) =>
      new Map([...snapshot(...GONE, ['p0', ERASED]), ...entries.filter(([key]) => left.includes(key))]);
    const judged = (...left: string[]) =>
      judgeErased(visited, contact, told({ located: located(1) }), [before, after(...left)]).join();
    expect(judged('journey_event other')).toBe('');
    expect(judged()).toContain('journey_event other has changed');
    expect(judged('journey_event other', 'journey_customer w0')).toContain('w0 (visitor, name full) is still there');
    expect(judged('journey_event other', 'journey_event e')).toContain('journey_event e stays');
  });
});

describe('an erasure by id', () => {
  const erased = (after: Snapshot, more: Partial<Told> = {}) =>
    judgeErased(world, contact, told(more), [snapshot(), after]);

  it('is right when the person is gone and nobody else is', () => {
    expect(erased(snapshot(...GONE, ['p0', ERASED]))).toEqual([]);
  });

  it.each<[string, Snapshot, string]>([
    [
      "a change of somebody else's row",
      snapshot(...GONE, ['p0', ERASED], ['r1', ERASED]),
      'dialer_contact r1 has changed',
    ],
    [
      'a record of the person that is there',
      snapshot(['c0', undefined], ['p0', ERASED]),
      'r0 (row, name full) is still there',
    ],
    ['a reference that stays', snapshot(...GONE), 'participant p0 stays'],
  ])('is wrong with %s', (_, after, fault) => {
    expect(erased(after).join()).toContain(fault);
  });

  it('may leave what it names', () => {
    expect(
      erased(snapshot(...GONE), { ambiguous: [{ recordType: 'participant', recordId: 'p0', code: 'x' }] }),
    ).toEqual([]);
  });
});

describe('a correction by id', () => {
  const change = { from: 'eva@example.org', to: 'new@example.org' };
  const corrected = (...changes: [string, Row][]) =>
    judgeCorrected(world, contact, change, [snapshot(), snapshot(...changes)]);
  const now = { emails: [change.to] };

  it('is right when all of the person has the new value', () => {
    expect(corrected(['c0', now], ['r0', now])).toEqual([]);
  });

  it('is wrong with an old value, a value that got lost, and a change of somebody else', () => {
    expect(corrected(['c0', now]).join()).toContain('r0 holds the old value');
    expect(corrected(['c0', { emails: [] }], ['r0', { emails: [] }]).join()).toContain('the new value stands nowhere');
    expect(corrected(['c0', now], ['r0', now], ['c1', now]).join()).toContain('external_contact c1 has changed');
  });

  it('knows a number however it is written', () => {
    const number = { from: people[0]!.phone, to: '+420601999888' };
    const written = (text: string) =>
      judgeCorrected(world, contact, number, [
        snapshot(),
        snapshot(['c0', { phone: { display: text } }], ['r0', { data: { tel: '601 999 888 / 222 333 444' } }]),
      ]).join();
    expect(written('606 500 103 / 222 333 444')).toContain('c0 holds the old value');
    expect(written('601 999 888')).toBe('');
  });
});

describe('a request by a term', () => {
  const found = new Set(['c0', 'r0']);
  const left = { leftBehind: [{ id: 'c0', recordType: 'participant', records: 1 }] };
  const erased = (after: Snapshot, more: Partial<Told> = left) =>
    judgeErasedByTerm(world, found, told(more), [snapshot(), after]);

  it('acts on what the search found, and says what it leaves', () => {
    expect(erased(snapshot(...GONE))).toEqual([]);
    expect(judgeFoundByTerm({ externalContact: 1, user: 0 }, told())).toEqual([]);
  });

  it('is wrong with more, with less, and in silence', () => {
    expect(erased(snapshot(...GONE, ['c1', undefined])).join()).toContain('c1 has changed');
    expect(erased(snapshot(['c0', undefined])).join()).toContain('r0 was found');
    expect(erased(snapshot(...GONE, ['p0', ERASED])).join()).toContain('participant p0 has changed');
    expect(erased(snapshot(...GONE), {}).join()).toContain('1 participants carry c0, 0 are told');
    expect(judgeFoundByTerm({ externalContact: 2 }, told())).toEqual(['1 of externalContact found, the search had 2']);
  });
});

it('knows ids that records carry and nobody owns', () => {
  expect(looseIds(snapshot())).toEqual([]);
  expect(looseIds(snapshot(['c0', undefined]))).toEqual([{ externalContactId: 'c0' }]);
  expect(looseIds(snapshot(['c0', undefined], ['p0', ERASED]))).toEqual([]);
});
