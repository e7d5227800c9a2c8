import { Client, escapeIdentifier, escapeLiteral } from 'pg';

export interface DatabaseToProvision {
  database: string;
  /** Runs migrations; owns everything in the database. */
  owner: string;
  /** What the service connects as; owns nothing. */
  role: string;
  passwords: { owner: string; role: string };
}

/** Creates a service's database and its two roles, or sets them right again. May be repeated. */
export async function provisionDatabase(adminUrl: string, wanted: DatabaseToProvision): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await createRole(client, wanted.owner, wanted.passwords.owner);
    await createRole(client, wanted.role, wanted.passwords.role);
    await createDatabase(client, wanted.database, wanted.owner);
    const database = escapeIdentifier(wanted.database);
    await client.query(`revoke all on database ${database} from public`);
    await client.query(`grant connect on database ${database} to ${escapeIdentifier(wanted.role)}`);
  } finally {
    await client.end();
  }
}

/** Every role may connect to PostgreSQL's own databases unless told otherwise. */
export async function closeDefaultDatabases(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('revoke connect on database postgres, template1 from public');
  } finally {
    await client.end();
  }
}

async function createRole(client: Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await client.query(
    `${verb} role ${escapeIdentifier(role)} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password ${escapeLiteral(password)}`,
  );
}

async function createDatabase(client: Client, database: string, owner: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
  if (rowCount === 0)
    await client.query(`create database ${escapeIdentifier(database)} owner ${escapeIdentifier(owner)}`);
}
