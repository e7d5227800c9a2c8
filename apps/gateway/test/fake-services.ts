import { connect, type Msg, type NatsConnection } from '@nats-io/transport-node';

/** What a fake service answers on a subject; throw an ErrorReply for a refusal. */
export type Handlers = Record<string, (data: never) => unknown>;

/** Fake aggregator and domains in a test: they speak Nest's envelope on raw NATS and remember what they were asked. */
export class FakeServices {
  readonly calls: { subject: string; data: unknown }[] = [];
  handlers: Handlers = {};

  private constructor(private readonly connection: NatsConnection) {
    for (const subject of ['gdpr.>', 'api.>'])
      connection.subscribe(subject, { callback: (_, message) => void this.answer(message) });
  }

  static async start(port: number): Promise<FakeServices> {
    return new FakeServices(await connect({ port, maxReconnectAttempts: -1, reconnectTimeWait: 100 }));
  }

  /** Data of the calls on one subject. */
  of<T = Record<string, unknown>>(subject: string): T[] {
    return this.calls.filter((call) => call.subject === subject).map((call) => call.data as T);
  }

  async stop(): Promise<void> {
    await this.connection.close();
  }

  private async answer(message: Msg): Promise<void> {
    const { id, data } = message.json<{ id: string; data: unknown }>();
    const handler = this.handlers[message.subject];
    if (handler === undefined) return;
    this.calls.push({ subject: message.subject, data });
    const reply = (body: object) => message.respond(JSON.stringify({ ...body, id, isDisposed: true }));
    try {
      reply({ response: await handler(data as never) });
    } catch (err) {
      reply({ err });
    }
  }
}
