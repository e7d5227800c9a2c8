import { Logger } from '@lethe/platform';
import type { FastifyInstance } from 'fastify';
import { RawCaller } from '../../test/raw-caller.ts';
import { until } from '@lethe/testing';
import { createAdapter } from './create-adapter.ts';
import { Drain } from './drain.ts';

let fastify: FastifyInstance;
let url: string;
beforeAll(async () => {
  fastify = createAdapter(Logger.create('gateway', 'silent'), new Drain()).getInstance() as never;
  fastify.put('/late', async ({ raw }) => {
    raw.resume();
    await new Promise((resolve) => setTimeout(resolve, 300));
    return 'late';
  });
  url = await fastify.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => fastify?.close());

const connections = () =>
  new Promise<number>((resolve, reject) =>
    fastify.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

it('answers what is not HTTP, and ends the connection also when the caller does not, and an answer was under way', async () => {
  const caller = new RawCaller(url).head('PUT', '/late', { 'Content-Length': 3 }).write('abcdef\r\n\r\n');
  expect(await caller.status()).toBe(400);
  expect(caller.received).toContain('"code":"bad.request"');
  await until('the end of every connection', async () => (await connections()) === 0);
  caller.breakOff();
});

it('gives headers ten seconds, and an upload an hour at most', () => {
  expect(fastify.server).toMatchObject({ requestTimeout: 3_600_000, headersTimeout: 10_000 });
});
