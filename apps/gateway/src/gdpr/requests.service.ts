import { Inject, Injectable } from '@nestjs/common';
import {
  CreateRequestReply,
  GdprTaskListing,
  ListRequestsReply,
  ListStalledReply,
  listing,
  RequestReply,
  RetryTaskReply,
  SUBJECTS,
  type GdprRequest,
  type GdprRequestInput,
  type GdprStalledWork,
  type Listing,
  type Principal,
} from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import type { z } from 'zod';
import { CONFIG, type GatewayConfig } from '../config.ts';
import { remainingMs } from '../http/deadline.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { CallGuards } from './call-guards.ts';
import { assertAcceptable } from './check-request.ts';
import { presentRequest } from './present-request.ts';
import type { CreateQuery, PageQuery } from './queries.ts';

/** Requests as the aggregator keeps them, in the form of the wire. */
@Injectable()
export class RequestsService {
  private readonly publicUrl: string;

  constructor(
    private readonly messaging: MessagingClient,
    private readonly guards: CallGuards,
    @Inject(CONFIG) config: GatewayConfig,
  ) {
    this.publicUrl = config.LETHE_PUBLIC_URL;
  }

  /** `created` false: an equal request was in flight and is answered instead (requirements D5). */
  async create(
    call: GatewayRequest,
    principal: Principal,
    request: GdprRequestInput,
    query: CreateQuery,
  ): Promise<{ created: boolean; request: GdprRequest }> {
    assertAcceptable(request, query.deleteConfirmed?.toLowerCase() === 'true', principal.defaultCountry);
    const reply = await this.callOnce(
      call,
      SUBJECTS.aggregator.createRequest,
      { principal, request },
      CreateRequestReply,
    );
    return { created: reply.created, request: presentRequest(reply.request, this.publicUrl) };
  }

  async list(principal: Principal, page: PageQuery): Promise<Listing<GdprRequest>> {
    const { requests, total } = await this.messaging.call(
      SUBJECTS.aggregator.listRequests,
      { principal, page },
      ListRequestsReply,
    );
    return listing(
      requests.map((request) => presentRequest(request, this.publicUrl)),
      { ...page, total },
      '/api/v2/gdpr/requests',
    );
  }

  async get(principal: Principal, requestId: string): Promise<GdprRequest> {
    return presentRequest(
      await this.messaging.call(SUBJECTS.aggregator.getRequest, { principal, requestId }, RequestReply),
      this.publicUrl,
    );
  }

  tasks(principal: Principal, requestId: string): Promise<GdprTaskListing> {
    return this.messaging.call(SUBJECTS.aggregator.listTasks, { principal, requestId }, GdprTaskListing);
  }

  async stalled(principal: Principal, page: PageQuery): Promise<Listing<GdprStalledWork>> {
    const { stalled, total } = await this.messaging.call(
      SUBJECTS.aggregator.listStalled,
      { principal, page },
      ListStalledReply,
    );
    return listing(stalled, { ...page, total }, '/api/v2/gdpr/stalled');
  }

  /** Answers the request to poll: the same one, or its successor when it had ended. */
  async retry(call: GatewayRequest, principal: Principal, requestId: string, taskId: string): Promise<GdprRequest> {
    const reply = await this.callOnce(
      call,
      SUBJECTS.aggregator.retryTask,
      { principal, requestId, taskId },
      RetryTaskReply,
    );
    return presentRequest(reply.request, this.publicUrl);
  }

  /**
   * For what creates a request: however often its message arrives it has one effect, and none after this call was
   * answered with 503.
   */
  private async callOnce<T extends z.ZodType>(
    call: GatewayRequest,
    subject: string,
    message: object,
    reply: T,
  ): Promise<z.output<T>> {
    const guard = await this.guards.guard(call);
    return this.messaging.call(subject, { ...message, ...guard }, reply, remainingMs(call));
  }
}
