import parsePhoneNumber from 'libphonenumber-js/max';
import { isLinked, certainReach, identifiersOf } from './reach.ts';
import { TYPE_OF } from './population.ts';
import {
  changesBetween,
  SUBJECT_TABLES,
  Truth,
  type Changed,
  type Snapshot,
  type StoredRecord,
  type World,
} from './world.ts';

/** What a request and its related requests told, over all tasks. */
export interface Told {
  /** By record type: of the task that found the most, but the sum where a merge set has a request for each member. */
  located: ReadonlyMap<string, number>;
  /** The sums over the requests of a merge set: each visitor is found by that of the contact it is linked to. */
  together?: ReadonlyMap<string, number>;
  ambiguous: readonly { recordType: string; recordId: string; code: string }[];
  /** Ids that the rounds added. */
  closure: readonly string[];
  leftBehind: readonly { id: string; recordType: string; records: number }[];
}

const describe = ({ kind, key, naming }: StoredRecord): string => `${key} (${kind}, name ${naming})`;

/** By id: nothing is found that is somebody else's, and what stays of the person is told. Returns what is wrong. */
export function judgeFound(world: World, start: StoredRecord, told: Told): string[] {
  const reached = certainReach(world, start);
  const known = identifiersOf(start, reached);
  const own = world.records.filter(({ owner }) => owner === start.owner);
  const faults = Object.values(TYPE_OF).flatMap((type) => {
    const ofType = (record: StoredRecord) => TYPE_OF[record.kind] === type;
    const [most, least] = [own.filter(ofType).length, reached.filter(ofType).length];
    const found = told.located.get(type) ?? 0;
    const foundBySet = type === TYPE_OF.visitor ? (told.together?.get(type) ?? found) : found;
    const named = new Set(told.ambiguous.map(({ recordId }) => recordId));
    const linked = own.filter((record) => ofType(record) && isLinked(record, known));
    const namedOwn = linked.filter(({ id }) => named.has(id)).length;
    return [
      ...(found > most ? [`${found} of ${type} found, the person has ${most}`] : []),
      ...(foundBySet < least ? [`${foundBySet} of ${type} found, at least ${least} are the person's`] : []),
      ...(foundBySet + namedOwn < linked.length
        ? [`${linked.length} of ${type} carry an identifier, ${foundBySet} were found and ${namedOwn} named`]
        : []),
    ];
  });
  return [...faults, ...judgeTold(world, start, told, reached)];
}

function judgeTold(world: World, start: StoredRecord, { ambiguous, closure }: Told, reached: StoredRecord[]): string[] {
  const truth = new Truth(world);
  const known = identifiersOf(start, reached);
  const named = new Set(ambiguous.map(({ recordId }) => recordId));
  // Another's record that shares an identifier is told, so that whoever asks can tell apart what a search cannot.
  const silent = world.records.filter(
    (record) =>
      record.owner !== start.owner && record.kind !== start.kind && isLinked(record, known) && !named.has(record.id),
  );
  return [
    ...closure.filter((id) => truth.ownerOf(id) !== start.owner).map((id) => `the closure has ${id}, somebody else's`),
    ...reached.filter(({ id }) => named.has(id)).map((record) => `${describe(record)} is told to be ambiguous`),
    ...silent.map((record) => `${describe(record)}, somebody else's, shares an identifier and is not told`),
  ];
}

/** After an erasure by id: nobody else's row has changed, and what stays of the person is told. */
export function judgeErased(
  world: World,
  start: StoredRecord,
  told: Told,
  [before, after]: [Snapshot, Snapshot],
): string[] {
  const truth = new Truth(world);
  const changes = changesBetween(before, after);
  const changed = new Set(changes.map(({ table, id }) => `${table} ${id}`));
  const reached = certainReach(world, start);
  const known = identifiersOf(start, reached);
  const closure = new Set([...reached.map(({ id }) => id), ...told.closure]);
  const named = new Set([...told.ambiguous.map(({ recordId }) => recordId), ...told.leftBehind.map(({ id }) => id)]);
  const stays = [...before].flatMap(([key, { table, row }]) => {
    if (
      changed.has(key) ||
      row['erased_at'] ||
      named.has(String(row['id'])) ||
      !truth.isOf(start.owner, { table, row })
    )
      return [];
    return carries(world, { table, row }, { closure, known }) ? [`${key} stays, and nobody is told`] : [];
  });
  return [...othersIn(changes, truth, new Set([start.owner])), ...keptOf(reached, changes), ...stays];
}

type Reach = { closure: ReadonlySet<string>; known: ReturnType<typeof identifiersOf> };

function carries(
  world: World,
  { table, row }: { table: string; row: Readonly<Record<string, unknown>> },
  { closure, known }: Reach,
): boolean {
  const references = table === 'participant' || table === 'authorship' || table === 'prompt_audio';
  if (references) return [row['external_contact_id'], row['user_id']].some((id) => closure.has(String(id)));
  // A visit goes with its visitor.
  if (table === 'journey_session' || table === 'journey_event') return isVisitOf(world, row, closure);
  const record = world.records.find(({ id }) => id === row['id']);
  return table in SUBJECT_TABLES && record !== undefined && isLinked(record, known);
}

