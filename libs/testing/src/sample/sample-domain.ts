import { fileTables, kitTables, storedFileColumns } from '@lethe/domain-kit';
import { tenantTable } from '@lethe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { randomUUID } from 'node:crypto';
import type { DomainFixture } from '../conformance/domain-under-test.ts';
import { Login, Member, Photo, Remark, Visit } from './entities.ts';

class Sample1700000000000 implements MigrationInterface {
  name = 'Sample1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member (organisation_id uuid not null, id uuid not null, given_name text, family_name text, email text, phone text,
        street text, city text, postal_code text, country text, handle text, external_id text, unit text not null, set_id uuid, primary key (organisation_id, id));
      create unique index member_external_id on member (organisation_id, external_id);
      create table remark (organisation_id uuid not null, id uuid not null, member_id uuid not null, body text not null, primary key (organisation_id, id));
      create table login (organisation_id uuid not null, id uuid not null, member_id uuid not null, name text not null, visits integer not null, erased_at timestamptz, primary key (organisation_id, id));
      create table photo (organisation_id uuid not null, id uuid not null, member_id uuid not null, unit text not null, hold text, is_of_several boolean not null,
        ${storedFileColumns()}, primary key (organisation_id, id));
      create table visit (organisation_id uuid not null, id uuid not null, contact_id uuid, other_contact_id uuid, host_id uuid, page text not null, primary key (organisation_id, id));
      ${['member', 'remark', 'login', 'photo', 'visit'].map(tenantTable).join('\n')}
      ${kitTables()}
      ${fileTables()}`);
  }

  async down(): Promise<void> {
    throw new Error('forward only');
  }
}

/**
 * A small domain with a record to delete, a part to delete, one to anonymise, one with a file and one that refers to the
 * person: what the suite and the kit are tested on.
 */
export const sampleDomain: DomainFixture = {
  definition: { name: 'sample', title: 'Sample', entities: [Member, Remark, Login, Photo, Visit] },
  migrations: [Sample1700000000000],
  async seed(manager, { organisationId }, person, storeFile) {
    const id = randomUUID();
    const { given: givenName, family: familyName, note, ...identifiers } = person;
    const member = { organisationId, id, givenName, familyName, ...identifiers, unit: 'sales', setId: null };
    await manager.insert(Member, member);
    await manager.insert(Remark, { organisationId, id: randomUUID(), memberId: id, body: note });
    await manager.insert(Login, {
      organisationId,
      id: randomUUID(),
      memberId: id,
      name: `${givenName} ${familyName}`,
      visits: 3,
      erasedAt: null,
    });
    await manager.insert(Visit, {
      organisationId,
      id: randomUUID(),
      contactId: id,
      otherContactId: null,
      hostId: randomUUID(),
      page: `page of ${note}`,
    });
    const photo = manager.create(Photo, {
      organisationId,
      id: randomUUID(),
      memberId: id,
      unit: 'sales',
      isOfSeveral: false,
    });
    await storeFile(photo, id, `photo of ${person.note}`);
    await manager.save(photo);
    return { type: 'externalContactId', id };
  },
};
