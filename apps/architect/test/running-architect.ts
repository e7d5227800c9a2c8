import { randomUUID } from 'node:crypto';
import type { Principal, ReplacementTerm } from '@lethe/contracts';
import { termKeys, type IdentifierKind } from '@lethe/matching';
import { openStorage, type Storage } from '@lethe/storage';
import { RunningDomain } from '@lethe/testing';
import { architectFixture } from './fixture.ts';

export const PERSON = { name: 'Marie Hamanová', email: 'marie@home.example', phone: '+351212651573' };
export const TERMS: ReplacementTerm[] = [
  { type: 'NAME', existingValue: PERSON.name, updatedValue: 'Maria Silva' },
  { type: 'EMAIL', existingValue: PERSON.email, updatedValue: 'maria@home.example' },
  { type: 'PHONE', existingValue: PERSON.phone, updatedValue: '+351212000000' },
];
export const keys = (...terms: [IdentifierKind, string][]) =>
  terms.flatMap(([kind, value]) => termKeys(kind, value, 'US').map((key) => ({ kind, key })));
export const marieKeys = keys(['NAME', PERSON.name], ['EMAIL', PERSON.email], ['PHONE', PERSON.phone]);

/** The service as gateway and aggregator call it, with a fresh organisation and user for each test. */
export class RunningArchitect {
  caller: Principal;
  userId: string = randomUUID();

  private constructor(
    readonly domain: RunningDomain,
    readonly storage: Storage,
  ) {
    this.caller = domain.caller();
  }

  static async start(): Promise<RunningArchitect> {
    const domain = await RunningDomain.start(architectFixture);
    return new RunningArchitect(domain, openStorage({ kind: 'fs', path: domain.folder }));
  }

  newUser(): void {
    this.caller = this.domain.caller();
    this.userId = randomUUID();
  }

  ok(method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown) {
    return this.domain.ok(this.caller, method, url, body);
  }

  /** About the user, who is known by these keys. */
  task(more: { replacementTerms?: ReplacementTerm[] } = {}, known = marieKeys) {
    const subject = { id: { type: 'userId' as const, id: this.userId }, keys: known, names: [{ whole: PERSON.name }] };
    return this.domain.task(this.caller, { ...subject, shared: [] }, more);
  }

  async exportedText(): Promise<string> {
    const asked = this.task();
    const { parts } = await this.domain.done('export', asked);
    const key = Buffer.from(asked.archive!.key, 'base64');
    const read = async (location: string) =>
      Buffer.concat(await (await this.storage.read(location, key)).toArray()).toString('utf8');
    return (await Promise.all(parts.map(({ location }) => read(location)))).join('\n');
  }

  /** The rows of these tables that this organisation has, as text. */
  async rowsOf(...tables: string[]): Promise<string[]> {
    const rows = await Promise.all(tables.map((table) => this.domain.rows(table)));
    return rows.flat().filter((row) => row.includes(this.caller.organisationId));
  }

  stop(): Promise<void> {
    return this.domain.stop();
  }
}
