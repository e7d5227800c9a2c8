import assert from 'node:assert/strict';
import { TestPostgres } from '../test-postgres.ts';
import { BundledDomain } from './bundled-domain.ts';
import { DomainUnderTest, type DomainFixture } from './domain-under-test.ts';
import { CONFORMANCE_GROUPS } from './groups/index.ts';

/**
 * The whole of a domain's `<x>.conformance.int.spec.ts`: one test per promise of the domain contract, on a real
 * PostgreSQL.
 */
export function conformance(fixture: DomainFixture): void {
  describe(`${fixture.definition.name} keeps the domain contract`, () => {
    suite((postgres) => DomainUnderTest.open(fixture, postgres));
  });
}

/** The same on the file that is started in production: whether bundling left decorators and names as they were. */
export function bundleConformance(fixture: DomainFixture): void {
  describe(`${fixture.definition.name} keeps the domain contract as a bundle`, () => {
    const domain = suite((postgres) => BundledDomain.start(fixture, postgres));
    it('answers calls of its resource API', async () => {
      const answers = Object.entries(await domain().resourceAnswers());
      assert.ok(answers.length > 0, 'it has none');
      assert.deepEqual(
        answers.filter(([, status]) => status >= 500),
        [],
      );
    });
    it('says of itself what its sources say', async () =>
      assert.deepEqual(await domain().ownManifest(), JSON.parse(JSON.stringify(domain().manifest))));
  });
}

function suite<D extends DomainUnderTest>(open: (postgres: TestPostgres) => Promise<D>): () => D {
  let postgres: TestPostgres;
  let domain: D;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
    domain = await open(postgres);
  }, 60_000);
  afterAll(async () => {
    await domain?.close();
    await postgres?.dispose();
  });
  for (const [promise, check] of Object.entries(CONFORMANCE_GROUPS)) it(promise, () => check(domain));
  return () => domain;
}
