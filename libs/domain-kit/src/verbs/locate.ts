import type { Ambiguous, DoneOutcome, IdentifierKey, Located, PersonName, SubjectId, Task } from '@lethe/contracts';
import { pseudonym } from '@lethe/platform';
import type { DomainModel, RecordType } from '../model/domain-model.ts';
import { idFields } from '../model/subject-of.ts';
import type { DoubtfulId, LocatedRow } from '../sql/locate-sql.ts';
import { keysOfRecord, namesIn } from '../model/identifiers-of.ts';
import { isBareTerm, targetValues } from '../sql/target-sql.ts';
import { readRecords } from './read-records.ts';
import { judge, type Judgement } from './judge.ts';
import type { Run } from './run.ts';

/** What the engine needs beside the store: the secret of the keyed hashes. */
export interface EngineSecrets {
  pseudonymKey: string;
}

/** A task on a domain's records, and what its identifiers find there (`ask`). */
export interface Asked {
  model: DomainModel;
  task: Task;
  secrets: EngineSecrets;
  judgement: Judgement;
}

/** Identifiers are also tried as keyed hashes, under which do-not-call entries stand. `lock`: see `judge`. */
export async function ask(
  run: Run,
  { model, task, secrets }: Omit<Asked, 'judgement'>,
  { lock = false } = {},
): Promise<Asked> {
  const { organisationId } = task.context;
  const hash = ({ kind, key }: IdentifierKey): IdentifierKey => ({
    kind,
    key: pseudonym(secrets.pseudonymKey, organisationId, kind, key),
  });
  return { model, task, secrets, judgement: await judge(run, { model, task, hash, lock }) };
}

/** Finds everything of the subject; changes nothing. */
export async function locate(run: Run, sql: string, asked: Asked): Promise<DoneOutcome> {
  return (await locateWithSets(run, sql, asked)).outcome;
}

/** As `locate`; and the subject ids of the merge sets that were reached. */
export async function locateWithSets(
  run: Run,
  sql: string,
  asked: Asked,
): Promise<{ outcome: DoneOutcome; members: SubjectId[] }> {
  const [row] = await run<LocatedRows>(sql, valuesOf(asked));
  const rows = row!.located;
  const merged = asked.model.recordTypes.filter((type) => type.mergeSet !== undefined);
  const members = merged.flatMap(({ type, subjectId }) => rows[type]!.same.filter((id) => id.type === subjectId));
  const outcome = outcomeOf(asked, rows);
  if (row!.older) outcome.warnings.push(OLDER);
  return { outcome: { ...outcome, ...(await knownOf(run, asked, members)) }, members };
}

/**
 * Keys and names of merge sets: they widen the request as the subject's own do (D23). Nothing for a set that the request
 * knows, as its keys came with the subject, nor for a bare term, whose keys stay its own.
 */
async function knownOf(
  run: Run,
  { model, task }: Asked,
  members: SubjectId[],
): Promise<Pick<DoneOutcome, 'keys' | 'names'>> {
  const { subject, context } = task;
  const own = new Set([...(subject.id ? [subject.id] : []), ...(subject.groupIds ?? [])].map(({ id }) => id));
  const reached = members.filter(({ id }) => !own.has(id));
  if (reached.length === 0 || isBareTerm(subject)) return {};
  const keys: IdentifierKey[] = [];
  const names: PersonName[] = [];
  for (const type of model.recordTypes.filter(({ mergeSet }) => mergeSet !== undefined)) {
    const ids = reached.filter((id) => id.type === type.subjectId).map(({ id }) => id);
    for (const record of await readRecords(run, type, context.organisationId, { ids })) {
      keys.push(...keysOfRecord(type, record, context.defaultCountry));
      names.push(...namesIn(type, record));
    }
  }
  return { keys, names };
}

export type LocatedByType = Record<string, LocatedRow>;

