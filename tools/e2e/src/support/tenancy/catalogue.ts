import { query } from '../databases.ts';
import type { Lethe } from '../lethe.ts';

/**
 * Everything in a database that would let its service see or change what no tenant policy allows; one line each, empty
 * when all is as it should be.
 */
export async function weaknesses(lethe: Lethe, service: string): Promise<string[]> {
  const role = roleOf(lethe, service);
  const found: string[] = [];
  for (const [what, sql] of Object.entries(CHECKS)) {
    const rows = await query<{ name: string }>(
      lethe,
      service,
      sql.replaceAll(':role', `'${role}'`).replaceAll(':owner', `'${role}_owner'`),
    );
    found.push(...rows.map(({ name }) => `${what}: ${name}`));
  }
  return found;
}

export const servicesOf = (lethe: Lethe): string[] =>
  Object.keys(lethe.description.databases).filter((name) => name !== 'admin');
export const roleOf = (lethe: Lethe, service: string): string =>
  new URL(lethe.description.databases[service]!).username;

/** Of every schema but PostgreSQL's own. */
const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname !~ '^pg_temp'`;
const RELATIONS = `pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS}`;
const NAME = `format('%I.%I', n.nspname, c.relname) as name`;
/** Those that apply to the service: to everybody, or to it by name. */
const POLICIES = `pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where (p.polroles = '{0}' or (select oid from pg_roles where rolname = :role) = any(p.polroles))`;
const ASKS_FOR_TENANT = `like '%current_setting(''lethe.%'`;

const CHECKS: Record<string, string> = {
  'a table without row-level security': `select ${NAME} from ${RELATIONS} and c.relkind in ('r', 'p') and not c.relrowsecurity`,
  'a table whose owner passes its policies': `select ${NAME} from ${RELATIONS} and c.relkind in ('r', 'p') and not c.relforcerowsecurity`,
  'a table without a policy': `select ${NAME} from ${RELATIONS} and c.relkind in ('r', 'p')
    and not exists (select from pg_policy where polrelid = c.oid)`,
  'a policy that asks for no tenant': `select ${NAME} from ${POLICIES}
     and not (coalesce(pg_get_expr(p.polqual, p.polrelid), '') ${ASKS_FOR_TENANT}
       and coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid), '') ${ASKS_FOR_TENANT})`,
  'a materialized view or a foreign table, which have no policies': `select ${NAME} from ${RELATIONS} and c.relkind in ('m', 'f')`,
  'a view with the rights of its owner': `select ${NAME} from ${RELATIONS} and c.relkind = 'v'
    and not coalesce('security_invoker=true' = any(c.reloptions) or 'security_invoker=on' = any(c.reloptions), false)`,
  'a function with the rights of its owner': `select p.oid::regprocedure::text as name from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace where ${OURS} and p.prosecdef`,
  // Each of them looks past policies: TRUNCATE at all rows, REFERENCES at keys, TRIGGER at what others write.
  'a right that passes policies': `select ${NAME} from ${RELATIONS} and c.relkind in ('r', 'p')
    and has_table_privilege(:role, c.oid, 'TRUNCATE, REFERENCES, TRIGGER')`,
  'a right to make objects': `select n.nspname as name from pg_namespace n
    where ${OURS} and has_schema_privilege(:role, n.oid, 'CREATE') union all
     select datname from pg_database where has_database_privilege(:role, oid, 'CREATE')`,
  'something that the service owns': `select coalesce(pg_describe_object(classid, objid, objsubid), classid::text) as name from pg_shdepend
     where refclassid = 'pg_authid'::regclass and refobjid = (select oid from pg_roles where rolname = :role) and deptype = 'o'`,
  'a role that may more than it should': `select rolname as name from pg_roles
     where rolname in (:role, :owner) and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)`,
  'a role that is a member of another': `select format('%s of %s', member::regrole, roleid::regrole) as name
    from pg_auth_members where member::regrole::text in (:role, :owner)`,
  'a tenant that is set for whoever connects': `select unnest(setconfig) as name from pg_db_role_setting
    where array_to_string(setconfig, ' ') like '%lethe.%'`,
  'a database that is open to others': `select format('%s to %s', d.datname, r.rolname) as name from pg_database d cross join pg_roles r
     where r.rolname in (:role, :owner) and d.datname <> current_database() and d.datallowconn
       and has_database_privilege(r.oid, d.oid, 'CONNECT')`,
};
