import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import { NatsRequestJSONDeserializer } from '@nestjs/microservices/deserializers/nats-request-json.deserializer.js';
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
    const err = { code: 'response.entity.too.large', message: 'The answer is too large. Ask for fewer entities at once.' };
    return super.serialize({ id, err, isDisposed: true } as never);
  }
}

/**
 * NATS lets whoever answers publish to the subject that the question names, whatever that is: a service that may ask could have another
 * one say what it may not say itself. So what is not to be answered in an inbox is not read at all.
 */
class InboxDeserializer extends NatsRequestJSONDeserializer {
  override deserialize(value: never, options?: { replyTo?: string }) {
    const { replyTo } = options ?? {};
    if (replyTo && !replyTo.startsWith('_INBOX.')) throw new LetheError('bad.request', 'The answer is not to go to an inbox.');
    return super.deserialize(value, options);
  }
}

/** Options for `app.connectMicroservice`: the queue group is the service's name, so any number of instances share the work. */
export function natsServer(config: NatsConfig, service: string, maxReplyBytes = 7_500_000): { strategy: DrainingServer } {
  const options = { ...natsOptions(config, service), deserializer: new InboxDeserializer(), queue: service, serializer: new BoundedReplySerializer(maxReplyBytes) };
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
