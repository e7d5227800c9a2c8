import { DomainUnderTest } from '../conformance/domain-under-test.ts';
import { testPerson } from '../conformance/test-person.ts';
import { TestPostgres } from '../test-postgres.ts';
import { sampleDomain } from './sample-domain.ts';

describe('the check of a correction (D26)', () => {
  const person = testPerson();
  let postgres: TestPostgres;
  let domain: DomainUnderTest;
  let corrected: ReturnType<DomainUnderTest['task']>;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
    domain = await DomainUnderTest.open(sampleDomain, postgres);
    const id = await domain.seed(domain.context, person);
    const replacementTerms = [{ type: 'EMAIL' as const, existingValue: person.email, updatedValue: 'new@x.example' }];
    corrected = domain.task({ id }, { replacementTerms });
    const outcome = await domain.done('rectify', corrected);
    expect(outcome.changes).toContainEqual(expect.objectContaining({ recordType: 'member', fields: { email: 1 } }));
    expect(outcome).not.toHaveProperty('replaced');
  }, 60_000);
  afterAll(async () => {
    await domain?.close();
    await postgres?.dispose();
  });
  const emailIs = (email: string) => postgres.query(`update member set email = '${email}'`, domain.database);

  it('finds the planned values', () =>
    expect(domain.run('check', corrected)).resolves.toMatchObject({ status: 'done' }));

  it('keeps no value, former or new', async () => {
    const [row] = await postgres.query(`select outcome::text as text from inbox`, domain.database);
    expect(row!['text']).toContain('replaced');
    expect(row!['text']).not.toContain(person.email);
    expect(row!['text']).not.toContain('new@x.example');
  });

  it('fails while a former value stands', async () => {
    await emailIs(person.email);
    expect(await domain.run('check', corrected)).toMatchObject({
      status: 'failed',
      reason: { code: 'verification.failed', message: '1 former values stand after the correction' },
    });
  });

  it('fails where a third value stands', async () => {
    await emailIs('third@x.example');
    expect(await domain.run('check', corrected)).toMatchObject({
      status: 'failed',
      reason: { code: 'verification.failed', message: '1 records are not as planned after the correction' },
    });
  });

  it('leaves to the next correction what that has changed', async () => {
    await emailIs('new@x.example');
    const to = (existingValue: string, updatedValue: string) =>
      domain.task(
        { id: corrected.subject.id! },
        { replacementTerms: [{ type: 'EMAIL', existingValue, updatedValue }] },
      );
    const next = to('new@x.example', 'newer@x.example');
    await domain.done('rectify', next);
    for (const task of [corrected, next]) expect(await domain.run('check', task)).toMatchObject({ status: 'done' });
    await emailIs('third@x.example');
    expect(await domain.run('check', corrected)).toMatchObject({ status: 'done' });
    expect(await domain.run('check', next)).toMatchObject({ status: 'failed' });
    await emailIs('newer@x.example');
    await domain.done('rectify', to('newer@x.example', person.email));
    expect(await domain.run('check', next)).toMatchObject({ status: 'done' });
  });

  it('leaves alone what somebody has added, or deleted since', async () => {
    await emailIs('new@x.example; later@x.example');
    expect(await domain.run('check', corrected)).toMatchObject({ status: 'done' });
    await postgres.query('delete from member', domain.database);
    expect(await domain.run('check', corrected)).toMatchObject({ status: 'done' });
  });
});
