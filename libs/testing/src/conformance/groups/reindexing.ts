import assert from 'node:assert/strict';
import { indexAge } from '@lethe/domain-kit';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { termOf, testPerson } from '../test-person.ts';

/** A call looks at some hundred records. */
const MOST_CALLS = 50;

/** Under keys of earlier rules the person is found; the records alone say which keys of today they have. */
export async function reindexing(domain: DomainUnderTest): Promise<void> {
  const person = testPerson();
  await domain.seed(domain.context, person);
  await domain.seed(domain.foreign, testPerson());
  const before = await indexOf(domain);
  if (before.length === 0) return;

  await sql(domain, `update subject_identifier set version = 0`);
  await sql(domain, 'update index_state set version = 0');
  for (const kind of domain.manifest.searches)
    assert.equal((await domain.search(domain.context, kind, termOf(person, kind))).length, 1, `${kind}, older`);
  assert.ok((await indexAge(domain.engine.store)).remaining > 0, 'it does not say that its keys are older');

  // As if earlier rules had found no key in any record.
  await sql(domain, `delete from subject_identifier where organisation_id = '${domain.context.organisationId}'`);
  for (const context of [domain.context, domain.foreign]) {
    let calls = 0;
    while (!(await domain.reindex(context)).done) assert.ok((calls += 1) < MOST_CALLS, 'it does not end');
  }
  assert.deepEqual(
    await indexOf(domain),
    before,
    'keys that are computed anew differ from those at the time of writing',
  );
  assert.equal((await indexAge(domain.engine.store)).remaining, 0, 'it still says that its keys are older');
}

const sql = (domain: DomainUnderTest, text: string) => domain.postgres.query(text, domain.database);
const indexOf = async (domain: DomainUnderTest) =>
  (await domain.dump()).filter((line) => line.startsWith('subject_identifier '));
