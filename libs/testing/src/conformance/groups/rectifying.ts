import assert from 'node:assert/strict';
import type { IdentifierKind } from '@lethe/matching';
import { indexDisagreements } from '@lethe/domain-kit';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { termOf, testPerson, type TestPerson } from '../test-person.ts';

const KINDS: IdentifierKind[] = ['NAME', 'PHONE', 'EMAIL', 'EXTERNAL_ID', 'TWITTER', 'ADDRESS'];

/**
 * A correction replaces the term in all of the person's records, is found by the new value at once, and touches nobody
 * else.
 */
export async function rectifying(domain: DomainUnderTest): Promise<void> {
  for (const kind of KINDS.filter((candidate) => domain.manifest.searches.includes(candidate))) {
    const person = testPerson();
    const id = await domain.seed(domain.context, person);
    const sharing = await domain.seed(domain.context, { ...testPerson(), email: person.email, phone: person.phone });
    const others = await domain.dump();
    const updated = termOf(testPerson(), kind);
    // All at once: one after the other, the second term would take the first one's value back.
    const terms = [
      { type: kind, existingValue: termOf(person, kind), updatedValue: updated },
      { type: kind, existingValue: updated, updatedValue: termOf(person, kind) },
    ];
    const outcome = await domain.done('rectify', domain.task({ id }, { replacementTerms: terms }));
    assert.ok(
      outcome.changes.some((change) => change.disposition === 'rectified' && change.records > 0),
      `${kind}: nothing was rectified`,
    );
    assert.equal((await domain.search(domain.context, kind, updated)).length, 1, `${kind}: not found by the new value`);
    const stale = (await domain.search(domain.context, kind, termOf(person, kind))).map((subject) =>
      JSON.stringify(subject),
    );
    assert.ok(
      stale.every((subject) => !subject.includes(id.id)),
      `${kind}: still found by the old value`,
    );
    const after = await domain.dump();
    const rowsOf = (dump: string[]) => dump.filter((line) => line.includes(sharing.id));
    assert.deepEqual(rowsOf(after), rowsOf(others), `${kind}: somebody else was changed`);
  }
  assert.deepEqual(
    await indexDisagreements(domain.engine.store, domain.context),
    [],
    'the identifier index disagrees with the rows',
  );
}

/** Of several values in one field a correction changes the one that it names. */
export async function rectifyingOneOfSeveral(domain: DomainUnderTest): Promise<void> {
  if (!domain.manifest.searches.includes('EMAIL')) return;
  const [person, other, updated] = [testPerson(), testPerson(), testPerson()];
  const id = await domain.seed(domain.context, { ...person, email: `${person.email}; ${other.email}` });
  const terms = [{ type: 'EMAIL' as const, existingValue: person.email, updatedValue: updated.email }];
  await domain.done('rectify', domain.task({ id }, { replacementTerms: terms }));
  const found = (email: string) => domain.search(domain.context, 'EMAIL', email);
  assert.equal((await found(updated.email)).length, 1, 'not found by the new value');
  assert.equal((await found(other.email)).length, 1, 'the other value of the field is lost');
  const stale = (await found(person.email)).map((subject) => JSON.stringify(subject));
  assert.ok(
    stale.every((subject) => !subject.includes(id.id)),
    'still found by the old value',
  );
}

/** A correction that matches nothing is done and changes nothing. */
export async function rectifyingNothing(domain: DomainUnderTest): Promise<void> {
  const id = await domain.seed(domain.context, testPerson());
  const before = await domain.dump();
  const terms = [
    { type: 'EMAIL' as const, existingValue: 'nobody@nowhere.example', updatedValue: 'somebody@nowhere.example' },
  ];
  await domain.done('rectify', domain.task({ id }, { replacementTerms: terms }));
  assert.deepEqual(await domain.dump(), before);
}

/**
 * A value that only one record may have, and another one has, is refused at once, and nothing is changed (Article 16). A
 * rule for some rows alone is left to the domain's own tests.
 */
export async function rectifyingToATakenValue(domain: DomainUnderTest): Promise<void> {
  const rules = await domain.postgres.query(
    `select indrelid::regclass::text as table, pg_get_indexdef(indexrelid) as rule from pg_index i
      join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace and indisunique and not indisprimary and indpred is null`,
    domain.database,
  );
  const isUnique = (table: string, column: string) =>
    rules.some(
      (one) =>
        `"${String(one['table']).replaceAll('"', '')}"` === table &&
        new RegExp(`\\(organisation_id, (lower\\()?${column.replaceAll('"', '')}\\)`).test(String(one['rule'])),
    );
  for (const type of domain.engine.store.model.recordTypes)
    for (const { column, personal } of type.fields) {
      const kind = personal?.identifies;
      if (kind === undefined || !isUnique(type.table, column)) continue;
      const [person, other] = [testPerson(), testPerson()];
      const id = await domain.seed(domain.context, person);
      await domain.seed(domain.context, other);
      const before = await domain.dump();
      const term = { type: kind, existingValue: termOf(person, kind), updatedValue: termOf(other, kind) };
      const outcome = await domain.run('rectify', domain.task({ id }, { replacementTerms: [term] }));
      assert.ok(outcome.status === 'failed', `${type.type}.${column}: a taken value was written`);
      assert.deepEqual([outcome.reason.code, outcome.final], ['value.taken', true], 'it would be tried again');
      assert.deepEqual(await domain.dump(), before, 'a refused correction changed the store');
    }
}

/** What a correction wrote is what its check finds (D26), unless the record is gone, or the next correction's. */
export async function checkingCorrections(domain: DomainUnderTest): Promise<void> {
  const kind = KINDS.find((candidate) => domain.manifest.searches.includes(candidate));
  if (kind === undefined) return;
  const [person, second, third] = [testPerson(), testPerson(), testPerson()];
  const id = await domain.seed(domain.context, person);
  const correction = (from: TestPerson, to: TestPerson) =>
    domain.task(
      { id },
      { replacementTerms: [{ type: kind, existingValue: termOf(from, kind), updatedValue: termOf(to, kind) }] },
    );
  const first = correction(person, second);
  await domain.done('rectify', first);
  await domain.done('check', first);
  const next = correction(second, third);
  await domain.done('rectify', next);
  for (const task of [first, next]) await domain.done('check', task);
  // Now it is nobody's correction that has written the third value.
  await domain.postgres.query(`delete from inbox where task_id = '${next.taskId}'`, domain.database);
  const checked = await domain.run('check', first);
  assert.ok(
    checked.status === 'failed' && checked.reason.code === 'verification.failed',
    'a third value is not noticed',
  );
  await domain.done('erase', domain.task({ id }));
  await domain.done('check', first);
}
