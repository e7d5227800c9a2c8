import { randomUUID } from 'node:crypto';
import type { GdprRequest, Listing } from '@lethe/contracts';
import { until } from '@lethe/testing';
import { query } from '../../../support/databases.ts';
import { Http, type Answer } from '../../../support/http.ts';
import { makeAgent, makeInteraction, upload, type UploadedFile } from '../../../support/interactions.ts';
import { pause } from '../../../support/pause.ts';
import type { FaultStack } from '../fault-stack.ts';
import type { Ledger } from '../ledger.ts';
import type { Person, RequestType } from '../population.ts';
import type { Arms } from './arms.ts';

const PATIENCE_MS = 60_000;

/**
 * What workloads share: people who have not been asked about yet, and a client that lives through the end of any
 * process.
 */
export class World {
  /** A request that has ended, with a result. */
  report!: GdprRequest;
  private readonly queues: Map<RequestType | undefined, Person[]>;
  private calls = 0;

  private constructor(
    readonly stack: FaultStack,
    readonly arms: Arms,
    readonly ledger: Ledger,
    private readonly own: { clients: readonly Http[]; agent: Awaited<ReturnType<typeof makeAgent>> },
  ) {
    this.queues = Map.groupBy(ledger.population, ({ type }) => type);
  }

  static async create(stack: FaultStack, arms: Arms, ledger: Ledger): Promise<World> {
    const clients = await Promise.all(
      stack.apis.map((api) => Http.login({ description: { ...stack.description, api } })),
    );
    const world = new World(stack, arms, ledger, { clients, agent: await makeAgent(clients[0]!) });
    world.report = await world.ask(world.next('GDPR_GET'));
    return world;
  }

  /** The gateways in turn. */
  get http(): Http {
    return this.own.clients[this.calls++ % this.own.clients.length]!;
  }

  /** Somebody whom nobody has asked about. */
  next(type: RequestType): Person {
    const person = this.queues.get(type)?.shift();
    if (person === undefined) throw new Error(`there are too few people for so many requests of type ${type}`);
    return person;
  }

  get bystander(): Person {
    return this.ledger.population.find(({ type }) => type === undefined)!;
  }

  /** Asks for somebody of the population; resolves to the id of the request. */
  async post(person: Person): Promise<string> {
    await this.ledger.post(person);
    return this.ledger.accepted.find((accepted) => accepted.person === person)!.id;
  }

  async ask(person: Person): Promise<GdprRequest> {
    return this.completed(await this.post(person));
  }

  /** The one request for somebody beside the population. An answer that was lost is no refusal. */
  async askFor(requestType: RequestType, externalContactId: string): Promise<string> {
    return this.persist(async () => {
      const [committed] = await query<{ id: string }>(
        this.stack,
        'aggregator',
        `select id from gdpr_request where given ->> 'externalContactId' = '${externalContactId}'`,
      );
      return committed?.id ?? (await this.http.post(requestType, { externalContactId })).id;
    });
  }

  async completed(id: string): Promise<GdprRequest> {
    const ended = await this.http.ended(id, 90);
    if (ended.status !== 'COMPLETED') throw new Error(`request ${id} ended in ${ended.status}`);
    return ended;
  }

  /** Until it succeeds. */
  async persist<T>(work: () => Promise<T>): Promise<T> {
    for (const until = Date.now() + PATIENCE_MS; ; await pause(150)) {
      try {
        return await work();
      } catch (error) {
        if (Date.now() > until) throw error;
      }
    }
  }

  /** Until it is answered as wanted. */
  answered<T>(method: string, path: string, body?: unknown, wanted = 200): Promise<Answer<T>> {
    return this.persist(async () => {
      const answer = await this.http.send<T>(method, path, body);
      if (answer.status !== wanted) throw new Error(`${method} ${path} answered ${answer.status} instead of ${wanted}`);
      return answer;
    });
  }

  /** Until the subject that an address names is found. */
  async found({ work, contactId }: Person): Promise<void> {
    const search = new URLSearchParams({ searchType: 'EMAIL', searchValue: work });
    const { body } = await this.answered<Listing<{ externalContactId?: string }>>(
      'GET',
      `/api/v2/gdpr/subjects?${search}`,
    );
    expect(body.entities.map((subject) => subject.externalContactId).filter(Boolean)).toEqual([contactId]);
  }

  /** A conversation of the person, and a file in it; `put` sends one under the same id again. */
  async giveFile(
    person: Person,
    content: string,
  ): Promise<UploadedFile & { put(other: string): Promise<UploadedFile> }> {
    const known = {
      contactId: person.contactId,
      externalId: '',
      firstName: 'Person',
      lastName: 'Somebody',
      email: person.work,
      phone: '+351912345678',
    };
    const { id, customerId } = await this.persist(() =>
      makeInteraction(this.http, { medium: 'email', person: known, agent: this.own.agent, linked: true }),
    );
    const fileId = randomUUID();
    const put = (other: string) =>
      upload(this.http, { conversationId: id, participantId: customerId }, other, { fileId });
    return { ...(await this.persist(() => put(content))), put };
  }

  /** Until nothing that the request wrote is in the storage. */
  async emptied(requestId: string): Promise<void> {
    const left = () =>
      Array.fromAsync(this.stack.storage.list(`archives/${this.stack.description.organisationId}/${requestId}`));
    await until('the removal of what a request wrote', async () => (await left()).length === 0, { seconds: 60 });
  }

  /** What happened to the row of a contact. */
  async effectsOn(contactId: string): Promise<string[]> {
    const rows = await query<{ op: string }>(
      this.stack,
      'external-contacts',
      `select op from observer.effect where before ->> 'id' = '${contactId}' order by id`,
    );
    return rows.map(({ op }) => op);
  }
}
