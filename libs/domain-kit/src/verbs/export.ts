import type { DoneOutcome, LeftOut, Part, Task } from '@lethe/contracts';
import { step } from '@lethe/platform/failpoints';
import { location, type Storage } from '@lethe/storage';
import type { DomainStore } from '../domain-store.ts';
import { exportFile, isPart } from '../files/export-file.ts';
import type { StoredFile } from '../files/stored-file.ts';
import { exportedFields, type RecordType } from '../model/domain-model.ts';
import { valueOf } from '../model/identifiers-of.ts';
import { ask, locate, type Asked, type EngineSecrets } from './locate.ts';
import { pageOfTargets } from './targets.ts';

const PAGE = 500;

/**
 * Writes the subject's records, one JSON array per record type, and their files, encrypted with the archive's key, and
 * answers references and counts.
 */
export async function exportSubject(
  store: DomainStore,
  storage: Storage,
  task: Task,
  secrets: EngineSecrets,
): Promise<DoneOutcome> {
  const { asked, outcome } = await store.run(task.context, async (run) => {
    const asked = await ask(run, { model: store.model, task, secrets });
    return { asked, outcome: await locate(run, store.locateSql, asked) };
  });
  for (const type of store.model.recordTypes) {
    if (!outcome.located.some((located) => located.recordType === type.type)) continue;
    const files: (Part | LeftOut)[] = [];
    const part = await writePart({ store, storage, asked }, type, files);
    if (part.records > 0) outcome.parts.push(part, ...files.filter(isPart));
    outcome.leftOut.push(...gathered(files.filter((copied): copied is LeftOut => !isPart(copied))));
    if (part.records > 0)
      outcome.changes.push({ recordType: type.type, disposition: 'exported', records: part.records });
  }
  return outcome;
}

async function writePart(
  { store, storage, asked }: { store: DomainStore; storage: Storage; asked: Asked },
  type: RecordType,
  files: (Part | LeftOut)[],
): Promise<Part> {
  const { task } = asked;
  const { prefix, key } = task.archive!;
  const where = `${prefix}/${location(`${type.type}.json`)}`;
  let records = 0;
  async function* json() {
    yield '[';
    for await (const { record, parents } of subjectRecords(store, type, asked)) {
      const shown = exported(type, record, parents);
      const copied = type.hasFile
        ? await exportFile(
            storage,
            task,
            { type: type.type, id: String(valueOf(record, type.key)) },
            record as StoredFile,
          )
        : undefined;
      if (copied !== undefined) files.push(copied);
      yield `${records++ === 0 ? '\n' : ',\n'}${JSON.stringify({ ...shown, ...(copied !== undefined && isPart(copied) && { file: copied.name }) })}`;
    }
    yield '\n]\n';
  }
  const written = await step('writePart', () => storage.write(where, Buffer.from(key, 'base64'), json()));
  return { location: where, name: `${type.type}.json`, recordType: type.type, kind: 'records', records, ...written };
}

/** Page by page, each in a transaction of its own: none stays open while storage is written. */
async function* subjectRecords(
  store: DomainStore,
  type: RecordType,
  asked: Asked,
): AsyncGenerator<{ record: object; parents: readonly string[] }> {
  let after: string | undefined;
  do {
    const page = await store.transaction(asked.task.context, (manager) =>
      pageOfTargets(manager, asked, type, { after, size: PAGE, copied: true }),
    );
    for (const record of page.records)
      yield { record, parents: page.parents.get(String(valueOf(record, type.key))) ?? [] };
    after = page.last;
  } while (after !== undefined);
}

/** One entry for all files that are left out for the same reason. */
function gathered(leftOut: LeftOut[]): LeftOut[] {
  return [...Map.groupBy(leftOut, ({ reason }) => reason.code).values()].map((same) => ({
    ...same[0]!,
    records: same.length,
  }));
}

/** What a person gets of a record: every field but the tenant and what is excluded (requirements D12). */
function exported(type: RecordType, record: object, parents: readonly string[]): Record<string, unknown> {
  const entries = exportedFields(type).map((field) => {
    const value = valueOf(record, field);
    return [
      field.name,
      field.personal?.exportAs && value !== null && value !== undefined
        ? field.personal.exportAs(value as never)
        : value,
    ] as const;
  });
  const shown = Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
  return type.exportAs === undefined ? shown : type.exportAs(shown, record as never, parents);
}
