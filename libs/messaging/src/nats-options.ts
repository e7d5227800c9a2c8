import { nkeyAuthenticator } from '@nats-io/transport-node';
import { NatsResponseJSONDeserializer } from '@nestjs/microservices';

export interface NatsConfig {
  /** One or several addresses, separated by commas. */
  url: string;
  /** The service's nkey seed; absent only where the server asks for none. */
  seed?: string;
}

/**
 * A reply that is not JSON would otherwise kill the process: Nest parses it inside the NATS client's callback,
 * where nobody catches (tried on @nestjs/microservices 12.1).
 */
class SafeReplyDeserializer extends NatsResponseJSONDeserializer {
  override deserialize(value: never, options?: never) {
    try {
      return super.deserialize(value, options);
    } catch {
      return {
        err: { code: 'internal.server.error', message: 'The reply was not JSON.' },
        response: undefined,
        isDisposed: true,
        id: '',
      };
    }
  }
}

/**
 * Options of every connection. Reconnects for ever (the default gives up after 20 s), notices a half-open connection
 * within 2 pings of 2 s, and does not wait for a server that takes a connection and says nothing (the default is 20 s,
 * so that a path that is whole again would not be tried until then).
 */
export function natsOptions(config: NatsConfig, service: string) {
  return {
    servers: config.url.split(','),
    name: service,
    inboxPrefix: `_INBOX.${service}`,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    timeout: 1_500,
    pingInterval: 2_000,
    maxPingOut: 2,
    waitOnFirstConnect: true,
    ...(config.seed && { authenticator: nkeyAuthenticator(new TextEncoder().encode(config.seed)) }),
    deserializer: new SafeReplyDeserializer(),
  };
}
