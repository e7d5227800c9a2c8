import type { DomainUnderTest } from '../conformance/domain-under-test.ts';

/** Runs SQL as the superuser in the domain's database: how a careless domain breaks its promises. */
export const careless = (domain: DomainUnderTest, sql: string) => domain.postgres.query(sql, domain.database);
