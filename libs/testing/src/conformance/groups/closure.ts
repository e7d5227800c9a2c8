import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { DoneOutcome, SubjectId } from '@lethe/contracts';
import { STRONG_KINDS } from '@lethe/matching';
import type { DomainUnderTest } from '../domain-under-test.ts';
import { describedAs, keysOfPerson, testPerson } from '../test-person.ts';
import { newRecords, ownIds, setColumn, setReference, type RecordType } from './new-records.ts';

/** What lets a request act on the whole person (docs/requirements.md, D23 to D26). */
const elsewhere = (domain: DomainUnderTest): SubjectId => ({
  type: domain.manifest.subjectIds.includes('dialerContactId') ? 'externalContactId' : 'dialerContactId',
  id: randomUUID(),
});
const names = ({ subjectIds }: DoneOutcome, { type, id }: SubjectId) =>
  subjectIds.some((one) => one.type === type && one.id === id);
const acted = ({ located }: DoneOutcome) =>
  located.filter((one) => one.disposition !== 'retain').reduce((sum, one) => sum + one.records, 0);
const withSame = (type: RecordType) => type.refersTo.filter(({ same }) => same);

/** The ids of the records that it acts on, and what these say that the person is; no id of anybody else. */
export async function reporting(domain: DomainUnderTest): Promise<void> {
  const person = testPerson();
  const { seeded: id, keysOf } = await newRecords(domain, () => domain.seed(domain.context, person));
  const twin = await domain.seed(domain.context, testPerson({ given: person.given, family: person.family }));
  const byId = await domain.done('locate', domain.task({ id }));
  assert.ok(!names(byId, twin), 'the id of somebody else is reported');
  const strong = domain.manifest.searches.filter((kind) => STRONG_KINDS.has(kind));
  if (domain.manifest.subjectIds.includes(id.type)) {
    assert.ok(names(byId, id), 'the id of a record that it acts on is not reported');
    const subject = { id: elsewhere(domain), ...describedAs(person, strong) };
    const found = await domain.done('locate', domain.task(subject));
    if (strong.length > 0) assert.ok(names(found, id), 'the id of a record that an identifier finds is not reported');
    const doubtful = await domain.done('locate', domain.task({ ...subject, names: [{ whole: testPerson().family }] }));
    assert.ok(!names(doubtful, id), 'the id of a record that is left alone is reported');
  }
  for (const type of domain.engine.store.model.recordTypes)
    for (const reference of type.refersTo) {
      const { field, subjectId, same } = reference;
      const [value, keys] = [randomUUID(), await keysOf(type)];
      if ((await setReference(domain, type, reference, { keys, value })) === 0) continue;
      const alsoIds = await ownIds(domain, type, keys);
      const outcome = await domain.done('locate', domain.task({ id, alsoIds }));
      // Where the reference was all that reached it, there is nothing to see.
      if (outcome.located.some(({ recordType }) => recordType === type.type))
        assert.equal(names(outcome, { type: subjectId, id: value }), same, `${type.type}.${field.name}`);
    }
}

/** A merge set is one person: reached as a whole, and erased no earlier than it is known as a whole. */
export async function merging(domain: DomainUnderTest): Promise<void> {
  for (const type of domain.engine.store.model.recordTypes.filter(({ mergeSet }) => mergeSet !== undefined)) {
    const [one, other] = [testPerson(), testPerson()];
    const ids = [await domain.seed(domain.context, one), await domain.seed(domain.context, other)] as const;
    const stranger = await domain.seed(domain.context, testPerson({ given: one.given, family: one.family }));
    const keys = ids.map(({ id }) => id);
    const merged = await setColumn(domain, type, { column: type.mergeSet!.column, keys, value: ids[1].id });
    assert.equal(merged, 2, 'the seeded ids are not those of the record type with merge sets');

    const located = await domain.done('locate', domain.task({ id: ids[0] }));
    assert.deepEqual(
      [names(located, ids[1]), names(located, stranger)],
      [true, false],
      'not all of the set is reported',
    );
    const known = JSON.stringify([located.keys, located.names]);
    assert.ok(
      known.includes(other.email) && known.includes(other.family),
      'keys and names of the set are not reported',
    );

    const before = await domain.dump();
    const early = await domain.done('erase', domain.task({ id: ids[0] }));
    assert.deepEqual(
      early.notLocated?.map(({ id }) => id),
      [ids[1].id],
      'a member that nobody located is not told',
    );
    assert.deepEqual(await domain.dump(), before, 'it erased before all of the set was located');

    const [kind] = domain.manifest.searches.filter((searched) => STRONG_KINDS.has(searched));
    const bare = await domain.done('locate', domain.task({ byTerm: true, keys: keysOfPerson(one, [kind!]) }));
    assert.ok(names(bare, ids[1]), 'a term that finds one member does not act on the set');

    await domain.done('erase', domain.task({ id: ids[0], groupIds: [ids[1]] }));
    await assert.rejects(domain.resolve(domain.context, ids[0]), 'the member of this request is left');
    await domain.resolve(domain.context, ids[1]);
  }
}

