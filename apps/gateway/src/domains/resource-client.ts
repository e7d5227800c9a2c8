import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LetheError, ResourceCall, ResourceReply, SUBJECTS, type Principal } from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import type { z } from 'zod';
import { remainingMs } from '../http/deadline.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';

/** Headers that belong to the connection or to the gateway; a domain's are dropped. */
const OWN_HEADERS = /^(?:connection|keep-alive|transfer-encoding|content-length|content-type|set-cookie|inin-.*)$/i;

/**
 * Asks a domain what to answer to a call, with who calls; what is inside is the domain's business, permissions
 * included.
 */
@Injectable()
export class ResourceClient {
  constructor(private readonly messaging: MessagingClient) {}

  /** @throws LetheError method.not.allowed, and those of MessagingClient.call */
  async ask(
    domain: string,
    request: GatewayRequest,
    content: Pick<ResourceCall, 'body' | 'file'>,
  ): Promise<ResourceReply> {
    const method = ResourceCall.shape.method.safeParse(request.method);
    if (!method.success)
      throw new LetheError('method.not.allowed', `The method ${request.method} is not allowed here.`);
    const call: ResourceCall = {
      principal: request.principal as Principal,
      method: method.data,
      url: request.url,
      ...content,
    };
    return this.messaging.call(SUBJECTS.resource(domain), call, ResourceReply, Math.min(2_500, remainingMs(request)));
  }
}

/** The domain's answer as the gateway's own. */
export function passOn({ status, body, headers = {} }: ResourceReply, reply: FastifyReply): unknown {
  for (const [name, value] of Object.entries(headers)) if (!OWN_HEADERS.test(name)) void reply.header(name, value);
  void reply.status(status);
  return body;
}

export const isSuccess = ({ status }: ResourceReply): boolean => status >= 200 && status < 300;

/** The body of a domain's success, for the gateway itself. */
export function contentOf<T extends z.ZodType>({ body }: ResourceReply, schema: T): z.output<T> {
  const checked = schema.safeParse(body);
  if (!checked.success)
    throw new LetheError('internal.server.error', "A domain's answer about a file does not fit the contract.", {
      cause: checked.error,
    });
  return checked.data;
}
