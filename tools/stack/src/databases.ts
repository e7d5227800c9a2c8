import { ownerOf, type Service } from './discover.ts';
import { migrationJob } from './migrations.ts';
import { SUPERUSER } from './postgres.ts';
import { closeDefaultDatabases, provisionDatabase, type DatabaseToProvision } from './provision.ts';
import { runProgram } from './run-program.ts';
import { StackError } from './stack-error.ts';
import type { Secrets } from './secrets.ts';

/** The database of one service as it has to be. */
export interface ServiceDatabase extends DatabaseToProvision {
  service: string;
  /** As its owner, for the migrations. */
  ownerUrl: string;
}

/** The databases of all services on one server (`host:port`), and how each is reached. */
export class Databases {
  readonly admin: string;

  constructor(
    private readonly server: string,
    private readonly services: readonly Service[],
    private readonly secrets: Secrets,
  ) {
    this.admin = this.url(SUPERUSER, SUPERUSER);
  }

  /** Service → URL as its own role. */
  get urls(): Record<string, string> {
    return Object.fromEntries(this.services.map((service) => [service.name, this.urlOf(service)]));
  }

  get wanted(): ServiceDatabase[] {
    return this.services.map((service) => {
      const [database, owner] = [service.database, ownerOf(service)];
      const passwords = { owner: this.secrets.rolePassword(owner), role: this.secrets.rolePassword(database) };
      return { service: service.name, ownerUrl: this.url(database, owner), database, owner, role: database, passwords };
    });
  }

  urlOf(service: Service): string {
    return this.url(service.database, service.database);
  }

  /** Creates what is missing and brings every schema up to date. */
  async prepare(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
    await closeDefaultDatabases(this.admin);
    await Promise.all(this.wanted.map((wanted) => provisionDatabase(this.admin, wanted)));
    if (this.services.length > 0) await this.migrate(env, signal);
  }

  private async migrate(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
    try {
      await runProgram(
        'run-migrations',
        this.wanted.map((wanted) => migrationJob(wanted, this.services)),
        { env, signal },
      );
    } catch (cause) {
      signal?.throwIfAborted();
      throw new StackError(`The migrations failed, nothing was started: ${(cause as Error).message}`, { cause });
    }
  }

  private url(database: string, role: string): string {
    return `postgres://${role}:${this.secrets.rolePassword(role)}@${this.server}/${database}`;
  }
}
