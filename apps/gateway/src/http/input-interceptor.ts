import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { LetheError, notFound } from '@lethe/contracts';
import { unstorableText } from '@lethe/platform';
import type { Observable } from 'rxjs';
import { AcceptsForm } from './accepts-form.ts';
import type { GatewayRequest } from './gateway-request.ts';
import { assertStorable, readJson } from './read-json.ts';

const JSON_TYPE = /^application\/(?:json|[\w.-]+\+json)\s*(?:;\s*charset="?utf-?8"?\s*)?$/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/**
 * Reads path, query and body. It runs after the guards, so that a caller who is refused learns nothing about the input, and bad input
 * counts against the caller's limit.
 */
@Injectable()
export class InputInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<GatewayRequest>();
    if (unstorableText(request.params) !== undefined) throw notFound('resource');
    assertQuery(request);
    request.body = this.reflector.get(AcceptsForm, context.getHandler()) ? readForm(request) : readBody(request);
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
  throw new LetheError('invalid.query.param.value', 'A query parameter holds NUL.', { details: [{ errorCode: 'invalid.value', fieldName: field.replaceAll('\0', '').slice(0, 100) }] });
}

/** The official SDK names a content type on every call, with or without a body. */
function readBody(request: GatewayRequest): unknown {
  const body = bytesOf(request);
  if (body === undefined) return undefined;
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) throw new LetheError('unsupported.media.type', 'The content type is not supported. Use application/json.');
  return readJson(body);
}

/** Undefined when the body is no form: the token endpoint has its own error for that. */
function readForm(request: GatewayRequest): Record<string, string> | undefined {
  const body = bytesOf(request);
  if (body === undefined || !FORM_TYPE.test(request.headers['content-type'] ?? '')) return undefined;
  const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  assertStorable(form, 'The form');
  return form;
}

const bytesOf = ({ body }: GatewayRequest) => (Buffer.isBuffer(body) && body.length > 0 ? body : undefined);
