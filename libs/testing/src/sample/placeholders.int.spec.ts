import { randomUUID } from 'node:crypto';
import { DomainUnderTest } from '../conformance/domain-under-test.ts';
import { keysOfPerson, testPerson } from '../conformance/test-person.ts';
import { TestPostgres } from '../test-postgres.ts';
import { sampleDomain } from './sample-domain.ts';

describe('a placeholder that strangers share', () => {
  const nobody = testPerson({ given: '', family: '', email: 'n/a', phone: '12' });
  let postgres: TestPostgres;
  let domain: DomainUnderTest;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
    domain = await DomainUnderTest.open(sampleDomain, postgres);
    await domain.seed(domain.context, nobody);
  }, 60_000);
  afterAll(async () => {
    await domain?.close();
    await postgres?.dispose();
  });

  it('links no record of one domain to a person of another (requirements D9)', async () => {
    const keys = keysOfPerson(nobody, ['EMAIL', 'PHONE']);
    const outcome = await domain.done('erase', domain.task({ id: { type: 'userId', id: randomUUID() }, keys }));
    expect({ located: outcome.located, changes: outcome.changes, ambiguous: outcome.ambiguous }).toEqual({
      located: [],
      changes: [],
      ambiguous: [],
    });
  });

  it('is found by the one who asks for it', async () => {
    expect(await domain.search(domain.context, 'EMAIL', 'N/A')).toHaveLength(1);
    const outcome = await domain.done('locate', domain.task({ keys: keysOfPerson(nobody, ['EMAIL']) }));
    expect(outcome.located).toContainEqual({ recordType: 'member', disposition: 'delete', records: 1 });
  });
});
