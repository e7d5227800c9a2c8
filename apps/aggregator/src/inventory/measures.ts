import type { InventoryMeasure } from '@lethe/contracts';
import type { AggregatorConfig } from '../config.ts';
import { run, type Client } from '../sql.ts';

interface Facts {
  open_tables: number;
  is_bound: boolean;
  log_statement: string;
  is_encrypted: boolean;
}

/** Measures of Article 32 as this process finds them: in PostgreSQL, and in what it was started with. */
export async function measuresOf(config: AggregatorConfig, client: Client): Promise<InventoryMeasure[]> {
  const [facts] = await run<Facts>(client, 'inventory-measures', FACTS);
  const { open_tables: open, is_bound: isBound, log_statement: logged, is_encrypted: isEncrypted } = facts!;
  const inPostgres = (measure: string, inForce: boolean, value: string) => ({
    measure,
    inForce,
    value,
    readFrom: 'PostgreSQL, as the aggregator sees it',
  });
  const inSettings = (measure: string, inForce: boolean, value: string) => ({
    measure,
    inForce,
    value,
    readFrom: 'settings of the aggregator',
  });
  return [
    inPostgres(
      'Row-level security keeps organisations apart, and is forced on every table',
      open === 0,
      `${open} tables without`,
    ),
    inPostgres(
      'The role of the service cannot pass row-level security',
      isBound,
      isBound ? 'no superuser, no BYPASSRLS' : 'it can',
    ),
    inPostgres('PostgreSQL logs no statements', logged === 'none', `log_statement = ${logged}`),
    inPostgres('The connection to PostgreSQL is encrypted', isEncrypted, isEncrypted ? 'TLS' : 'no TLS'),
    inSettings(
      'Services prove to NATS who they are by a key',
      config.LETHE_NATS_SEED !== undefined,
      config.LETHE_NATS_SEED === undefined ? 'no key' : 'nkey',
    ),
    inSettings(
      'Archives and files are encrypted before they are stored, each under a key of its own',
      true,
      config.LETHE_STORAGE_S3_BUCKET === undefined ? 'AES-256-GCM, in a folder' : 'AES-256-GCM, in S3',
    ),
    inSettings('Archives of exports are deleted after a while', true, `${config.LETHE_ARCHIVE_HOURS} hours`),
    inSettings(
      'What is left of erased people to recognise them is a keyed hash',
      true,
      'HMAC with a secret of the deployment',
    ),
  ];
}

const FACTS = `
  select
    (select count(*)::int from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname <> 'migrations' and not (relrowsecurity and relforcerowsecurity)) as open_tables,
    (select not (rolsuper or rolbypassrls) from pg_roles where rolname = current_user) as is_bound,
    current_setting('log_statement') as log_statement,
    coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as is_encrypted`;
