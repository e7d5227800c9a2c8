import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { DoneOutcome, SubjectId, TaskSubject } from '@lethe/contracts';
import { indexKind, STRONG_KINDS, type IdentifierKind } from '@lethe/matching';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { describedAs, keysOfPerson, testPerson, type TestPerson } from '../test-person.ts';

/**
 * Whom a request from elsewhere reaches (docs/matching.md, "Whom a request acts on"): records that share a strong
 * identifier and the name, or, where nobody knows the name, one that is neither a phone number nor shared; never a name
 * or an address alone. What is left alone is reported. Locating changes nothing.
 */
export async function matching(domain: DomainUnderTest): Promise<void> {
  const person = testPerson();
  await domain.seed(domain.context, person);
  const before = await domain.dump();
  const strong = domain.manifest.searches.filter((kind) => STRONG_KINDS.has(kind));
  const foreignId: SubjectId = { type: elsewhere(domain), id: randomUUID(), parent: randomUUID() };
  const locate = (subject: Partial<TaskSubject>) => domain.done('locate', domain.task(subject));

  const named = await locate({ id: foreignId, ...describedAs(person, ['NAME', 'ADDRESS']) });
  assert.equal(touched(named), 0, 'a name or an address alone reached a record');
  if (strong.length > 0 && !domain.manifest.requiresSubject) {
    const same = await locate({ id: foreignId, ...describedAs(person, strong) });
    assert.ok(touched(same) > 0, 'a strong identifier with the same name reached nothing');
    if (domain.manifest.searches.includes('NAME')) await names(locate, foreignId, person, strong);
  }
  for (const kind of domain.manifest.searches) {
    const bare = await locate({ keys: keysOfPerson(person, [kind]), byTerm: true });
    assert.ok(acted(bare) > 0, `the bare term ${kind} reached nothing`);
  }
  assert.deepEqual(await domain.dump(), before, 'locating changed the store');
}

type Locate = (subject: Partial<TaskSubject>) => Promise<DoneOutcome>;

/** Of a domain whose records have names. */
async function names(locate: Locate, id: SubjectId, person: TestPerson, strong: IdentifierKind[]): Promise<void> {
  const whole = describedAs(person, strong);
  const other = await locate({ id, ...whole, names: [{ whole: testPerson().family }] });
  assert.equal(acted(other), 0, 'a record with another name was taken for the person');
  assert.ok(codes(other).includes('other.name'), 'a record with another name was not reported as ambiguous');

  const byPhone = strong.filter((kind) => indexKind(kind) === 'PHONE');
  const unknown = await locate({ id, ...describedAs(person, byPhone), names: [] });
  assert.equal(acted(unknown), 0, 'a phone number alone reached a record although nobody knows the name');
  assert.equal(codes(unknown).includes('name.unknown'), byPhone.length > 0, 'it was not reported as ambiguous');

  const shared = await locate({ id, ...whole, names: [], shared: whole.keys });
  assert.equal(acted(shared), 0, 'an identifier that several people carry reached a record of an unknown name');
  const carried = (await locate({ id, ...whole })).carriers ?? [];
  assert.ok(carried.length > 0, 'nobody is told under which names records carry the identifiers');
}

const codes = (outcome: DoneOutcome) => outcome.ambiguous.map(({ reason }) => reason.code);
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
