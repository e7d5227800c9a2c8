import type { FastifyInstance } from 'fastify';

/**
 * Begun once this gateway is told to stop: it still answers for `LETHE_DRAIN_SECONDS`, so that whoever spreads calls
 * over several gateways can turn to another.
 */
export class Drain {
  begun = false;

  /**
   * An answer that ends its connection is the one way to tell a caller not to send the next call on it; a connection
   * that is closed between two calls may lose one.
   */
  tellCallers(fastify: FastifyInstance): void {
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.begun) void reply.header('Connection', 'close');
      done();
    });
  }
}
