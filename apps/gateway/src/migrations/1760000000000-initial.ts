import type { MigrationInterface, QueryRunner } from 'typeorm';
import { systemTable } from '@lethe/persistence';

/**
 * Organisations, their clients, signing keys, and the counters of the rate limits. All are of the gateway itself, which
 * must find the organisation before it can know it, so no table has a tenant's policy: only transactions in system
 * scope see anything.
 */
export class Initial1760000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organisation (
        id uuid primary key,
        name text not null,
        default_country text check (default_country ~ '^[A-Z]{2}$'),
        created_date timestamptz not null default lethe_now()
      );
      create table oauth_client (
        id uuid primary key,
        organisation_id uuid not null constraint oauth_client_organisation_id_fkey references organisation on delete cascade,
        name text not null,
        secret_hash text not null,
        permissions text[] not null default '{}',
        access_token_validity_seconds integer not null default 86400 check (access_token_validity_seconds between 300 and 172800),
        disabled boolean not null default false,
        created_date timestamptz not null default lethe_now()
      );
      create index oauth_client_organisation_id_idx on oauth_client (organisation_id);
      create table signing_key (
        kid text primary key,
        algorithm text not null,
        public_jwk jsonb not null,
        private_jwk jsonb,
        created_date timestamptz not null,
        retires_date timestamptz
      );
      -- Unlogged: counters of a minute need not survive a crash.
      create unlogged table rate_limit (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      );
    `);
    for (const table of ['organisation', 'oauth_client', 'signing_key', 'rate_limit'])
      await runner.query(systemTable(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rate_limit, signing_key, oauth_client, organisation');
  }
}
