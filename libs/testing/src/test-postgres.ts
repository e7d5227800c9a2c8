import { createHash, randomUUID } from 'node:crypto';
import { migrate, type MigrationClass } from '@lethe/persistence';
import pg from 'pg';
import { copyCluster, sharedPort, startCluster, untilReady } from './postgres-cluster.ts';
import { recordStart } from './record-start.ts';
import type { ServiceProcess } from './service-process.ts';

/** The cluster trusts everybody; services want a password in their URL nevertheless. */
const PASSWORD = 'd41ce98f27b05a6d3e';

/** A database of a test, with roles that it may share with other databases of the same migrations. */
export interface TestDatabase {
  name: string;
  /** As the service. */
  url: string;
  ownerUrl: string;
  role: string;
}

/** What a test file has on the cluster of the whole run: databases of its own. */
export class TestPostgres {
  private readonly databases: string[] = [];
  private readonly pools = new Map<string, pg.Pool>();

  protected constructor(readonly port: number) {}

  static async start(): Promise<TestPostgres> {
    return new TestPostgres(await sharedPort());
  }

  url(database = 'postgres', role = 'postgres'): string {
    return `postgres://${role}:${PASSWORD}@127.0.0.1:${this.port}/${database}`;
  }

  /** A new database with an owner and a service role, at its newest schema. */
  provision(migrations: MigrationClass[]): Promise<TestDatabase> {
    return recordStart('database', async () => {
      const role = await this.template(migrations);
      const name = `test_${randomUUID().slice(0, 13)}`;
      await this.query(`create database "${name}" template "${role}" owner "${role}_owner"`);
      this.databases.push(name);
      return { name, url: this.url(name, role), ownerUrl: this.url(name, `${role}_owner`), role };
    });
  }

  /** Its service role has its name. Made by whoever needs it first. */
  private async template(migrations: MigrationClass[]): Promise<string> {
    const role = `lethe_${createHash('sha256').update(migrations.map(String).join()).digest('hex').slice(0, 12)}`;
    const client = new pg.Client({ connectionString: this.url() });
    await client.connect();
    try {
      await client.query(`select pg_advisory_lock(hashtext('${role}'))`);
      const { rows } = await client.query(`select from pg_database where datname = '${role}' and datistemplate`);
      if (rows.length === 0) {
        for (const sql of [
          `drop database if exists "${role}"`,
          `do $$ begin if to_regrole('${role}') is null then create role "${role}_owner" login; create role "${role}" login nobypassrls; end if; end $$`,
          `create database "${role}" owner "${role}_owner"`,
        ])
          await client.query(sql);
        await migrate({ url: this.url(role, `${role}_owner`), migrations, serviceRole: role });
        await client.query(`alter database "${role}" with is_template true allow_connections false`);
      }
      return role;
    } finally {
      await client.end();
    }
  }

  /** As the superuser. */
  async query(sql: string, database = 'postgres'): Promise<Record<string, unknown>[]> {
    let pool = this.pools.get(database);
    if (pool === undefined) {
      pool = new pg.Pool({ connectionString: this.url(database), max: 10, idleTimeoutMillis: 1_000 });
      // A test may end the server, or the database.
      pool.on('error', () => undefined);
      this.pools.set(database, pool);
    }
    return (await pool.query<Record<string, unknown>>(sql)).rows;
  }

  async drop(database: string): Promise<void> {
    await this.pools.get(database)?.end();
    this.pools.delete(database);
    await this.query(`drop database if exists "${database}" with (force)`);
  }

  async dispose(): Promise<void> {
    for (const database of this.databases.splice(0)) await this.drop(database);
    for (const pool of this.pools.values()) await pool.end();
  }
}

/** A cluster that one test file has for itself, to end, freeze or reconfigure it. */
export class OwnPostgres extends TestPostgres {
  private constructor(readonly process: ServiceProcess) {
    super(process.port);
  }

  static override async start(): Promise<OwnPostgres> {
    return new OwnPostgres(await startCluster(await copyCluster()));
  }

  /** After the server was started again. */
  ready(): Promise<void> {
    return untilReady(this.port);
  }

  override async dispose(): Promise<void> {
    await this.process.signal('SIGCONT');
    await this.process.stop();
  }
}
