import { DomainUnderTest } from '../conformance/domain-under-test.ts';
import { CONFORMANCE_GROUPS } from '../conformance/groups/index.ts';
import { TestPostgres } from '../test-postgres.ts';
import { BROKEN_DOMAINS } from './broken-domains.ts';
import { sampleDomain } from './sample-domain.ts';

describe('the conformance suite notices a domain that', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
  }, 60_000);
  afterAll(() => postgres?.dispose());

  it.each(Object.entries(BROKEN_DOMAINS))('%s', async (_, { kind, fails, spoil }) => {
    const domain = await DomainUnderTest.open(sampleDomain, postgres, kind);
    try {
      await spoil?.(domain);
      const noticed: string[] = [];
      for (const [group, check] of Object.entries(CONFORMANCE_GROUPS))
        await check(domain).catch((error: unknown) =>
          noticed.push(group === fails ? group : `${group}: ${String(error)}`),
        );
      expect(noticed).toEqual([fails]);
    } finally {
      await domain.close();
    }
  });
});
