import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createUser } from '@nats-io/nkeys';
import { ownerOf, type Service } from './discover.ts';
import { writePrivately } from './write-file.ts';

/** Generated once per folder and kept, so that a second start finds the same clients, roles and keyed hashes. */
export class Secrets {
  private readonly file: string;
  private readonly values: Record<string, string>;

  /** Kept in `secrets.json` of this folder. */
  constructor(folder: string) {
    this.file = join(folder, 'secrets.json');
    this.values = existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as Record<string, string>) : {};
  }

  /** Password of a PostgreSQL role; safe inside a URL. */
  rolePassword(role: string): string {
    return this.once(`role ${role}`, secret);
  }

  /** nkey seed of a service at NATS. */
  seed(service: string): string {
    return this.once(`nkey ${service}`, () => new TextDecoder().decode(createUser().getSeed()));
  }

  get pseudonymKey(): string {
    return this.once('pseudonym key', secret);
  }

  get organisationId(): string {
    return this.once('organisation', randomUUID);
  }

  get clientId(): string {
    return this.once('client', randomUUID);
  }

  get clientSecret(): string {
    return this.once('client secret', secret);
  }

  /** What a service alone knows is made anew when it is next asked for. */
  forget(service: Service): void {
    for (const name of [`nkey ${service.name}`, `role ${service.database}`, `role ${ownerOf(service)}`])
      delete this.values[name];
    writePrivately(this.file, JSON.stringify(this.values, null, 2));
  }

  private once(name: string, make: () => string): string {
    const kept = this.values[name];
    if (kept !== undefined) return kept;
    const made = make();
    this.values[name] = made;
    writePrivately(this.file, JSON.stringify(this.values, null, 2));
    return made;
  }
}

const secret = (): string => randomBytes(32).toString('hex');
