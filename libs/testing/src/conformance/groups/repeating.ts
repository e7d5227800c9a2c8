import assert from 'node:assert/strict';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { testPerson } from '../test-person.ts';

/** The task id is the idempotency key of every effect: a repetition answers the stored outcome and changes nothing. */
export async function repeating(domain: DomainUnderTest): Promise<void> {
  const person = testPerson();
  const id = await domain.seed(domain.context, person);
  const task = domain.task({ id }, { fence: 5 });
  const first = await domain.done('erase', task);
  const again = await domain.seed(domain.context, person);
  const before = await domain.dump();

  assert.deepEqual(await domain.done('erase', { ...task, fence: 6 }), first, 'a repetition answers something else');
  const stale = await domain.run('erase', { ...task, fence: 4 });
  assert.ok(stale.status === 'failed' && stale.reason.code === 'stale.fence', 'a stale worker was not refused');
  const other = await domain.run('erase', { ...task, fence: 7, subject: { ...task.subject, id: again } });
  assert.ok(
    other.status === 'failed' && other.reason.code === 'task.mismatch',
    'another body under the same task id was not refused',
  );
  assert.deepEqual(await domain.dump(), before, 'a repetition changed the store');
}

/** Ten deliveries at once have one effect and one outcome. */
export async function concurring(domain: DomainUnderTest): Promise<void> {
  const id = await domain.seed(domain.context, testPerson());
  const task = domain.task({ id });
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => domain.done('erase', task)));
  assert.equal(
    new Set(outcomes.map((outcome) => JSON.stringify(outcome, Object.keys(outcome).sort()))).size,
    1,
    'concurrent deliveries answer differently',
  );
}
