import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createUser } from '@nats-io/nkeys';
import { writePrivately } from './write-file.ts';
import type { Home } from './home.ts';

/** Generated once per home and kept, so that a second start finds the same clients, roles and keyed hashes. */
export class Secrets {
  private readonly file: string;
  private readonly values: Record<string, string>;

  constructor(home: Home) {
    this.file = join(home.secrets, 'secrets.json');
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
