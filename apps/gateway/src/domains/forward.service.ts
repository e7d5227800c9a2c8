import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LetheError, notFound, ResourceCall, ResourceReply, SUBJECTS, unavailable, type Principal } from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import { remainingMs } from '../http/deadline.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { DomainRegistry, type Claim } from './domain-registry.ts';

/** Headers that belong to the connection or to the gateway; a domain's are dropped. */
const OWN_HEADERS = /^(?:connection|keep-alive|transfer-encoding|content-length|content-type|set-cookie|inin-.*)$/i;

/** Passes a call on to the domain that claims its path, with who calls; what is inside is the domain's business, permissions included. */
@Injectable()
export class ForwardService {
  constructor(
    private readonly messaging: MessagingClient,
    private readonly registry: DomainRegistry,
  ) {}

  async forward(request: GatewayRequest, reply: FastifyReply): Promise<unknown> {
    const { domain, prefix } = this.claimOf(request.url.split('?')[0] ?? '');
    request.routeLabel = `${prefix}/*`;
    if (!domain.available) throw unavailable(`The service ${domain.name}`);
    const method = ResourceCall.shape.method.safeParse(request.method);
    if (!method.success) throw new LetheError('method.not.allowed', `The method ${request.method} is not allowed here.`);
    const call: ResourceCall = { principal: request.principal as Principal, method: method.data, url: request.url, body: request.body };
    const { status, body, headers = {} } = await this.messaging.call(SUBJECTS.resource(domain.name), call, ResourceReply, Math.min(2_500, remainingMs(request)));
    for (const [name, value] of Object.entries(headers)) if (!OWN_HEADERS.test(name)) void reply.header(name, value);
    void reply.status(status);
    return body;
  }

  /** While an expected domain has never answered, nobody knows which paths it claims. */
  private claimOf(path: string): Claim {
    const claim = this.registry.claimOf(path);
    if (claim !== undefined) return claim;
    throw this.registry.allAnswered() ? notFound('resource') : unavailable('A service that may answer this path');
  }
}
