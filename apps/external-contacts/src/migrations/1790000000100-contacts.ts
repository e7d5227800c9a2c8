import { kitTables } from '@lethe/domain-kit';
import { tenantTable } from '@lethe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Contacts1790000000100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(kitTables());
    await queryRunner.query(`
      create table external_contact (
        organisation_id uuid not null,
        id uuid not null,
        first_name text,
        middle_name text,
        last_name text,
        salutation text,
        title text,
        work_phone jsonb,
        cell_phone jsonb,
        home_phone jsonb,
        other_phone jsonb,
        work_email text,
        personal_email text,
        other_email text,
        address1 text,
        address2 text,
        city text,
        state text,
        postal_code text,
        country_code text,
        twitter_id jsonb,
        line_id jsonb,
        whats_app_id jsonb,
        facebook_id jsonb,
        instagram_id jsonb,
        apple_opaque_ids jsonb,
        external_ids jsonb,
        external_organization jsonb,
        survey_opt_out boolean,
        external_system_url text,
        custom_fields jsonb,
        schema jsonb,
        division jsonb,
        type text not null default 'Curated',
        canonical_contact_id uuid,
        merged_to_id uuid,
        create_date timestamptz not null default lethe_now(),
        modify_date timestamptz not null default lethe_now(),
        primary key (organisation_id, id)
      );
      create index external_contact_merge_set on external_contact (organisation_id, canonical_contact_id);
      ${tenantTable('external_contact')}

      create table contact_note (
        organisation_id uuid not null,
        id uuid not null,
        contact_id uuid not null,
        note_text text not null,
        created_by text not null,
        create_date timestamptz not null default lethe_now(),
        modify_date timestamptz not null default lethe_now(),
        primary key (organisation_id, id),
        constraint contact_note_contact_fkey foreign key (organisation_id, contact_id) references external_contact (organisation_id, id) on delete cascade
      );
      create index contact_note_contact on contact_note (organisation_id, contact_id);
      ${tenantTable('contact_note')}

      create function touch_modify_date() returns trigger language plpgsql as $$
      begin
        new.modify_date := lethe_now();
        return new;
      end $$;
      create trigger touch_modify_date before update on external_contact for each row execute function touch_modify_date();
      create trigger touch_modify_date before update on contact_note for each row execute function touch_modify_date();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table contact_note, external_contact, subject_identifier, inbox; drop function touch_modify_date()',
    );
  }
}
