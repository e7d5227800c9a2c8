import {
  keyText,
  type DoneOutcome,
  type IdentifierKey,
  type PersonName,
  type Task,
  type TaskSubject,
} from '@lethe/contracts';
import {
  compareNames,
  earlierTermKeys,
  indexKind,
  isStrong,
  nameKeys,
  type NameDoubt,
  type NameInput,
} from '@lethe/matching';
import { namesIn } from '../model/identifiers-of.ts';
import type { DomainModel, RecordType } from '../model/domain-model.ts';
import { askedValues, ROWS_ASKED } from '../sql/rows-of-keys.ts';
import { isBareTerm, type Judged } from '../sql/target-sql.ts';
import { confirmOlder } from './confirm-older.ts';
import { readRecords } from './read-records.ts';
import type { Run } from './run.ts';

/** A record that carries a strong identifier of the subject. */
interface Candidate {
  type: RecordType;
  id: string;
  keys: IdentifierKey[];
  names: NameInput[];
}

export interface Judgement extends Judged {
  carriers: NonNullable<DoneOutcome['carriers']>;
}

/** So many different names of one key tell whether it is shared. */
const NAMES_OF_A_KEY = 100;

/**
 * Which records an identifier finds, and which of them are the subject's (docs/matching.md, "Whom a request acts on").
 * A bare term is exact, so whatever it finds is. `hash` gives the keyed hash under which the same identifier may stand;
 * `lock` keeps the names as they are until the transaction ends.
 */
export async function judge(
  run: Run,
  {
    model,
    task,
    hash,
    lock,
  }: { model: DomainModel; task: Task; hash: (key: IdentifierKey) => IdentifierKey; lock?: boolean },
): Promise<Judgement> {
  const { subject } = task;
  const bare = isBareTerm(subject);
  const keys = subject.keys
    .filter(({ kind, key }) => bare || isStrong(kind, key))
    .map(({ kind, key }) => ({ kind: indexKind(kind), key }));
  const judgement: Judgement = { certain: [], doubtful: [], carriers: [] };
  const types = model.recordTypes.filter((type) => type.isIndexed);
  if (keys.length === 0 || types.length === 0) return judgement;
  const earlier = bare
    ? (subject.earlierKeys ?? [])
    : keys.flatMap(({ kind, key }) => earlierTermKeys({ kind, value: key }, [key]));
  // A hash stays what it was made of: nothing can compute it anew.
  const asked = [...keys, ...[...keys, ...earlier].map(hash)];
  const found = await carriersOf(run, task, types, { asked, earlier });
  if (bare) return { ...judgement, certain: found.map(({ type, id }) => ({ type: type.type, id })) };
  await readNames(run, task, found, lock === true);
  const owned = subject.id !== undefined && model.subjectIds.includes(subject.id.type);
  // The person by the customer's own word: another request of the group acts on them (D6).
  const group = new Set(subject.groupIds?.map(({ type, id }) => `${type} ${id}`));
  for (const candidate of found) {
    if (group.has(`${candidate.type.subjectId} ${candidate.id}`)) continue;
    const code = doubtOf(candidate, subject, owned);
    const record = { type: candidate.type.type, id: candidate.id };
    if (code === undefined) judgement.certain.push(record);
    else if (code !== '') judgement.doubtful.push({ ...record, code });
  }
  judgement.carriers = namesByKey(found);
  return judgement;
}

interface Row {
  record_type: string;
  record_id: string;
  older: boolean;
  keys: IdentifierKey[];
}

/**
 * One indexed look-up for all keys, whatever the size of the store. `earlier` are keys under earlier rules: they find
 * records alone whose keys are of these, and then the record itself must have a key that was asked for.
 */
async function carriersOf(
  run: Run,
  task: Task,
  types: RecordType[],
  { asked, earlier }: { asked: IdentifierKey[]; earlier: IdentifierKey[] },
): Promise<Candidate[]> {
  const rows = await run<Row>(CARRIERS, askedValues(task.context.organisationId, types, { asked, earlier }));
  const candidates: Candidate[] = [];
  for (const type of types) {
    const ofType = rows.filter(({ record_type }) => record_type === type.type);
    const older = ofType.filter((row) => row.older).map(({ record_id }) => record_id);
    const confirmed = await confirmOlder(run, type, older, { context: task.context, asked });
    for (const { record_id: id, keys: carried, ...row } of ofType) {
      const met = row.older ? confirmed.get(id) : carried;
      if (met !== undefined) candidates.push({ type, id, keys: met, names: [] });
    }
  }
  return candidates;
}

