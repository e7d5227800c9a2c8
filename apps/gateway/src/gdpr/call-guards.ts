import { Injectable } from '@nestjs/common';
import { PingReply, SUBJECTS, type CallGuard } from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import { v7 as uuidv7 } from 'uuid';
import { endOf, remainingMs } from '../http/deadline.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';

/** A clock may be set, and another server may take over: it is read again after so long. */
const READING_MS = 10_000;

/**
 * Milliseconds since the epoch by the clock of the aggregator's database, and of `performance.now()` when that came.
 */
interface Reading {
  now: number | undefined;
  at: number;
}

/**
 * What keeps a call from creating a request twice, or after its caller was told 503. Its deadline is by the clock of
 * the aggregator's database, which alone decides; the gateway's own may be wrong and is not looked at: it counts on
 * from what it last read there. A reading is old when it comes, so the deadline is never later than the moment at which
 * the gateway gives up.
 */
@Injectable()
export class CallGuards {
  private reading: Promise<Reading> | undefined;

  constructor(private readonly messaging: MessagingClient) {}

  /** @throws LetheError service.unavailable: no aggregator answers */
  async guard(request: GatewayRequest): Promise<CallGuard> {
    const { now, at } = await this.read(request);
    return {
      callId: uuidv7(),
      deadline: now === undefined ? undefined : new Date(now + endOf(request) - at).toISOString(),
    };
  }

  private async read(request: GatewayRequest): Promise<Reading> {
    const known = await this.reading?.catch(() => undefined);
    if (known !== undefined && performance.now() - known.at < READING_MS) return known;
    this.reading = this.ask(remainingMs(request));
    return this.reading;
  }

  private async ask(limitMs: number): Promise<Reading> {
    const { now } = await this.messaging.call(SUBJECTS.aggregator.ping, {}, PingReply, limitMs);
    return { now: now === undefined ? undefined : Date.parse(now), at: performance.now() };
  }
}
