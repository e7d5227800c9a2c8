import { createHash, randomBytes } from 'node:crypto';
import type { GdprRequest } from '@lethe/contracts';
import { until } from '@lethe/testing';
import { readArchive } from './archive.ts';
import type { Http } from './http.ts';
import { makeAgent, makeInteraction, makePerson, upload, type Person } from './interactions.ts';
import { pause } from './pause.ts';

const PIECES = 30;
const PIECE_BYTES = 32_768;
const PIECE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

export interface Accepted {
  id: string;
  requestType: string;
  person: Person;
}

/**
 * People who come, are looked up, write, are exported, corrected and erased; and files that take seconds to go up and
 * come down.
 */
export class SteadyLoad {
  readonly accepted: Accepted[] = [];
  readonly broken: string[] = [];
  /** Files that went up and came down unchanged. */
  transfers = 0;
  private running = true;
  /** Lives that are over. */
  private lived = 0;
  private readonly lives: Promise<void>[];

  constructor(
    private readonly http: Http,
    atOnce = 3,
  ) {
    this.lives = [
      ...Array.from({ length: atOnce }, () => this.repeat(() => this.life())),
      ...Array.from({ length: 2 }, () => this.repeat(() => this.transfer())),
    ];
  }

  /** Resolves when everything that began is over. */
  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.lives);
  }

  /** Resolves when so many more lives are over, or something broke. */
  async goesOn(lives: number): Promise<void> {
    const wanted = this.lived + lives;
    await until('the load to go on', () => this.lived >= wanted || this.broken.length > 0, { seconds: 120 });
  }

  /** Pauses for as long as the work took: on a machine that is slow the load must leave room for what starts. */
  private async repeat(work: () => Promise<void>): Promise<void> {
    while (this.running) {
      const began = Date.now();
      await work().catch((error: unknown) => void this.broken.push(String(error)));
      if (this.running) await pause(Math.min(Date.now() - began, LONGEST_PAUSE_MS));
    }
  }

  private async life(): Promise<void> {
    const { http } = this;
    const person = await makePerson(http);
    const { id, customerId } = await makeInteraction(http, {
      medium: 'email',
      person,
      agent: await makeAgent(http),
      linked: true,
    });
    const file = await upload(http, { conversationId: id, participantId: customerId }, `a letter of ${person.email}`);
    expect((await http.send('GET', file.path)).body).toBe(`a letter of ${person.email}`);
    expect(await http.subjects('EMAIL', person.email)).toHaveLength(1);
    const subject = { externalContactId: person.contactId };
    const exported = await this.ask(person, 'GDPR_EXPORT', subject);
    expect([...(await readArchive(http, exported.resultsUrl!)).keys()]).toContain('manifest.json');
    await this.ask(person, 'GDPR_UPDATE', subject, {
      replacementTerms: [
        { type: 'NAME', existingValue: `${person.firstName} ${person.lastName}`, updatedValue: 'Rosa Nova' },
      ],
    });
    await this.ask(person, 'GDPR_DELETE', subject);
    expect((await http.send('GET', file.path)).status).toBe(404);
    this.lived++;
  }

  private async ask(person: Person, requestType: string, subject: object, more: object = {}): Promise<GdprRequest> {
    const { id } = await this.http.post(requestType, subject, more);
    this.accepted.push({ id, requestType, person });
    for (const until = Date.now() + 100_000; ; await pause(150)) {
      const request = await this.http.request(id);
      if (request.status === 'COMPLETED') return request;
      if (request.status === 'ERROR' || Date.now() > until)
        throw new Error(
          `${requestType} ${id} is ${request.status}: ${JSON.stringify((await this.http.tasks(id)).entities.map(({ domain, state, reasons }) => ({ domain, state, reasons })))}`,
        );
    }
  }

  /** Both directions take 3 s: some of them are under way whenever something stops. */
  private async transfer(): Promise<void> {
    const { http } = this;
    const person = await makePerson(http);
    const { id, customerId } = await makeInteraction(http, {
      medium: 'email',
      person,
      agent: await makeAgent(http),
      linked: true,
    });
    const pieces = Array.from({ length: PIECES }, () => randomBytes(PIECE_BYTES));
    const path = `/api/v2/conversations/${id}/files/${crypto.randomUUID()}`;
    const headers = { authorization: http.authorization, 'content-type': 'application/octet-stream' };
    const sent = await fetch(`${http.api}${path}?participantId=${customerId}&kind=attachment`, {
      method: 'PUT',
      headers,
      body: ReadableStream.from(slowly(pieces)),
      duplex: 'half',
    } as RequestInit);
    if (!sent.ok) throw new Error(`the upload answered ${sent.status} ${await sent.text()}`);
    const answer = await fetch(`${http.api}${path}`, { headers });
    const received = createHash('sha256');
    for await (const piece of answer.body!) {
      received.update(piece);
      await pause((PIECE_MS * piece.length) / PIECE_BYTES);
    }
    expect(received.digest('hex')).toBe(createHash('sha256').update(Buffer.concat(pieces)).digest('hex'));
    this.transfers++;
  }
}

async function* slowly(pieces: Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    yield piece;
    await pause(PIECE_MS);
  }
}
