import fc from 'fast-check';
import { areApart, castOf, type Cast } from './identities.ts';
import {
  LISTS,
  type EmailStyle,
  type Identity,
  type NameStyle,
  type Naming,
  type PhoneStyle,
  type PlannedRecord,
  type Population,
  type Writing,
} from './population.ts';

const naming = fc.constantFrom<Naming>('full', 'full', 'full', 'titled', 'initial', 'none');

const writing: fc.Arbitrary<Writing> = fc.record({
  name: fc.constantFrom<NameStyle>('plain', 'plain', 'plain', 'capitals', 'bare', 'familyFirst'),
  phone: fc.constantFrom<PhoneStyle>('e164', 'e164', 'spaced', 'zeros', 'national', 'national'),
  email: fc.constantFrom<EmailStyle>('plain', 'plain', 'capitals', 'withName'),
  isWhatsApp: fc.nat(3).map((drawn) => drawn === 0),
  isJoined: fc.nat(3).map((drawn) => drawn === 0),
});

/** What a record has of its owner; `landline` and `mailbox` where the household has one. */
const held = fc.record({
  phone: fc.boolean(),
  email: fc.boolean(),
  landline: fc.boolean(),
  mailbox: fc.boolean(),
  writing,
});
type Held = ReturnType<(typeof held)['generate']>['value'];

const plannedPerson = fc.record({
  writing,
  contacts: fc.array(held, { maxLength: 2 }),
  isMerged: fc.boolean(),
  rows: fc.array(fc.record({ list: fc.constantFrom(...LISTS), naming, held }), { maxLength: 3 }),
  /** Two: somebody who left and came back. */
  users: fc.constantFrom(0, 0, 0, 1, 2),
  userHeld: held,
  tableRow: fc.option(fc.record({ naming: fc.constantFrom<Naming>('full', 'none'), held })),
  isGone: fc.boolean(),
  /** `link`: which of the contacts; null: nobody has linked them. */
  visitors: fc.array(
    fc.record({ naming: fc.constantFrom<Naming>('full', 'full', 'none'), held, link: fc.option(fc.nat(2)) }),
    { maxLength: 2 },
  ),
});
type PlannedPerson = ReturnType<(typeof plannedPerson)['generate']>['value'];

const household = fc.record({
  members: fc.integer({ min: 1, max: 3 }),
  isFamily: fc.boolean(),
  hasNear: fc.nat(3).map((drawn) => drawn === 0),
  /** Of a family: a mailbox of all; elsewhere: that of a department. */
  hasMailbox: fc.boolean(),
});
type DrawnHousehold = ReturnType<(typeof household)['generate']>['value'];

const conversation = fc.record({
  customers: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
  isPhantom: fc.boolean(),
  agents: fc.array(fc.nat(), { maxLength: 2 }),
  hasFile: fc.boolean(),
});

/** A population of some two to nine people; `size` 1 to 3 says how many households. */
const population = (size: number): fc.Arbitrary<Population> =>
  fc
    .record({
      start: fc.nat(100_000),
      households: fc.array(household, { minLength: size, maxLength: size }),
      plans: fc.array(plannedPerson, { minLength: size * 3, maxLength: size * 3 }),
      hasNamesakes: fc.boolean(),
      conversations: fc.array(conversation, { minLength: 1, maxLength: size + 1 }),
      authors: fc.nat(3),
    })
    .map(({ start, households, plans, hasNamesakes, conversations, authors }) => {
      // Somebody alone has nobody to be mixed up with.
      const homes = households.map((one, index) => (index === 0 ? { ...one, members: Math.max(2, one.members) } : one));
      const cast = castOf(homes, start);
      if (hasNamesakes && homes.length > 1) makeNamesake(cast.people);
      const records = recordsOf(homes, cast, plans);
      return {
        people: cast.people,
        records,
        conversations: conversationsOf(records, conversations),
        authors: records
          .filter(({ kind }) => kind === 'user')
          .slice(0, authors)
          .map(({ key }) => key),
      };
    })
    .map(withoutUnseen);

/** The last one, who shares nothing with the first, gets the name of the first. */
function makeNamesake(people: Identity[]): void {
  const [first, last] = [people[0]!, people.at(-1)!];
  const namesake = { ...last, given: first.given, family: first.family };
  if (people.slice(1, -1).every((other) => areApart(namesake.given, other.given))) people[people.length - 1] = namesake;
}

interface Shared {
  landline?: string;
  mailbox?: string;
}