const isVisitOf = ({ records }: World, row: Readonly<Record<string, unknown>>, closure: Reach['closure']): boolean =>
  records.some(
    ({ id, sessionIds = [] }) =>
      closure.has(id) && (id === row['journey_customer_id'] || sessionIds.includes(String(row['session_id']))),
  );

const othersIn = (changes: readonly Changed[], truth: Truth, owners: ReadonlySet<number>): string[] =>
  changes
    .filter(({ table, before }) => [...owners].every((owner) => !truth.isOf(owner, { table, row: before })))
    .map(({ table, id }) => `${table} ${id} has changed, which is somebody else's`);

/** Records that had to go, and have not. */
function keptOf(reached: readonly StoredRecord[], changes: readonly Changed[]): string[] {
  const gone = new Set(changes.filter(({ after }) => after === undefined || after['erased_at']).map(({ id }) => id));
  return reached.filter(({ id }) => !gone.has(id)).map((record) => `${describe(record)} is still there`);
}

/** After a correction by id: nobody else's row has changed; the old value is gone from what is reached. */
export function judgeCorrected(
  world: World,
  start: StoredRecord,
  { from, to }: { from: string; to: string },
  [before, after]: [Snapshot, Snapshot],
): string[] {
  const truth = new Truth(world);
  const reached = new Set(certainReach(world, start).map(({ id }) => id));
  const rows = [...after.values()].filter(
    ({ table, row }) => table in SUBJECT_TABLES && reached.has(String(row['id'])),
  );
  return [
    ...othersIn(changesBetween(before, after), truth, new Set([start.owner])),
    ...rows
      .filter(({ row }) => holds(row, from))
      .map(({ table, row }) => `${table} ${String(row['id'])} holds the old value`),
    ...(rows.some(({ row }) => holds(row, to)) ? [] : ['the new value stands nowhere']),
  ];
}

/** Whether the value stands anywhere in the row, a number however it is written. */
export function holds(row: object, value: string): boolean {
  const text = value.startsWith('+') ? nationalDigits(value) : value.toLowerCase();
  return textsIn(row).some((one) =>
    value.startsWith('+') ? one.replace(/\D/g, '').includes(text) : one.toLowerCase().includes(text),
  );
}

const nationalDigits = (e164: string): string => parsePhoneNumber(e164)!.nationalNumber;

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** After an erasure by a term: exactly the records that a search answered just before, and what refers to them is told. */
export function judgeErasedByTerm(
  world: World,
  found: ReadonlySet<string>,
  told: Told,
  [before, after]: [Snapshot, Snapshot],
): string[] {
  const changes = changesBetween(before, after);
  const acted = new Set(changes.filter(({ table }) => table in SUBJECT_TABLES).map(({ id }) => id));
  const related = (row: Changed['before']) => found.has(String(row['contact_id']));
  const left = world.participants.filter(
    ({ refersTo, id }) => found.has(refersTo) && !before.get(`participant ${id}`)?.row['erased_at'],
  );
  return [
    ...[...found].filter((id) => !acted.has(id)).map((id) => `${id} was found by the search and has not changed`),
    ...[...acted].filter((id) => !found.has(id)).map((id) => `${id} has changed and was not found by the search`),
    ...changes
      .filter(({ table, before: row }) => !(table in SUBJECT_TABLES) && !related(row))
      .map(({ table, id }) => `${table} ${id} has changed`),
    ...[...new Set(left.map(({ refersTo }) => refersTo))].flatMap((id) => {
      const [real, said] = [
        left.filter(({ refersTo }) => refersTo === id).length,
        told.leftBehind
          .filter((one) => one.id === id && one.recordType === 'participant')
          .reduce((sum, { records }) => sum + records, 0),
      ];
      return real === said ? [] : [`${real} participants carry ${id}, ${said} are told to be left behind`];
    }),
  ];
}

/** By term, without an erasure: as many records as a search answered. */
export function judgeFoundByTerm(found: Readonly<Record<string, number>>, told: Told): string[] {
  return Object.entries(found)
    .filter(([type, count]) => (told.located.get(type) ?? 0) !== count)
    .map(([type, count]) => `${told.located.get(type) ?? 0} of ${type} found, the search had ${count}`);
}

/** Ids that remaining records carry although their owner knows them no more: a request for each has to be possible. */
export function looseIds(snapshot: Snapshot): { externalContactId?: string; userId?: string }[] {
  const rows = [...snapshot.values()];
  const living = new Set(
    rows.filter(({ table, row }) => table in SUBJECT_TABLES && !row['erased_at']).map(({ row }) => String(row['id'])),
  );
  const loose = new Map<string, { externalContactId?: string; userId?: string }>();
  for (const { table, row } of rows) {
    if (table in SUBJECT_TABLES || row['erased_at']) continue;
    const [contact, user] = [row['external_contact_id'], row['user_id']];
    if (typeof contact === 'string' && !living.has(contact)) loose.set(contact, { externalContactId: contact });
    if (typeof user === 'string' && !living.has(user)) loose.set(user, { userId: user });
  }
  return [...loose.values()];
}
