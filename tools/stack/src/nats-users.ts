import { fromSeed } from '@nats-io/nkeys';
import type { Service } from './discover.ts';
import type { NatsUser } from './nats-conf.ts';
import type { Secrets } from './secrets.ts';

/** One user per service, by the public half of its key. */
export function natsUsers(services: readonly Service[], secrets: Secrets): NatsUser[] {
  return services.map((service) => ({
    service,
    nkey: fromSeed(new TextEncoder().encode(secrets.seed(service.name))).getPublicKey(),
  }));
}