/** A record that means several people is nobody's in particular: left alone, said so, and it leads to none of them. */
export async function ofSeveral(domain: DomainUnderTest): Promise<void> {
  for (const type of domain.engine.store.model.recordTypes) {
    const bySubject = Map.groupBy(withSame(type), ({ subjectId }) => subjectId);
    for (const [subjectId, [first, second]] of bySubject) {
      if (second === undefined) continue;
      const { keysOf } = await newRecords(domain, () => domain.seed(domain.context, testPerson()));
      const keys = await keysOf(type);
      const [one, other] = [randomUUID(), randomUUID()].map((id): SubjectId => ({ type: subjectId, id }));
      await setColumn(domain, type, { column: first!.field.column, keys, value: one!.id });
      await setColumn(domain, type, { column: second.field.column, keys, value: other!.id });
      const locate = (subject: object) => domain.done('locate', domain.task(subject));

      const alone = await locate({ id: one });
      assert.equal(acted(alone), 0, 'it acts on a record of several people');
      assert.deepEqual(
        alone.ambiguous.map(({ recordId, reason }) => [recordId, reason.code]),
        keys.map((key) => [key, 'several.contacts']),
      );
      assert.ok(!names(alone, other!), 'a record of several people leads from one to the other');
      for (const whole of [{ alsoIds: [other!] }, { groupIds: [other!] }])
        assert.equal(acted(await locate({ id: one, ...whole })), keys.length, 'all of them are the person');
      if (type.subjectId === undefined) continue;
      const own = await locate({ id: { type: type.subjectId, id: keys[0] } });
      assert.deepEqual([acted(own), names(own, one!), names(own, other!)], [1, false, false], 'by its own id');
    }
  }
}

/** How many records carry an id, until they are erased: what a bare term leaves, and what makes an id known. */
export async function carrying(domain: DomainUnderTest): Promise<void> {
  for (const type of domain.engine.store.model.recordTypes.filter(({ refersTo }) => refersTo.length > 0)) {
    let seen = 0;
    for (const reference of type.refersTo) {
      const { field, subjectId } = reference;
      const { keysOf } = await newRecords(domain, () => domain.seed(domain.context, testPerson()));
      const id: SubjectId = { type: subjectId, id: randomUUID() };
      const records = await setReference(domain, type, reference, { keys: await keysOf(type), value: id.id });
      if (records === 0) continue;
      seen += records;
      const carried = async () =>
        (await domain.done('locate', domain.task({ id }))).carried?.filter(
          ({ recordType }) => recordType === type.type,
        );
      assert.deepEqual(await carried(), [{ id, recordType: type.type, records }], `${type.type}.${field.name}`);
      const { changes } = await domain.done('erase', domain.task({ id }));
      const kept = changes.some(
        ({ recordType, disposition }) => recordType === type.type && disposition === 'retained',
      );
      if (type.reached === undefined && !kept)
        assert.deepEqual(await carried(), [], `an erased ${type.type} still carries the id`);
    }
    assert.ok(seen > 0, `the fixture stores no ${type.type} with a reference`);
  }
}

/** A check says what is left, in a transaction of its own. */
export async function checking(domain: DomainUnderTest): Promise<void> {
  const id = await domain.seed(domain.context, testPerson());
  assert.ok(acted(await domain.done('check', domain.task({ id }))) > 0, 'a check does not see what is left');
  const task = domain.task({ id });
  await domain.done('erase', task);
  assert.equal(acted(await domain.done('check', task)), 0, 'a check sees what is gone');
}

/** Under which names records carry an identifier: nobody is acted on by one that several people have (D9). */
export async function sharing(domain: DomainUnderTest): Promise<void> {
  const kinds = domain.manifest.searches.filter((kind) => STRONG_KINDS.has(kind));
  if (domain.manifest.requiresSubject || !kinds.includes('EMAIL') || !domain.manifest.searches.includes('NAME')) return;
  const [one, other] = [testPerson(), testPerson()];
  await domain.seed(domain.context, one);
  await domain.seed(domain.context, { ...other, email: one.email });
  const subject = { id: elsewhere(domain), ...describedAs(one, ['EMAIL']), names: [] };
  const first = await domain.done('locate', domain.task({ ...subject, shared: undefined }));
  assert.equal(acted(first), 0, 'it acts before anybody knows whether others carry the identifier');
  const told = JSON.stringify(first.carriers ?? []);
  assert.ok(told.includes(one.family) && told.includes(other.family), 'not all names are told that carry it');
}
