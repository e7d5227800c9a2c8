import { EmptyResponseException } from '@nestjs/microservices/errors/empty-response.exception.js';
import { ErrorReply, LetheError, unavailable } from '@lethe/contracts';
import { lastValueFrom, Observable, raceWith, TimeoutError, timeout } from 'rxjs';
import type { z } from 'zod';
import { FailpointClient } from './failpoints.ts';
import { natsOptions, type NatsConfig } from './nats-options.ts';

/** Nobody answers on this subject, or NATS itself is away. */
export class NoResponder extends LetheError {
  constructor(subject: string, cause?: unknown) {
    super('service.unavailable', `Nothing answers on ${subject}. Try again in a few seconds.`, {
      retryAfter: 2,
      cause,
    });
  }
}

/** No reply in time: the work may or may not have been done. */
export class NoReply extends LetheError {
  constructor(subject: string, cause?: unknown) {
    super('service.unavailable', `No reply on ${subject} in time. Try again in a few seconds.`, {
      retryAfter: 2,
      cause,
    });
  }
}

/** Request/reply and events over NATS, with one error class whatever went wrong. */
export class MessagingClient {
  private readonly client: FailpointClient;

  constructor(config: NatsConfig, service: string) {
    this.client = new FailpointClient(natsOptions(config, service));
  }

  /**
   * Sends `payload` and returns the reply, checked against `reply`.
   * @param limit the only thing that ends a call whose responder died: milliseconds, or a signal where progress may
   *   prolong it.
   * @throws LetheError as the responder threw it; NoResponder; NoReply
   */
  async call<T extends z.ZodType>(
    subject: string,
    payload: object,
    reply: T,
    limit: number | AbortSignal = 2_500,
  ): Promise<z.output<T>> {
    const limited = typeof limit === 'number' ? timeout<unknown>(limit) : raceWith(timeoutOf(limit));
    let answer: unknown;
    try {
      answer = await lastValueFrom(this.client.send<unknown, object>(subject, payload).pipe(limited), {
        defaultValue: {},
      });
    } catch (error) {
      throw toLetheError(subject, error);
    }
    const checked = reply.safeParse(answer);
    if (!checked.success)
      throw new LetheError('internal.server.error', `The reply on ${subject} does not fit the contract.`, {
        cause: checked.error,
      });
    return checked.data;
  }

  /** Fire and forget: lost when NATS is away. */
  emit(subject: string, payload: object): void {
    this.client.emit(subject, payload).subscribe({ error: () => undefined });
  }

  /** Whether NATS answers now: a round trip, because Nest's client remembers a connection that has since been lost. */
  async isConnected(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('late')), 1_000)));
      await Promise.race([this.roundTrip(), late]);
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  private async roundTrip(): Promise<void> {
    const connection = (await this.client.connect()) as { flush(): Promise<void> };
    await connection.flush();
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

function timeoutOf(signal: AbortSignal): Observable<never> {
  return new Observable((subscriber) => {
    const end = () => subscriber.error(new TimeoutError());
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
    return () => signal.removeEventListener('abort', end);
  });
}

/** Nest's client rejects with a plain object, a string, an rxjs error or a NATS error, depending on what happened. */
function toLetheError(subject: string, error: unknown): LetheError {
  if (error instanceof TimeoutError) return new NoReply(subject, error);
  if (error instanceof EmptyResponseException) return new NoResponder(subject, error);
  if (typeof error === 'string') return new NoResponder(subject, error);
  const reply = ErrorReply.safeParse(error);
  if (reply.success && !Error.isError(error)) return LetheError.fromReply(reply.data);
  if (Error.isError(error) && error.name === 'InvalidArgumentError') {
    return new LetheError('request.entity.too.large', 'The message is larger than the message broker allows.', {
      cause: error,
    });
  }
  if (Error.isError(error)) return unavailable('The message broker', error);
  return new LetheError('internal.server.error', 'An unexpected error occurred.', { cause: error });
}
