import { indexVersions, withoutIndexVersions } from '@lethe/domain-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each row of the identifier index says under which rules its key was computed. */
export class IndexVersions1796000000000 implements MigrationInterface {
  readonly name = 'IndexVersions1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(indexVersions());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(withoutIndexVersions());
  }
}
