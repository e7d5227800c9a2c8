import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { notFound, unavailable } from '@lethe/contracts';
import { FilesService } from '../files/files.service.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { readJsonBody } from '../http/read-body.ts';
import { DomainRegistry, type Claim } from './domain-registry.ts';
import { passOn, ResourceClient } from './resource-client.ts';

/**
 * Passes a call on to the domain that claims its path; the content of files goes past NATS. Nothing of a body is read
 * before it is known whose it is.
 */
@Injectable()
export class ForwardService {
  constructor(
    private readonly registry: DomainRegistry,
    private readonly resources: ResourceClient,
    private readonly files: FilesService,
  ) {}

  async forward(request: GatewayRequest, reply: FastifyReply): Promise<unknown> {
    const { domain, isFile, label } = this.claimOf(request.url.split('?')[0] ?? '');
    request.routeLabel = label;
    if (!domain.available) throw unavailable(`The service ${domain.name}`);
    if (isFile && request.method === 'PUT') return this.files.write(domain.name, request, reply);
    if (isFile && request.method === 'GET') return this.files.read(domain.name, request, reply);
    return passOn(await this.resources.ask(domain.name, request, { body: await readJsonBody(request, reply) }), reply);
  }

  /** While an expected domain has never answered, nobody knows which paths it claims. */
  private claimOf(path: string): Claim {
    const claim = this.registry.claimOf(path);
    if (claim !== undefined) return claim;
    throw this.registry.allAnswered() ? notFound('resource') : unavailable('A service that may answer this path');
  }
}
