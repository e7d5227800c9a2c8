import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { LetheError } from '@lethe/contracts';
import type { Logger } from './logger.ts';
import { toLetheError } from './to-lethe-error.ts';

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  type(type: string): Reply;
  send(body: unknown): unknown;
  sent: boolean;
}
interface Request {
  id: string;
  method: string;
  routeOptions?: { url?: string };
}

/** Every error of an HTTP handler in the form of the wire contract; `Retry-After` where a repetition makes sense. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter<unknown> {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    const error = toLetheError(thrown);
    if (error.status >= 500) {
      const fields = {
        correlationId: request.id,
        method: request.method,
        route: request.routeOptions?.url,
        status: error.status,
      };
      this.logger.error('request failed', thrown, fields);
    }
    if (!reply.sent) sendError(reply, error, request.id);
  }
}

export function sendError(reply: Reply, error: LetheError, contextId: string): void {
  const { retryAfter } = error.options;
  if (retryAfter !== undefined) reply.header('Retry-After', String(retryAfter));
  reply.status(error.status).type('application/json').send(error.toBody(contextId));
}
