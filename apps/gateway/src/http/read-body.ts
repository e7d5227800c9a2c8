import type { FastifyReply } from 'fastify';
import { LetheError } from '@lethe/contracts';
import { arrivingBody } from './arriving-body.ts';
import type { GatewayRequest } from './gateway-request.ts';
import { assertStorable, readJson } from './read-json.ts';

const BODY_BYTES = 262_144;
const BODYLESS = /^(?:GET|HEAD|OPTIONS)$/;
const JSON_TYPE = /^application\/(?:json|[\w.-]+\+json)\s*(?:;\s*charset="?utf-?8"?\s*)?$/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/**
 * The JSON of a body, undefined without one: the official SDK names a content type on every call, with or without a
 * body.
 * @throws LetheError bad.request, unsupported.media.type, and those of `arrivingBody`
 */
export async function readJsonBody(request: GatewayRequest, reply: FastifyReply): Promise<unknown> {
  const body = await bytesOf(request, reply);
  if (body.length === 0) return undefined;
  if (!JSON_TYPE.test(request.headers['content-type'] ?? ''))
    throw new LetheError('unsupported.media.type', 'The content type is not supported. Use application/json.');
  return readJson(body);
}

/** Undefined when the body is no form: the token endpoint has its own error for that. */
export async function readForm(
  request: GatewayRequest,
  reply: FastifyReply,
): Promise<Record<string, string> | undefined> {
  const body = await bytesOf(request, reply);
  if (body.length === 0 || !FORM_TYPE.test(request.headers['content-type'] ?? '')) return undefined;
  const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  assertStorable(form, 'The form');
  return form;
}

async function bytesOf(request: GatewayRequest, reply: FastifyReply): Promise<Buffer> {
  if (BODYLESS.test(request.method)) return Buffer.alloc(0);
  const began = performance.now();
  const body = Buffer.concat(await Array.fromAsync(arrivingBody(request.raw, reply.raw, BODY_BYTES)));
  request.waitedMs += performance.now() - began;
  return body;
}
