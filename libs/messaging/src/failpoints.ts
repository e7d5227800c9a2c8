import { ClientNats, ServerNats, type NatsContext, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import { exchangeOf, failpoint, failpointAfter } from '@lethe/platform/failpoints';

interface Flushing {
  /** Resolves when the server has everything that was published before. */
  flush(): Promise<void>;
}

/** Nest's client with failpoints around each message that leaves. */
export class FailpointClient extends ClientNats {
  protected override publish(packet: ReadPacket, callback: (packet: WritePacket) => unknown): () => void {
    const name = exchangeOf(String(packet.pattern));
    if (name !== undefined) failpoint(`${name}.before-send`);
    const end = super.publish(packet, callback);
    if (name !== undefined) this.sent(name);
    return end;
  }

  protected override async dispatchEvent(packet: ReadPacket): Promise<unknown> {
    const name = exchangeOf(String(packet.pattern));
    if (name !== undefined) failpoint(`${name}.before-send`);
    const dispatched: unknown = await super.dispatchEvent(packet);
    if (name !== undefined) this.sent(name);
    return dispatched;
  }

  private sent(name: NonNullable<ReturnType<typeof exchangeOf>>): void {
    failpointAfter(() => this.unwrap<Flushing>().flush(), `${name}.after-send`).catch(() => undefined);
  }
}

/** Nest's server with failpoints around each reply. */
export class FailpointServer extends ServerNats {
  override getPublisher(
    message: { subject: string },
    id: string,
    context: NatsContext,
  ): (response: unknown) => unknown {
    const publish = super.getPublisher(message, id, context);
    const name = exchangeOf(message.subject);
    if (name === undefined || name === 'progress') return publish;
    return async (response) => {
      failpoint(`${name}.before-reply`);
      await publish(response);
      await failpointAfter(() => this.unwrap<Flushing>().flush(), `${name}.after-reply`);
    };
  }
}
