import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import type { CustomStrategy } from '@nestjs/microservices';
import { NatsRecordSerializer } from '@nestjs/microservices/serializers/nats-record.serializer.js';
import { LetheError } from '@lethe/contracts';
import { throwError, type Observable } from 'rxjs';
import { FailpointServer } from './failpoints.ts';
import { natsOptions, type NatsConfig } from './nats-options.ts';

/** The longest that a handler may take; a graceful stop waits that long for replies in flight. */
const GRACE_MS = 2_000;

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
    const err = { code: 'response.entity.too.large', message: 'The answer is too large. Ask for fewer entities at once.' };
    return super.serialize({ id, err, isDisposed: true } as never);
  }
}

/** Options for `app.connectMicroservice`: the queue group is the service's name, so any number of instances share the work. */
export function natsServer(config: NatsConfig, service: string, maxReplyBytes = 7_500_000): CustomStrategy {
  const strategy = new FailpointServer({
    ...natsOptions(config, service),
    deserializer: undefined,
    queue: service,
    serializer: new BoundedReplySerializer(maxReplyBytes),
    gracefulShutdown: true,
    gracePeriod: GRACE_MS,
  });
  return { strategy };
}

/** Turns whatever a message handler throws into the form that the caller's `MessagingClient` reads. */
@Catch()
export class MessageErrorFilter implements ExceptionFilter<unknown> {
  constructor(private readonly toError: (thrown: unknown) => LetheError) {}

  catch(thrown: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => this.toError(thrown).toReply());
  }
}
