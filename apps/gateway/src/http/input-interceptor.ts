import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { LetheError, notFound } from '@lethe/contracts';
import { unstorableText } from '@lethe/platform';
import type { Observable } from 'rxjs';
import type { GatewayRequest } from './gateway-request.ts';
import { readForm, readJsonBody } from './read-body.ts';
import { TakesBody } from './takes-body.ts';

/**
 * Reads path, query and body, unless the route reads its body itself. It runs after the guards, so that a caller who is
 * refused learns nothing about the input, and bad input counts against the caller's limit.
 */
@Injectable()
export class InputInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<GatewayRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (unstorableText(request.params) !== undefined) throw notFound('resource');
    assertQuery(request);
    const body = this.reflector.get(TakesBody, context.getHandler());
    if (body !== 'own')
      request.body = body === 'form' ? await readForm(request, reply) : await readJsonBody(request, reply);
    return next.handle();
  }
}

function assertQuery(request: GatewayRequest): void {
  const query = request.url.split('?').slice(1).join('?');
  try {
    decodeURIComponent(query.replaceAll('+', ' '));
  } catch {
    throw new LetheError('invalid.query.param.value', 'The query string is not percent-encoded UTF-8.');
  }
  const field = unstorableText(request.query);
  if (field === undefined) return;
  throw new LetheError('invalid.query.param.value', 'A query parameter holds NUL.', {
    details: [{ errorCode: 'invalid.value', fieldName: field.replaceAll('\0', '').slice(0, 100) }],
  });
}
