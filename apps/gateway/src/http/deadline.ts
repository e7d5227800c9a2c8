import { unavailable } from '@lethe/contracts';
import type { GatewayRequest } from './gateway-request.ts';

/**
 * A call is answered within 3 s whatever is away (requirement), not counting the wait for its body; a little is left
 * for the answer itself.
 */
const ANSWER_MS = 2_500;

/** When a call is answered 503 at the latest, of `performance.now()`. */
export const endOf = ({ startedAt, waitedMs }: GatewayRequest): number => startedAt + waitedMs + ANSWER_MS;

export const remainingMs = (request: GatewayRequest): number => Math.max(1, endOf(request) - performance.now());

/** `work`, or 503 when the call's time is over: a server that hangs sends no error. */
export const withinDeadline = <T>(request: GatewayRequest, work: Promise<T>): Promise<T> =>
  within(remainingMs(request), work, () => unavailable('A service that is needed'));

/** `work`, or the error that `late` makes after `ms`. The work goes on; what becomes of it is lost. */
export async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const lateness = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(late()), ms)));
  try {
    return await Promise.race([work, lateness]);
  } finally {
    clearTimeout(timer);
  }
}
