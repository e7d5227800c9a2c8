import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import { NatsRequestJSONDeserializer } from '@nestjs/microservices';
import { NatsRecordSerializer } from '@nestjs/microservices/serializers/nats-record.serializer.js';
import { LetheError } from '@lethe/contracts';
import { throwError, type Observable } from 'rxjs';
import { DrainingServer } from './draining-server.ts';
import { natsOptions, type NatsConfig } from './nats-options.ts';

/** A graceful stop waits so long for handlers; runService ends the process after 25 s. */
const GRACE_MS = 12_000;

/**
 * A reply that is larger than the server allows is dropped by NATS without a word and the caller waits for its timeout.
 * Answer an error instead.
 */
class BoundedReplySerializer extends NatsRecordSerializer {
  constructor(private readonly maxBytes: number) {
    super();
  }

  override serialize(packet: never) {
    const record = super.serialize(packet);
    if (Buffer.byteLength(record.data as string) <= this.maxBytes) return record;
    const { id } = packet as { id?: string };
    const err = {
      code: 'response.entity.too.large',
      message: 'The answer is too large. Ask for fewer entities at once.',
    };
    return super.serialize({ id, err, isDisposed: true } as never);
  }
}

/**
 * Stands for the id of a call that brought none; who calls by other means than `MessagingClient` does not look at it.
 */
const NO_ID = 'none';

interface Arrival {
  channel: string;
  replyTo?: string;
}

/**
 * NATS lets whoever answers publish to the subject that the question names, whatever that is: a service that may ask
 * could have another one say what it may not say itself. So what is not to be answered in an inbox is not read at all.
 * Nest says nothing to a call that is not JSON, and takes one without an id for an event: it is done and never
 * answered. Whoever waits for an answer gets one: what is not JSON goes to its handler as nothing, which the contract
 * refuses.
 */
class RequestDeserializer extends NatsRequestJSONDeserializer {
  override deserialize(value: never, options: Arrival) {
    if (options.replyTo && !options.replyTo.startsWith('_INBOX.'))
      throw new LetheError('bad.request', 'The answer is not to go to an inbox.');
    const request = this.read(value, options) as { id?: unknown; pattern: unknown; data: unknown };
    return (options.replyTo && typeof request.id !== 'string' ? { ...request, id: NO_ID } : request) as never;
  }

  private read(value: never, options: Arrival) {
    try {
      return super.deserialize(value, options);
    } catch {
      return { pattern: options.channel, data: undefined };
    }
  }
}

/**
 * Options for `app.connectMicroservice`: the queue group is the service's name, so any number of instances share the
 * work.
 */
export function natsServer(
  config: NatsConfig,
  service: string,
  maxReplyBytes = 7_500_000,
): { strategy: DrainingServer } {
  const options = {
    ...natsOptions(config, service),
    deserializer: new RequestDeserializer(),
    queue: service,
    serializer: new BoundedReplySerializer(maxReplyBytes),
  };
  return { strategy: new DrainingServer(options, GRACE_MS) };
}

/** Turns whatever a message handler throws into the form that the caller's `MessagingClient` reads. */
@Catch()
export class MessageErrorFilter implements ExceptionFilter<unknown> {
  constructor(private readonly toError: (thrown: unknown) => LetheError) {}

  catch(thrown: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => this.toError(thrown).toReply());
  }
}
