import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern } from '@nestjs/microservices';
import { startNats, until, type ServiceProcess } from '@lethe/testing';
import { z } from 'zod';
import { MessagingClient, natsServer } from './index.ts';

@Controller()
class Answers {
  @MessagePattern('stop.echo') echo() {
    return {};
  }
  @MessagePattern('stop.slow') async slow() {
    begun.resolve();
    await goOn.promise;
    return {};
  }
}

let begun = Promise.withResolvers<void>();
let goOn = Promise.withResolvers<void>();

@Module({ controllers: [Answers] })
class AnswersModule {}

describe('a service that stops', () => {
  let nats: ServiceProcess;
  let client: MessagingClient;
  const config = () => ({ url: `nats://127.0.0.1:${nats.port}` });
  const ask = (subject: string) => client.call(subject, {}, z.looseObject({}), 3_000);

  beforeAll(async () => {
    nats = await startNats();
    client = new MessagingClient(config(), 'client');
  }, 30_000);
  afterAll(async () => {
    await client?.close();
    await nats?.stop();
  }, 30_000);

  async function start(): Promise<INestMicroservice> {
    const app = await NestFactory.createMicroservice(AnswersModule, { ...natsServer(config(), 'stop'), logger: false });
    await app.listen();
    // Its subscriptions reach the server a moment later.
    await until('an answer', async () => (await ask('stop.echo'), true));
    return app;
  }

  it('answers everything that was given to it, and leaves the rest to the other one', async () => {
    let failed = 0;
    let answered = 0;
    const staying = await start();
    for (let round = 0; round < 10; round++) {
      const leaving = await start();
      const until = Date.now() + 300;
      const asking = Array.from({ length: 50 }, async () => {
        while (Date.now() < until)
          await ask('stop.echo').then(
            () => answered++,
            () => failed++,
          );
      });
      await pause(100);
      await leaving.close();
      await Promise.all(asking);
    }
    await staying.close();
    expect({ failed, some: answered > 100 }).toEqual({ failed: 0, some: true });
  }, 60_000);

  it('waits for a handler as long as that takes', async () => {
    begun = Promise.withResolvers();
    goOn = Promise.withResolvers();
    const app = await start();
    const asked = ask('stop.slow');
    await begun.promise;
    let closed = false;
    const closing = app.close().then(() => (closed = true));
    await pause(600);
    expect(closed).toBe(false);
    goOn.resolve();
    expect(await asked).toEqual({});
    await closing;
  }, 30_000);

  it('waits for nothing where no handler is at work', async () => {
    const tookMs: number[] = [];
    for (let round = 0; round < 3; round++) {
      const idle = await start();
      const before = performance.now();
      await idle.close();
      tookMs.push(performance.now() - before);
    }
    // The quickest: what waited for something would do so each time.
    expect(Math.min(...tookMs)).toBeLessThan(1_000);
  }, 30_000);
});
