export type { NatsConfig } from './nats-options.ts';
export { MessagingClient, NoReply, NoResponder } from './messaging-client.ts';
export { MessageErrorFilter, natsServer } from './nats-server.ts';
