import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { DoneOutcome, SubjectId, TaskSubject } from '@lethe/contracts';
import { STRONG_KINDS } from '@lethe/identifiers';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { keysOfPerson, testPerson } from '../test-person.ts';

/**
 * Whom a request from elsewhere reaches (requirements D9): records that share a strong identifier and no other name;
 * never a name or an address alone. Locating changes nothing.
 */
export async function matching(domain: DomainUnderTest): Promise<void> {
  const person = testPerson();
  await domain.seed(domain.context, person);
  const before = await domain.dump();
  const strong = domain.manifest.searches.filter((kind) => STRONG_KINDS.has(kind));
  const foreignId: SubjectId = { type: elsewhere(domain), id: randomUUID(), parent: randomUUID() };
  const locate = (subject: Partial<TaskSubject>) => domain.done('locate', domain.task(subject));

  const named = await locate({ id: foreignId, keys: keysOfPerson(person, ['NAME', 'ADDRESS']) });
  assert.equal(touched(named), 0, 'a name or an address alone reached a record');
  if (strong.length > 0 && !domain.manifest.requiresSubject) {
    const same = await locate({ id: foreignId, keys: keysOfPerson(person, ['NAME', ...strong]) });
    assert.ok(touched(same) > 0, 'a strong identifier with the same name reached nothing');
    if (domain.manifest.searches.includes('NAME')) {
      const other = await locate({
        id: foreignId,
        keys: [...keysOfPerson(person, strong), ...keysOfPerson(testPerson(), ['NAME'])],
      });
      assert.equal(acted(other), 0, 'a record with another name was taken for the person');
      assert.ok(other.ambiguous.length > 0, 'a record with another name was not reported as ambiguous');
    }
  }
  for (const kind of domain.manifest.searches) {
    const bare = await locate({ keys: keysOfPerson(person, [kind]) });
    assert.ok(acted(bare) > 0, `the bare term ${kind} reached nothing`);
  }
  assert.deepEqual(await domain.dump(), before, 'locating changed the store');
}

const acted = (outcome: DoneOutcome) =>
  outcome.located.filter((one) => one.disposition !== 'retain').reduce((sum, one) => sum + one.records, 0);
const touched = (outcome: DoneOutcome) =>
  outcome.located.reduce((sum, one) => sum + one.records, 0) + outcome.ambiguous.length;

function elsewhere(domain: DomainUnderTest): SubjectId['type'] {
  return (
    (['userId', 'externalContactId', 'dialerContactId'] as const).find(
      (type) => !domain.manifest.subjectIds.includes(type),
    ) ?? 'journeyCustomer'
  );
}