interface LocatedRows {
  located: LocatedByType;
  /** Some records of the organisation have no keys of today yet. */
  older: boolean;
}

const OLDER = {
  code: 'index.older',
  message:
    'Some records wait for new keys: of what only the rules of today find, these may be missing. Once reindex has run, send the request again.',
};

/** Parameters for this task. */
export const valuesOf = ({ task, judgement }: Asked): unknown[] =>
  targetValues(task.context.organisationId, task.subject, judgement);

/** `rows`: the column `located`. */
export function outcomeOf({ model, task, secrets, judgement }: Asked, rows: LocatedByType): DoneOutcome {
  const outcome: DoneOutcome = {
    taskId: task.taskId,
    status: 'done',
    located: [],
    changes: [],
    ambiguous: [],
    warnings: [],
    parts: [],
    leftOut: [],
    subjectIds: [],
    keyHashes: [],
    carriers: judgement.carriers,
    carried: [],
  };
  for (const type of model.recordTypes) {
    const row = rows[type.type]!;
    outcome.located.push(...counts(type, row));
    outcome.ambiguous.push(...ambiguous(type, row));
    if (row.left_out > 0)
      outcome.leftOut.push({
        recordType: type.type,
        records: row.left_out,
        reason: { code: type.leftOutWhen!.code, message: type.leftOutWhen!.message },
      });
    outcome.subjectIds.push(...subjectIds(type, row), ...row.same);
    outcome.carried!.push(...row.carried.map((one) => ({ ...one, recordType: type.type })));
    for (const { kind, key } of row.keys ?? [])
      outcome.keyHashes.push(pseudonym(secrets.pseudonymKey, task.context.organisationId, kind, key));
  }
  outcome.keyHashes = [...new Set(outcome.keyHashes)];
  outcome.subjectIds = distinctIds(outcome.subjectIds);
  return outcome;
}

function counts(type: RecordType, row: LocatedRow): Located[] {
  const found: Located[] = [];
  if (row.acts > 0) found.push({ recordType: type.type, disposition: type.onErase, records: row.acts });
  for (const [ground, records] of Object.entries(row.retains))
    found.push({ recordType: type.type, disposition: 'retain', records, ground });
  return found;
}

function subjectIds(type: RecordType, row: LocatedRow): SubjectId[] {
  if (type.subjectId === undefined) return [];
  return row.ids.map((id, index) => ({
    type: type.subjectId!,
    id,
    ...(row.parents && { parent: row.parents[index] }),
  }));
}

const distinctIds = (ids: SubjectId[]): SubjectId[] => [...new Map(ids.map((id) => [JSON.stringify(id), id])).values()];

/** Why a record that an identifier finds is left alone (docs/matching.md). */
const DOUBTS: Record<string, string> = {
  'other.name': 'It has an identifier of the person, and another name.',
  'name.unknown': 'It has an identifier of the person that other people may share, and no name tells whose it is.',
  'name.similar': 'It has an identifier of the person, and a name that is only similar.',
  'possible.duplicate': 'It has an identifier of the person, and may be a duplicate that nobody has merged.',
};
const SEVERAL = { code: 'several.contacts', message: 'It belongs to several people.' };

function ambiguous(type: RecordType, row: LocatedRow): Ambiguous[] {
  if (type.reached !== undefined) return [];
  const entry = (
    { id, word, parent }: DoubtfulId,
    { code, message }: { code: string; message: string },
  ): Ambiguous => ({
    recordType: type.type,
    recordId: id,
    reason: { code, message },
    ...(type.subjectId !== undefined && {
      subject: idFields({ type: type.subjectId, id: word ?? id, ...(parent !== null && { parent }) }),
    }),
  });
  return [
    ...(row.in_doubt ?? []).map((one) => entry(one, { code: one.code, message: DOUBTS[one.code]! })),
    ...(row.doubtful ?? []).map((one) => entry(one, one.several ? SEVERAL : type.ambiguousWhen!)),
  ];
}
