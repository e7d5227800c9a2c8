import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the range from which systems take the ports of outgoing connections (Linux 32768, macOS 49152): a service that
 * tries to reach a NATS that is just being restarted could otherwise be given NATS' own port, and keep it.
 */
const RANGE = [20_000, 32_000] as const;

/** Different ports on which nothing listens now. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(...RANGE);
    if (!found.has(port) && (await portProblem(port)) === undefined) found.add(port);
  }
  return [...found];
}

/** Why 127.0.0.1:port can not be listened on (`EADDRINUSE`, `EACCES`), or undefined. */
export function portProblem(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
