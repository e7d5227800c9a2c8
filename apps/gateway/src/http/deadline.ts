import { unavailable } from '@lethe/contracts';
import type { GatewayRequest } from './gateway-request.ts';

/** A call is answered within 3 s whatever is away (requirement); a little is left for the answer itself. */
const ANSWER_MS = 2_500;

export const remainingMs = (request: GatewayRequest): number => Math.max(1, request.startedAt + ANSWER_MS - performance.now());

/** `work`, or 503 when the call's time is over: a server that hangs sends no error. */
export async function withinDeadline<T>(request: GatewayRequest, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable('A service that is needed')), remainingMs(request));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
