import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { register } from 'prom-client';

export interface Readiness {
  ready: boolean;
  /** Shown in the body of `/readyz`: names and states, no secrets. */
  [detail: string]: unknown;
}

/** What an operator may look at besides, by path; answered as JSON. */
export type Views = Readonly<Record<string, () => Promise<unknown>>>;

/** Whoever asks has to know soon; what takes longer is not there. */
const READY_WITHIN_MS = 2_000;

/**
 * `/healthz` (the process runs), `/readyz` (it can do its work) and `/metrics` of a service that has no HTTP API of its
 * own.
 */
export async function startHealthServer(
  port: number,
  host: string,
  readiness: () => Promise<Readiness>,
  views: Views = {},
): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', readiness, views).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function answer(
  url: string,
  readiness: () => Promise<Readiness>,
  views: Views,
): Promise<{ status: number; type: string; body: string }> {
  const type = 'application/json';
  if (url === '/healthz') return { status: 200, type, body: '{"status":"ok"}' };
  if (url === '/metrics') return { status: 200, type: register.contentType, body: await register.metrics() };
  if (url === '/readyz') {
    const state = await Promise.race([readiness(), late()]).catch((): Readiness => ({ ready: false }));
    return { status: state.ready ? 200 : 503, type, body: JSON.stringify(state) };
  }
  if (Object.hasOwn(views, url)) {
    const found = await views[url]!().catch(() => undefined);
    return found === undefined
      ? { status: 503, type, body: '{"status":"unavailable"}' }
      : { status: 200, type, body: JSON.stringify(found) };
  }
  return { status: 404, type, body: '{"status":"not found"}' };
}

const late = (): Promise<Readiness> =>
  new Promise((resolve) => setTimeout(() => resolve({ ready: false }), READY_WITHIN_MS).unref());
