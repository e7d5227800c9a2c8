import assert from 'node:assert/strict';
import { indexDisagreements } from '@lethe/domain-kit';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { testPerson, tracesOf } from '../test-person.ts';

/**
 * An erasure leaves no trace of the person, leaves everybody else as they were to the byte, and reports what it did.
 */
export async function erasing(domain: DomainUnderTest): Promise<void> {
  const person = testPerson();
  const before = await domain.dump();
  const id = await domain.seed(domain.context, person);
  const own = new Set(await domain.dump());
  await domain.seed(domain.context, testPerson({ given: person.given, family: person.family }));
  await domain.seed(domain.context, testPerson({ email: `${person.email}.example`, handle: `${person.handle}x` }));
  await domain.seed(domain.foreign, person);
  const others = (await domain.dump()).filter((line) => !own.has(line));

  const outcome = await domain.done('erase', domain.task({ id }));
  const after = await domain.dump();
  const decoys = new Set(others);
  const remaining = after.filter((line) => !decoys.has(line) && before.every((line2) => line2 !== line));
  assert.deepEqual(
    tracesOf(person).filter((trace) => remaining.some((line) => line.includes(trace))),
    [],
    'traces of the person are left',
  );
  const kept = new Set(after);
  assert.deepEqual(
    others.filter((line) => !kept.has(line)),
    [],
    'somebody else was changed',
  );
  assert.ok(
    outcome.changes.some((change) => change.disposition !== 'retained' && change.records > 0),
    'nothing is reported',
  );
  assert.ok(!JSON.stringify(outcome).includes(person.family), 'the outcome holds old values');
  const left = await domain.done('locate', domain.task({ id }));
  assert.equal(
    left.located.filter((one) => one.disposition !== 'retain').length,
    0,
    'a second search still finds something',
  );
  const clear = await domain.leftovers();
  assert.deepEqual(
    tracesOf(person).filter((trace) => clear.includes(trace)),
    [],
    'the inbox holds old values',
  );
  if (domain.manifest.subjectIds.includes(id.type))
    await assert.rejects(domain.resolve(domain.context, id), 'an erased id does not answer as an unknown one');
  assert.deepEqual(
    await indexDisagreements(domain.engine.store, domain.context),
    [],
    'the identifier index disagrees with the rows',
  );
}

/** In another organisation the same id and the same identifiers reach nothing. */
export async function tenancy(domain: DomainUnderTest): Promise<void> {
  const person = testPerson();
  const id = await domain.seed(domain.context, person);
  const before = await domain.dump();
  for (const verb of ['locate', 'erase', 'rectify'] as const) {
    const outcome = await domain.done(
      verb,
      domain.task(
        { id },
        {
          context: domain.foreign,
          replacementTerms: [{ type: 'EMAIL', existingValue: person.email, updatedValue: 'x@y.example' }],
        },
      ),
    );
    assert.deepEqual(outcome.changes, [], `${verb} reached another organisation`);
    assert.deepEqual(outcome.located, [], `${verb} found something of another organisation`);
  }
  assert.deepEqual(await domain.dump(), before);
}
