import assert from 'node:assert/strict';
import { IDENTIFIER_KINDS } from '@lethe/matching';
import type { GdprSubject, SubjectId } from '@lethe/contracts';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { termOf, testPerson } from '../test-person.ts';

/**
 * Search finds the person by every kind that the manifest claims, and by no other; never somebody else, never in
 * another organisation.
 */
export async function searching(domain: DomainUnderTest): Promise<void> {
  const person = testPerson();
  const id = await domain.seed(domain.context, person);
  await domain.seed(domain.context, testPerson());
  await domain.seed(domain.foreign, person);
  for (const kind of IDENTIFIER_KINDS) {
    const found = await domain.search(domain.context, kind, termOf(person, kind));
    const expected = domain.manifest.searches.includes(kind) ? [id.id] : [];
    assert.deepEqual(found.map(idOf), expected, `search by ${kind}`);
    assert.deepEqual(
      await domain.search(domain.context, kind, termOf(testPerson(), kind)),
      [],
      `search by ${kind} for nobody`,
    );
  }
}

/** The owner of a subject id answers the known fields; unknown and foreign ids look the same. */
export async function resolving(domain: DomainUnderTest): Promise<void> {
  const person = testPerson();
  const id = await domain.seed(domain.context, person);
  if (!domain.manifest.subjectIds.includes(id.type)) return;
  const { subject } = await domain.resolve(domain.context, id);
  assert.deepEqual(subject.id, id);
  if (domain.manifest.searches.includes('EMAIL'))
    assert.ok(subject.subject.emailAddresses?.includes(person.email), 'the known e-mail address is missing');
  if (domain.manifest.searches.includes('PHONE'))
    assert.ok(subject.subject.phoneNumbers?.includes(person.phone), 'the known phone number is missing');
  const unknown: SubjectId = { ...id, id: '018f0000-0000-7000-8000-000000000000' };
  const absent = await refusal(domain.resolve(domain.context, unknown));
  const foreign = await refusal(domain.resolve(domain.foreign, id));
  assert.equal(foreign, absent, 'a foreign id and an absent id look different');
}

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => assert.fail('an id that is not there was resolved'),
    (error: Error) => error.message,
  );

const idOf = (subject: GdprSubject) =>
  subject.userId ?? subject.externalContactId ?? subject.dialerContactId?.id ?? subject.journeyCustomer?.id;
