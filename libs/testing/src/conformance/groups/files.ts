import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { runTasks } from '@lethe/domain-kit';
import { newKey, StorageUnavailable, type Storage } from '@lethe/storage';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { testPerson } from '../test-person.ts';

/**
 * A record goes with its file and stays with its file; the storage itself is asked. Files that are gone already, and
 * files that no record knows, are reported and hold nothing up; a worker that dies between the commit and the removal
 * forgets none.
 */
export async function removingFiles(domain: DomainUnderTest): Promise<void> {
  if (!domain.engine.store.model.recordTypes.some((type) => type.hasFile)) return;
  await copiesAndRemoves(domain);
  await reportsWhatDisagrees(domain);
  await survivesAnAwayStorage(domain);
}

async function copiesAndRemoves(domain: DomainUnderTest): Promise<void> {
  const person = testPerson();
  const { id, own, others } = await seeded(domain, person);
  const exporting = domain.task({ id });
  const exported = await domain.done('export', exporting);
  const files = exported.parts.filter((part) => part.kind === 'file');
  assert.ok(files.length > 0, 'the export holds no file');
  const text = await domain.parts(exporting, { ...exported, parts: files });
  assert.ok(text.includes(person.note), "the files of the export are not the person's");
  const records = await domain.parts(exporting, {
    ...exported,
    parts: exported.parts.filter((part) => part.kind === 'records'),
  });
  for (const file of files) assert.ok(records.includes(`"file":"${file.name}"`), 'no record names the file');

  await domain.done('erase', domain.task({ id }));
  await assertOnlyKnownFiles(domain, own, others);
}

async function reportsWhatDisagrees(domain: DomainUnderTest): Promise<void> {
  const { id, own, others } = await seeded(domain, testPerson());
  const [gone] = own;
  await domain.engine.storage.delete(gone!);
  const exported = await domain.done('export', domain.task({ id }));
  assert.ok(
    exported.leftOut.some((left) => left.reason.code === 'file.missing'),
    'an export does not say that a file is missing',
  );
  const hasFolders = domain.engine.store.model.recordTypes.some((type) => type.fileFolder !== undefined);
  const stray = `${dirname(gone!)}/without-a-record`;
  if (hasFolders) await domain.engine.storage.write(stray, newKey(), Readable.from([Buffer.from('stray')]));
  const { warnings } = await domain.done('erase', domain.task({ id }));
  const codes = warnings.map((warning) => warning.code);
  assert.ok(codes.includes('file.missing'), 'an erasure does not say that a file was gone');
  if (hasFolders) assert.ok(codes.includes('file.without.record'), 'an erasure does not say that a file had no record');
  await assertOnlyKnownFiles(domain, [...own, stray], others);
}

async function survivesAnAwayStorage(domain: DomainUnderTest): Promise<void> {
  const { id, own, others } = await seeded(domain, testPerson());
  const task = domain.task({ id });
  const away = new Proxy(domain.engine.storage, {
    get: (storage, name) => (name === 'delete' ? refuse : bound(storage, name)),
  });
  const [first] = await runTasks({ ...domain.engine, storage: away }, 'erase', [task]);
  assert.ok(
    first?.status === 'failed' && first.away && first.reason.code === 'storage.away',
    'a storage that is away fails the task for good',
  );
  await domain.done('erase', task);
  await assertOnlyKnownFiles(domain, own, others);
}

const refuse = () => Promise.reject(new StorageUnavailable('test'));
const bound = (storage: Storage, name: string | symbol): unknown => {
  const value = storage[name as keyof Storage] as unknown;
  return typeof value === 'function' ? (value.bind(storage) as unknown) : value;
};

/** The person, their files, and those of somebody else of the same name and of another organisation. */
async function seeded(domain: DomainUnderTest, person: ReturnType<typeof testPerson>) {
  await domain.seed(domain.context, testPerson({ given: person.given, family: person.family }));
  await domain.seed(domain.foreign, person);
  const others = await domain.fileLocations();
  const id = await domain.seed(domain.context, person);
  const own = (await domain.fileLocations()).filter((location) => !others.includes(location));
  assert.ok(own.length > 0, 'the fixture stores no file: use storeFile');
  return { id, own, others };
}

/** Of the person's files those are left that a retained record knows; of the others' all. */
async function assertOnlyKnownFiles(domain: DomainUnderTest, own: string[], others: string[]): Promise<void> {
  const known = new Set(await domain.fileLocations());
  assert.ok(
    own.some((location) => !known.has(location)),
    'no record with a file was erased',
  );
  for (const location of own)
    assert.equal(
      await domain.engine.storage.exists(location),
      known.has(location),
      'a file is left without its record, or a record without its file',
    );
  for (const location of others)
    assert.ok(known.has(location) && (await domain.engine.storage.exists(location)), "somebody else's file is gone");
  const pending = await domain.postgres.query(
    'select 1 from storage_removal where task_id is not null',
    domain.database,
  );
  assert.equal(pending.length, 0, 'removals are left to do');
}
