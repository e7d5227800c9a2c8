import { join } from 'node:path';
import { ownerOf, type Service } from './discover.ts';
import { adminUrl, SUPERUSER } from './postgres.ts';
import { closeDefaultDatabases, provisionDatabase } from './provision.ts';
import { runProgram } from './run-program.ts';
import { StackError } from './stack-error.ts';
import type { MigrationJob } from './migrations.ts';
import type { Secrets } from './secrets.ts';

/** The databases of all services on one server, and how each is reached. */
export class Databases {
  readonly admin: string;

  constructor(
    private readonly port: number,
    private readonly services: readonly Service[],
    private readonly secrets: Secrets,
  ) {
    this.admin = adminUrl(port, secrets.rolePassword(SUPERUSER));
  }

  /** Service → URL as its own role. */
  get urls(): Record<string, string> {
    return Object.fromEntries(this.services.map((service) => [service.name, this.urlOf(service)]));
  }

  urlOf(service: Service): string {
    return this.url(service.database, service.database);
  }

  /** Creates what is missing and brings every schema up to date. */
  async prepare(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
    await closeDefaultDatabases(this.admin);
    await Promise.all(this.services.map((service) => this.provision(service)));
    if (this.services.length > 0) await this.migrate(env, signal);
  }

  private provision(service: Service): Promise<void> {
    const [database, owner] = [service.database, ownerOf(service)];
    const passwords = { owner: this.secrets.rolePassword(owner), role: this.secrets.rolePassword(database) };
    return provisionDatabase(this.admin, { database, owner, role: database, passwords });
  }

  private async migrate(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
    const jobs = this.services.map((service): MigrationJob => ({
      service: service.name,
      url: this.url(service.database, ownerOf(service)),
      serviceRole: service.database,
      module: join(service.folder, 'dist', 'migrations', 'index.js'),
    }));
    try {
      await runProgram('run-migrations', jobs, { env, signal });
    } catch (cause) {
      signal?.throwIfAborted();
      throw new StackError(`The migrations failed, nothing was started: ${(cause as Error).message}`, { cause });
    }
  }

  private url(database: string, role: string): string {
    return `postgres://${role}:${this.secrets.rolePassword(role)}@127.0.0.1:${this.port}/${database}`;
  }
}
