import type { Change, ReplacementTerm } from '@lethe/contracts';
import { indexKind } from '@lethe/matching';
import type { EntityManager } from 'typeorm';
import { changeable, type Field, type RecordType } from '../model/domain-model.ts';
import { replaceInRecord } from '../model/replace-in-record.ts';
import { hashOf, newKeys, storedRows, type Planned, type Rectified, type Replaced } from './check-rectified.ts';
import { locate, type Asked } from './locate.ts';
import { runWith } from './run.ts';
import { pageOfTargets } from './targets.ts';

const PAGE = 200;

/**
 * Replaces the terms in everything of the subject (GDPR Art. 16), all at once against the old values; an UPDATE that
 * matches nothing still counts as done.
 */
export async function rectify(manager: EntityManager, locateSql: string, asked: Asked): Promise<Rectified> {
  const written = { replaced: [] as Replaced[], planned: [] as Planned[] };
  const outcome = { ...(await locate(runWith(manager), locateSql, asked)), ...written };
  for (const type of asked.model.recordTypes) {
    const change = await rectifyType(manager, asked, type, written);
    if (change.records > 0) outcome.changes.push(change);
  }
  return outcome;
}

async function rectifyType(
  manager: EntityManager,
  asked: Asked,
  type: RecordType,
  { replaced, planned }: { replaced: Replaced[]; planned: Planned[] },
): Promise<Change> {
  const { task } = asked;
  const change = {
    recordType: type.type,
    disposition: 'rectified' as const,
    records: 0,
    fields: {} as Record<string, number>,
  };
  const terms = (task.replacementTerms ?? []).filter((term) => holds(type, term));
  // Records to change are collected first: changing an identifier may take a record out of the target set.
  const found: object[] = [];
  let after: string | undefined;
  if (terms.length > 0 && changeable(type).length > 0) {
    do {
      const page = await pageOfTargets(manager, asked, type, { after, size: PAGE, lock: true });
      found.push(...page.records);
      after = page.last;
    } while (after !== undefined);
  }
  const idOf = (record: object) => (record as Record<string, string>)[type.key.name]!;
  const stored = () => storedRows(runWith(manager), type, found.map(idOf));
  const before = found.length === 0 ? undefined : await stored();
  const changed: { id: string; field: Field }[] = [];
  for (const record of found) {
    const old = { ...record };
    const fields = replaceInRecord(type, record, terms, task.context.defaultCountry);
    if (fields.length === 0) continue;
    await manager.save(type.entity, record);
    change.records += 1;
    planned.push({ recordType: type.type, id: idOf(record), keys: newKeys(asked, type, { old, record }) });
    for (const field of type.fields.filter(({ name }) => fields.includes(name)))
      changed.push({ id: idOf(record), field });
    for (const field of fields) change.fields[field] = (change.fields[field] ?? 0) + 1;
  }
  const now = changed.length === 0 ? undefined : await stored();
  for (const { id, field } of changed)
    replaced.push({
      recordType: type.type,
      id,
      field: field.name,
      former: hashOf(asked, before?.get(id), field),
      now: hashOf(asked, now?.get(id), field),
    });
  return change;
}

/** A WhatsApp id is a phone number, in both directions. */
const holds = (type: RecordType, term: ReplacementTerm): boolean =>
  [...type.kinds].some((kind) => indexKind(kind) === indexKind(term.type));
