import { setTimeout as pause } from 'node:timers/promises';
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { FailpointServer } from './failpoints.ts';

/** The longest that a round trip to the broker is waited for: one that is away must not hold up a stop. */
const ROUND_TRIP_MS = 1_500;

/**
 * Nest's own graceful stop drops what was on its way when it unsubscribes, so that callers wait in vain, and always
 * takes its whole grace period. This one takes what the broker has handed out already, and ends as soon as all of it is
 * answered.
 */
export class DrainingServer extends FailpointServer {
  private connection: NatsConnection | undefined;
  private readonly open: Subscription[] = [];
  private readonly answering = new Set<Promise<unknown>>();

  constructor(
    options: ConstructorParameters<typeof FailpointServer>[0],
    private readonly graceMs: number,
  ) {
    super(options);
  }

  override bindEvents(connection: NatsConnection): void {
    this.connection = connection;
    super.bindEvents({
      subscribe: (...subscription: Parameters<NatsConnection['subscribe']>) => {
        const opened = connection.subscribe(...subscription);
        this.open.push(opened);
        return opened;
      },
    });
  }

  override handleMessage(channel: string, message: never): Promise<unknown> {
    const answered = super.handleMessage(channel, message).finally(() => this.answering.delete(answered));
    this.answering.add(answered);
    return answered;
  }

  /** A second call waits for nothing. */
  override async close(): Promise<void> {
    const { connection } = this;
    this.connection = undefined;
    if (connection !== undefined) {
      await atMost(ROUND_TRIP_MS, Promise.all(this.open.map((subscription) => subscription.drain())));
      await atMost(this.graceMs, Promise.allSettled(this.answering));
      // A reply is published in the tick after its handler, and flushed with everything before it.
      await atMost(
        ROUND_TRIP_MS,
        pause(0).then(() => connection.flush()),
      );
    }
    await super.close();
  }
}

/** Resolves when `work` has ended in whatever way, or when it has not by then. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  await Promise.race([
    work.catch(() => undefined),
    pause(ms, undefined, { signal: over.signal }).catch(() => undefined),
  ]);
  over.abort();
}
