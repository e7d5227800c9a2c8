import { createHmac } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { STORES, type Pools } from './pools.ts';
import { COMPLETE, INSERT } from './requests.sql.ts';
import type { Person } from './who-is.ts';

const DOMAINS = STORES.filter((store) => store !== 'aggregator');
const DAYS = { GDPR_DELETE: 14, GDPR_EXPORT: 2 };
const NO_SUBJECT = { alsoIds: [], keys: [] };

/** Requests about a person, one for each contact of the merge set, and a task for each domain. */
export class Requests {
  readonly ids: string[];
  private readonly tasks: { id: string; request_id: string; domain: string }[];

  constructor(
    private readonly pools: Pools,
    private readonly secret: string,
    private readonly person: Person,
  ) {
    this.ids = person.contacts.map(() => uuidv7());
    this.tasks = this.ids.flatMap((id) => DOMAINS.map((domain) => ({ id: uuidv7(), request_id: id, domain })));
  }

  /** Of the first request: what is done for the person is done once. */
  taskOf(domain: string): string {
    return this.tasks.find((task) => task.domain === domain)!.id;
  }

  /** Committed before anything is done. */
  async insert(type: keyof typeof DAYS): Promise<void> {
    const { contacts, keys } = this.person;
    const requests = contacts.map((contact, index) => ({
      id: this.ids[index]!,
      member_key: `externalContactId ${contact}`,
      duplicate_key: this.hash('request', `${type} ${contact}`),
      given: { externalContactId: contact },
      task_subject: NO_SUBJECT,
    }));
    const known = keys.keys.map((key, index) => this.hash(keys.kinds[index]!, key));
    const traces = contacts.flatMap((contact, index) => [
      { request_id: this.ids[index], hash: this.hash('id:externalContactId', contact), role: 'given' },
      ...known.map((hash) => ({ request_id: this.ids[index], hash, role: 'known' })),
    ]);
    await this.pools.run('aggregator', INSERT, [
      type,
      DAYS[type],
      JSON.stringify(requests),
      JSON.stringify(this.tasks),
      JSON.stringify(traces),
      requests.length > 1 ? uuidv7() : null,
    ]);
  }

  /** `erases`: what earlier requests hold of the person goes, too. */
  async complete(outcomes: Record<string, unknown>, acted: readonly string[], erases: boolean): Promise<void> {
    await this.pools.run('aggregator', COMPLETE, [
      this.ids,
      JSON.stringify(this.tasks.map(({ id, domain }) => ({ id, outcomes: outcomes[domain] ?? {} }))),
      acted.map((id) => this.hash('acted', id)),
      erases,
    ]);
  }

  private hash(kind: string, value: string): string {
    return createHmac('sha256', this.secret)
      .update(`${this.pools.organisationId}\0${kind}\0${value}`)
      .digest('base64url');
  }
}
