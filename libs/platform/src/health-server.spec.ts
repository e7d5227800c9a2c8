import type { Server } from 'node:http';
import { portOf, startHealthServer, type Readiness } from './health-server.ts';

describe('the readiness of a service', () => {
  let server: Server;
  let readiness: () => Promise<Readiness>;
  beforeAll(async () => (server = await startHealthServer(0, '127.0.0.1', () => readiness())));
  afterAll(() => void server.close());

  const status = async () => (await fetch(`http://127.0.0.1:${portOf(server)}/readyz`)).status;

  it.each<[number, string, () => Promise<Readiness>]>([
    [200, 'is ready', async () => ({ ready: true })],
    [503, 'is not', async () => ({ ready: false })],
    [503, 'cannot tell', () => Promise.reject(new Error('lost'))],
    [503, 'waits for an answer that does not come', () => new Promise(() => undefined)],
  ])('is %i when it %s', async (expected, _what, found) => {
    readiness = found;
    expect(await status()).toBe(expected);
  });
});
