import assert from 'node:assert/strict';
import type { IdentifierKind } from '@lethe/matching';
import { indexDisagreements } from '@lethe/domain-kit';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { termOf, testPerson } from '../test-person.ts';

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
