import assert from 'node:assert/strict';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { testPerson, tracesOf } from '../test-person.ts';

/** An export holds what the store holds of the person, encrypted, and nothing of anybody else; it changes nothing. */
export async function exporting(domain: DomainUnderTest): Promise<void> {
  const person = testPerson();
  const twin = testPerson({ given: person.given, family: person.family });
  const id = await domain.seed(domain.context, person);
  await domain.seed(domain.context, twin);
  await domain.seed(domain.foreign, testPerson({ email: person.email, phone: person.phone }));
  const before = await domain.dump();
  const held = tracesOf(person).filter((trace) => before.some((line) => line.includes(trace)));
  const task = domain.task({ id });
  const outcome = await domain.done('export', task);
  const text = await domain.parts(task, outcome);
  assert.deepEqual(
    held.filter((trace) => !text.includes(trace)),
    [],
    'values of the person are missing in the export',
  );
  const twins = tracesOf(twin).filter((trace) => !tracesOf(person).includes(trace));
  assert.deepEqual(
    twins.filter((trace) => text.includes(trace)),
    [],
    'the export shows somebody else',
  );
  const clear = await domain.leftovers();
  assert.deepEqual(
    tracesOf(person).filter((trace) => clear.includes(trace)),
    [],
    'the export lies in storage in clear',
  );
  const counted = outcome.changes
    .filter((change) => change.disposition === 'exported')
    .reduce((sum, change) => sum + change.records, 0);
  assert.equal(
    counted,
    outcome.parts.reduce((sum, part) => sum + part.records, 0),
  );
  assert.deepEqual(await domain.dump(), before, 'exporting changed the store');
}