const CARRIERS = `
  select s.record_type, s.record_id, bool_or(s.version < $6) older, json_agg(json_build_object('kind', s.kind, 'key', s.key)) keys
    from ${ROWS_ASKED} group by 1, 2 order by 1, 2`;

/** The names as they are stored: keys of two records are never compared (docs/matching.md). */
async function readNames(run: Run, task: Task, found: Candidate[], lock: boolean): Promise<void> {
  for (const [type, candidates] of Map.groupBy(found, (candidate) => candidate.type)) {
    if (!type.kinds.has('NAME') || isRetained(type)) continue;
    const ids = candidates.map(({ id }) => id);
    const rows = await readRecords(run, type, task.context.organisationId, { ids, lock });
    const byId = new Map(rows.map((row) => [String(row[type.key.name]), row]));
    for (const candidate of candidates) candidate.names = namesIn(type, byId.get(candidate.id));
  }
}

const isRetained = ({ onErase }: RecordType): boolean => onErase === 'retain';

/** Why a record is not acted on; '' when it is not even reported; undefined when it is the subject's. */
function doubtOf({ type, keys, names }: Candidate, subject: TaskSubject, owned: boolean): string | undefined {
  // Nothing changes in it, and it has no name to test.
  if (isRetained(type)) return undefined;
  const answer = best(names, subject.names ?? []);
  // Of its own domain the owner's word counts: another record is another person, or a duplicate that nobody merged.
  if (owned && type.subjectId !== undefined) return answer === 'other' ? '' : 'possible.duplicate';
  if (answer === 'same') return undefined;
  if (answer === 'other') return 'other.name';
  const suffices = answer !== 'similar' && keys.some((key) => linksAlone(key, subject));
  if (suffices) return undefined;
  return answer === 'unknown' ? 'name.unknown' : 'name.similar';
}

/** Fit to link two records without a name that agrees: not a phone number, and nothing that several people carry. */
function linksAlone(key: IdentifierKey, { shared }: TaskSubject): boolean {
  // Before the first round has ended nobody knows what is shared.
  if (shared === undefined || indexKind(key.kind) === 'PHONE') return false;
  return !shared.some((one) => keyText({ ...one, kind: indexKind(one.kind) }) === keyText(key));
}

const SIMILAR: NameDoubt[] = ['oneEdit', 'oneToken', 'ofTwo'];
type Answer = 'same' | 'possible' | 'similar' | 'other' | 'unknown';
const ORDER: Answer[] = ['same', 'possible', 'similar', 'other'];

/** The best answer of all pairs of names; `similar` is one edit, one token only, or two people's. */
function best(record: readonly NameInput[], subject: readonly PersonName[]): Answer {
  const answers = record.flatMap((name) => subject.map((other) => answerOf(name, other)));
  return ORDER.find((answer) => answers.includes(answer)) ?? 'unknown';
}

function answerOf(name: NameInput, other: PersonName): Answer {
  const compared = compareNames(name, other);
  if (compared.answer !== 'possible') return compared.answer;
  return SIMILAR.includes(compared.by) ? 'similar' : 'possible';
}

/** Under which names records carry a key; names that share a key are one. */
function namesByKey(found: Candidate[]): Judgement['carriers'] {
  const byKey = new Map<string, { key: IdentifierKey; names: Map<string, NameInput> }>();
  for (const { keys, names } of found)
    for (const key of keys) {
      const entry = byKey.get(keyText(key)) ?? { key, names: new Map<string, NameInput>() };
      byKey.set(keyText(key), entry);
      for (const name of names)
        if (entry.names.size < NAMES_OF_A_KEY) entry.names.set(JSON.stringify(nameKeys(name)), name);
    }
  return [...byKey.values()]
    .filter(({ names }) => names.size > 0)
    .map(({ key, names }) => ({ ...key, names: [...names.values()] }));
}
