import { TestPostgres } from '../test-postgres.ts';
import { DomainUnderTest, type DomainFixture } from './domain-under-test.ts';
import { CONFORMANCE_GROUPS } from './groups/index.ts';

/**
 * The whole of a domain's `<x>.conformance.int.spec.ts`: one test per promise of the domain contract, on a real
 * PostgreSQL.
 */
export function conformance(fixture: DomainFixture): void {
  describe(`${fixture.definition.name} keeps the domain contract`, () => {
    let postgres: TestPostgres;
    let domain: DomainUnderTest;
    beforeAll(async () => {
      postgres = await TestPostgres.start();
      domain = await DomainUnderTest.open(fixture, postgres);
    }, 60_000);
    afterAll(async () => {
      await domain?.close();
      await postgres?.dispose();
    });
    for (const [promise, check] of Object.entries(CONFORMANCE_GROUPS)) it(promise, () => check(domain));
  });
}
