import { Controller, Inject } from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import {
  CreateRequestCall,
  GetInventoryCall,
  GetPostureCall,
  ListRequestsCall,
  ListStalledCall,
  OpenDownloadCall,
  Progress,
  RecordInventoryCall,
  RequestCall,
  RetryTaskCall,
  SearchSubjectsCall,
  SUBJECTS,
} from '@lethe/contracts';
import { readCall } from '@lethe/platform';
import type { Core } from './core.ts';
import type { Dispatcher } from './dispatch/dispatcher.ts';
import { getInventory } from './inventory/get-inventory.ts';
import { recordInventory } from './inventory/record-inventory.ts';
import { getPosture } from './posture/get-posture.ts';
import { createRequest } from './requests/create-request.ts';
import { getRequest, listRequests } from './requests/get-request.ts';
import { listTasks } from './requests/list-tasks.ts';
import { openDownload } from './requests/open-download.ts';
import { retryTask } from './requests/retry-task.ts';
import { searchSubjects } from './requests/search-subjects.ts';
import { listStalled } from './stalled/list-stalled.ts';

export const CORE = Symbol('core');
export const DISPATCHER = Symbol('dispatcher');

const { aggregator } = SUBJECTS;

/** The calls of the gateway, and the signs of life of domains. */
@Controller()
export class AggregatorController {
  constructor(
    @Inject(CORE) private readonly core: Core,
    @Inject(DISPATCHER) private readonly dispatcher: Dispatcher,
  ) {}

  @MessagePattern(aggregator.ping)
  async ping() {
    const { rows } = await this.core.pool.query<{ now: Date }>('select clock_timestamp() as now');
    return { now: rows[0]!.now.toISOString() };
  }

  @MessagePattern(aggregator.searchSubjects)
  searchSubjects(@Payload() call: unknown) {
    return searchSubjects(this.core, readCall(SearchSubjectsCall, call));
  }

  @MessagePattern(aggregator.createRequest)
  createRequest(@Payload() call: unknown) {
    return createRequest(this.core, readCall(CreateRequestCall, call));
  }

  @MessagePattern(aggregator.getRequest)
  getRequest(@Payload() call: unknown) {
    return getRequest(this.core, readCall(RequestCall, call));
  }

  @MessagePattern(aggregator.listRequests)
  listRequests(@Payload() call: unknown) {
    return listRequests(this.core, readCall(ListRequestsCall, call));
  }

  @MessagePattern(aggregator.listTasks)
  listTasks(@Payload() call: unknown) {
    return listTasks(this.core, readCall(RequestCall, call));
  }

  @MessagePattern(aggregator.retryTask)
  retryTask(@Payload() call: unknown) {
    return retryTask(this.core, readCall(RetryTaskCall, call));
  }

  @MessagePattern(aggregator.listStalled)
  listStalled(@Payload() call: unknown) {
    return listStalled(this.core, readCall(ListStalledCall, call));
  }

  @MessagePattern(aggregator.getInventory)
  getInventory(@Payload() call: unknown) {
    return getInventory(this.core, readCall(GetInventoryCall, call));
  }

  @MessagePattern(aggregator.recordInventory)
  recordInventory(@Payload() call: unknown) {
    return recordInventory(this.core, readCall(RecordInventoryCall, call));
  }

  @MessagePattern(aggregator.posture)
  posture(@Payload() call: unknown) {
    return getPosture(this.core, readCall(GetPostureCall, call));
  }

  @MessagePattern(aggregator.openDownload)
  openDownload(@Payload() call: unknown) {
    return openDownload(this.core, readCall(OpenDownloadCall, call));
  }

  /** Without a queue group: only the aggregator that made the call can prolong it. */
  @EventPattern(aggregator.progress, undefined, { queue: '' })
  async progress(@Payload() event: unknown) {
    const sign = Progress.safeParse(event);
    if (sign.success) await this.dispatcher.progress(sign.data);
  }
}