function recordsOf(homes: readonly DrawnHousehold[], cast: Cast, plans: readonly PlannedPerson[]): PlannedRecord[] {
  const records: PlannedRecord[] = [];
  let owner = 0;
  for (const [home, { members, isFamily, hasMailbox }] of homes.entries()) {
    const shared: Shared =
      members === 1
        ? {}
        : {
            landline: cast.landlines[home],
            ...(hasMailbox && { mailbox: isFamily ? `family.${home}@example.org` : `info@office${home}.example` }),
          };
    for (let member = 0; member < members; member += 1, owner += 1)
      records.push(...recordsOfPerson(owner, cast.people[owner]!, shared, plans[owner % plans.length]!));
  }
  return records;
}

function recordsOfPerson(owner: number, me: Identity, shared: Shared, plan: PlannedPerson): PlannedRecord[] {
  const base = (kind: PlannedRecord['kind'], index: number, what: Held): PlannedRecord => ({
    key: `${kind} ${owner}.${index}`,
    kind,
    owner,
    naming: 'full',
    writing: what.writing,
    ...identifiersOf(me, what, shared),
  });
  // Everybody has a contact that carries all that is shared under a full name: so the stores know that it is.
  const known = { phone: true, email: true, landline: true, mailbox: true, writing: plan.writing };
  const contacts = [known, ...plan.contacts].map((what, index) => ({
    ...base('contact', index, what),
    ...(index === 0 && { handle: me.handle, externalId: me.externalId }),
    isMerged: plan.isMerged && plan.contacts.length > 0,
    isGone: plan.isGone && !plan.isMerged && index > 0,
  }));
  const rows = plan.rows.map(({ list, naming: drawn, held: what }, index) => ({
    ...base('row', index, what),
    list,
    naming: namingIn(list, drawn, me),
  }));
  const users = Array.from({ length: plan.users }, (_, index): PlannedRecord => {
    const user = base('user', index, plan.userHeld);
    // Nobody else may have the login.
    return {
      ...user,
      emails: [`login${index}.${owner}@company.example`, ...user.emails],
      isActive: index === plan.users - 1,
    };
  });
  const { tableRow } = plan;
  const tableRows = tableRow === null ? [] : [{ ...base('tableRow', 0, tableRow.held), naming: tableRow.naming }];
  const living = contacts.filter(({ isGone }) => !isGone);
  const visitors = plan.visitors.map(({ naming: drawn, held: what, link }, index) => ({
    ...base('visitor', index, what),
    naming: drawn,
    ...(link !== null && { contact: living[link % living.length]!.key }),
  }));
  return [...contacts, ...rows, ...users, ...tableRows, ...visitors];
}

function identifiersOf(
  me: Identity,
  what: Held,
  { landline, mailbox }: Shared,
): Pick<PlannedRecord, 'phones' | 'emails'> {
  return {
    phones: [...(what.phone ? [me.phone] : []), ...(what.landline && landline ? [landline] : [])],
    emails: [...(what.email ? [me.email] : []), ...(what.mailbox && mailbox ? [mailbox] : [])],
  };
}

/** Titles stand in a column for whole names; initials where there are letters for them. */
function namingIn(list: PlannedRecord['list'], drawn: Naming, { given }: Identity): Naming {
  if (drawn === 'titled') return list === 'whole' ? 'titled' : 'full';
  return drawn === 'initial' && !/^\p{Script=Latin}/u.test(given) ? 'full' : drawn;
}

type DrawnConversation = ReturnType<(typeof conversation)['generate']>['value'];

function conversationsOf(
  records: readonly PlannedRecord[],
  drawn: readonly DrawnConversation[],
): Population['conversations'] {
  const contacts = records.filter(({ kind }) => kind === 'contact');
  const users = records.filter(({ kind }) => kind === 'user');
  return drawn.map(({ customers, isPhantom, agents, hasFile }) => {
    const met = new Set<number>();
    const once = <T extends PlannedRecord>(one: T): boolean => !met.has(one.owner) && Boolean(met.add(one.owner));
    return {
      customers: customers
        .map((index) => contacts[index % contacts.length]!)
        .filter(once)
        .map(({ owner, key }, index) => ({ owner, ...(!(isPhantom && index === 0) && { contact: key }) })),
      agents:
        users.length === 0
          ? []
          : agents
              .map((index) => users[index % users.length]!)
              .filter(once)
              .map(({ key }) => key),
      hasFile,
    };
  });
}

/** A contact that is deleted without a trace is nobody's. */
function withoutUnseen(drawn: Population): Population {
  const seen = new Set(drawn.conversations.flatMap(({ customers }) => customers.map(({ contact }) => contact)));
  return {
    ...drawn,
    records: drawn.records.map((record) =>
      record.isGone && !seen.has(record.key) ? { ...record, isGone: false } : record,
    ),
  };
}

/** The population of a seed: the same at every call. */
export const drawPopulation = (seed: number, size: number): Population =>
  fc.sample(population(size), { seed, numRuns: 1 })[0]!;
