import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, createInbox, nkeyAuthenticator, RequestError, type NatsConnection } from '@nats-io/transport-node';
import type { Lethe } from '../../support/lethe.ts';
import { pause } from '../../support/pause.ts';

/** The longest that a service may take to say something, whatever it was sent. */
const SILENT_MS = 8_000;
/** Of a call that was answered 503: the machine of the test may be slow. */
const REPETITIONS = 4;

/**
 * NATS as one of the services sees it: with that service's own key, so that nothing but the service itself stands in
 * the way.
 */
export class Bus {
  private constructor(
    private readonly connection: NatsConnection,
    private readonly service: string,
  ) {}

  static async as(service: string, { description, home }: Lethe): Promise<Bus> {
    const seeds = JSON.parse(readFileSync(join(home, 'secrets', 'secrets.json'), 'utf8')) as Record<string, string>;
    const authenticator = nkeyAuthenticator(new TextEncoder().encode(seeds[`nkey ${service}`]));
    return new Bus(
      await connect({ servers: description.nats, authenticator, inboxPrefix: `_INBOX.${service}` }),
      service,
    );
  }

  /**
   * A call in the form of the product.
   * @returns what came back; `'silence'` when nothing did, `'nobody'` when nobody listens
   */
  call(subject: string, data: unknown): Promise<unknown> {
    return this.raw(subject, JSON.stringify({ id: 'a test', pattern: subject, data }));
  }

  /** Any bytes; again, like any caller, when a service that is needed had no time. */
  async raw(subject: string, bytes: string | Uint8Array): Promise<unknown> {
    for (let times = 1; ; times++) {
      const reply = await this.once(subject, bytes);
      const isBusy = (reply as { err?: { code?: string } } | null)?.err?.code === 'service.unavailable';
      if (!isBusy || times === REPETITIONS) return reply;
      await pause(1_000);
    }
  }

  private async once(subject: string, bytes: string | Uint8Array): Promise<unknown> {
    try {
      const reply = await this.connection.request(subject, bytes, { timeout: SILENT_MS });
      return JSON.parse(reply.string()) as unknown;
    } catch (error) {
      if (error instanceof RequestError && error.isNoResponders()) return 'nobody';
      return 'silence';
    }
  }

  /** With nobody to answer to, or with a reply subject that is none of ours. */
  publish(subject: string, bytes: string | Uint8Array, reply = createInbox(`_INBOX.${this.service}`)): void {
    this.connection.publish(subject, bytes, { reply });
  }

  /** Answers in the place of the service, beside it in its queue: of several calls it gets some. */
  answer(subject: string, reply: (data: unknown, id: string) => string | Uint8Array | undefined): void {
    this.connection.subscribe(subject, {
      queue: this.service,
      callback: (_, message) => {
        const { data, id } = message.json<{ data: unknown; id: string }>();
        const bytes = reply(data, id);
        if (bytes !== undefined) message.respond(bytes);
      },
    });
  }

  flush = (): Promise<void> => this.connection.flush();
  close = (): Promise<void> => this.connection.close();
}
