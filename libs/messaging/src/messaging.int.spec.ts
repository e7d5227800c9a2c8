import { Controller, Module, UseFilters, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { LetheError, notFound } from '@lethe/contracts';
import { startNats, type ServiceProcess } from '@lethe/testing';
import { connect } from '@nats-io/transport-node';
import { z } from 'zod';
import { MessageErrorFilter } from './nats-server.ts';
import { MessagingClient, natsServer, NoReply, NoResponder } from './index.ts';

const toError = (thrown: unknown) =>
  thrown instanceof LetheError ? thrown : new LetheError('internal.server.error', 'An unexpected error occurred.');

@Controller()
@UseFilters(new MessageErrorFilter(toError))
class Answers {
  @MessagePattern('test.echo') echo(@Payload() data: object) {
    return data;
  }
  @MessagePattern('test.missing') missing() {
    throw notFound('thing');
  }
  @MessagePattern('test.broken') broken() {
    throw new Error('the secret of marie@praha.example');
  }
  @MessagePattern('test.huge') huge() {
    return { text: 'x'.repeat(2_000_000) };
  }
  @MessagePattern('test.slow') slow() {
    return new Promise((resolve) => setTimeout(() => resolve({}), 1_000));
  }
}

@Module({ controllers: [Answers] })
class AnswersModule {}

describe('messages over NATS', () => {
  let nats: ServiceProcess;
  let app: INestMicroservice;
  let client: MessagingClient;
  const anything = z.looseObject({});

  beforeAll(async () => {
    nats = await startNats();
    const config = { url: `nats://127.0.0.1:${nats.port}` };
    app = await NestFactory.createMicroservice(AnswersModule, {
      ...natsServer(config, 'test', 900_000),
      logger: false,
    });
    await app.listen();
    client = new MessagingClient(config, 'client');
  }, 30_000);
  afterAll(async () => {
    await client?.close();
    await app?.close();
    await nats?.stop();
  }, 30_000);

  const failure = (subject: string, timeout?: number) =>
    client.call(subject, {}, anything, timeout).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('bring an answer', async () => {
    expect(await client.call('test.echo', { a: ['ü', 1] }, anything)).toEqual({ a: ['ü', 1] });
  });

  it('bring an error of ours as it was thrown, any other without its message', async () => {
    expect(await failure('test.missing')).toMatchObject({ code: 'not.found', status: 404 });
    const broken = await failure('test.broken');
    expect(broken).toMatchObject({ code: 'internal.server.error' });
    expect(String((broken as Error).message)).not.toContain('marie');
  });

  it('tell that nobody answers, and that no reply came in time', async () => {
    expect(await failure('test.nobody')).toBeInstanceOf(NoResponder);
    expect(await failure('test.slow', 200)).toBeInstanceOf(NoReply);
  });

  it('answer an error when the reply is larger than the broker allows, instead of silence', async () => {
    expect(await failure('test.huge')).toMatchObject({ code: 'response.entity.too.large' });
  });

  it('refuse a reply that does not fit the contract', async () => {
    await expect(client.call('test.echo', { a: 1 }, z.object({ b: z.string() }))).rejects.toMatchObject({
      code: 'internal.server.error',
    });
  });

  it('are answered in an inbox and nowhere else, so that no service speaks for another', async () => {
    const raw = await connect({ servers: `127.0.0.1:${nats.port}` });
    const heard: string[] = [];
    for (const subject of ['gdpr.directory.erase', '_INBOX.asker'])
      raw.subscribe(subject, { callback: (_, message) => void heard.push(message.subject) });
    const question = JSON.stringify({ id: '1', pattern: 'test.echo', data: {} });
    for (const reply of ['gdpr.directory.erase', '_INBOX.asker']) raw.publish('test.echo', question, { reply });
    for (let waited = 0; heard.length === 0 && waited < 200; waited++)
      await new Promise((resolve) => setTimeout(resolve, 25));
    // Answered in the order of the questions: the first would be here by now.
    await raw.flush();
    expect(heard).toEqual(['_INBOX.asker']);
    await raw.close();
  });

  it('survive a reply that is not JSON', async () => {
    const raw = await connect({ servers: `127.0.0.1:${nats.port}` });
    raw.subscribe('test.garbage', { callback: (_, message) => void message.respond('{not json') });
    await raw.flush();
    expect(await failure('test.garbage')).toMatchObject({ code: 'internal.server.error' });
    expect(await client.call('test.echo', { still: 'alive' }, anything)).toEqual({ still: 'alive' });
    await raw.close();
  });

  it('work again after the broker was killed and started', async () => {
    await nats.signal('SIGKILL');
    expect(await failure('test.echo', 500)).toMatchObject({ status: 503 });
    await nats.start();
    let answered = false;
    for (let attempt = 0; attempt < 200 && !answered; attempt++) {
      answered = (await failure('test.echo', 300)) === undefined;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(answered).toBe(true);
  }, 60_000);
});
