import type { DoneOutcome, Part, Task } from '@lethe/contracts';
import { location, type Storage } from '@lethe/storage';
import type { DomainStore } from '../domain-store.ts';
import { exportedFields, type RecordType } from '../model/domain-model.ts';
import { valueOf } from '../model/identifiers-of.ts';
import { locate, type EngineSecrets, type Run } from './locate.ts';
import { pageOfTargets } from './targets.ts';

const PAGE = 500;

/** Writes the subject's records, one JSON array per record type, encrypted with the archive's key, and answers references and counts. */
export async function exportSubject(store: DomainStore, storage: Storage, task: Task, secrets: EngineSecrets): Promise<DoneOutcome> {
  const outcome = await store.transaction(task.context, (manager) => {
    const run: Run = (sql, values) => manager.query(sql, values);
    return locate(run, store.locateSql, store.model, task, secrets);
  });
  for (const type of store.model.recordTypes) {
    if (!outcome.located.some((located) => located.recordType === type.type)) continue;
    const part = await writePart(store, storage, type, task, secrets);
    outcome.parts.push(part);
    outcome.changes.push({ recordType: type.type, disposition: 'exported', records: part.records });
  }
  return outcome;
}

async function writePart(store: DomainStore, storage: Storage, type: RecordType, task: Task, secrets: EngineSecrets): Promise<Part> {
  const { prefix, key } = task.archive!;
  const where = `${prefix}/${location(`${type.type}.json`)}`;
  let records = 0;
  async function* json() {
    yield '[';
    for await (const record of subjectRecords(store, type, task, secrets)) yield `${records++ === 0 ? '\n' : ',\n'}${JSON.stringify(exported(type, record))}`;
    yield '\n]\n';
  }
  const written = await storage.write(where, Buffer.from(key, 'base64'), json());
  return { location: where, name: `${type.type}.json`, recordType: type.type, records, ...written };
}

/** Page by page, each in a transaction of its own: none stays open while storage is written. */
async function* subjectRecords(store: DomainStore, type: RecordType, task: Task, secrets: EngineSecrets): AsyncGenerator<object> {
  let after: string | undefined;
  do {
    const page = await store.transaction(task.context, (manager) => pageOfTargets(manager, store.model, type, task, secrets, { after, size: PAGE }));
    yield* page.records;
    after = page.last;
  } while (after !== undefined);
}

/** What a person gets of a record: every field but the tenant and what is excluded (requirements D12). */
export function exported(type: RecordType, record: object): Record<string, unknown> {
  const entries = exportedFields(type).map((field) => {
    const value = valueOf(record, field);
    return [field.name, field.personal?.exportAs && value !== null && value !== undefined ? field.personal.exportAs(value as never) : value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}
