import { Controller, UseFilters, type Type } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import {
  KnownCall,
  PostureCall,
  ReindexCall,
  ResolveCall,
  ResourceCall,
  SearchCall,
  SUBJECTS,
  TASK_VERBS,
  TasksCall,
  type Manifest,
} from '@lethe/contracts';
import { MessageErrorFilter } from '@lethe/messaging';
import { readCall, toLetheError } from '@lethe/platform';
import { known } from './posture/known.ts';
import { posture } from './posture/posture.ts';
import { indexState } from './reindex/index-state.ts';
import { reindex } from './reindex/reindex.ts';
import type { Engine } from './engine.ts';
import { runTasks } from './run-tasks.ts';
import { resolve } from './verbs/resolve.ts';
import { search } from './verbs/search.ts';

export interface DomainHandlers {
  engine: Engine;
  manifest: Manifest;
  /** Filled in once the app is made. */
  resource: (call: ResourceCall) => Promise<unknown>;
  openapi: () => unknown;
}

/**
 * The NATS side of a domain: one handler per verb of the domain contract, one for its resource API. Subjects hold the
 * domain's name.
 */
export function domainController(name: string, handlers: DomainHandlers): Type {
  const { engine } = handlers;
  const byDomainSubject: Record<string, (payload: unknown) => Promise<unknown>> = {
    [SUBJECTS.domain(name, 'manifest')]: async () => ({ ...handlers.manifest, ...(await indexState(engine.store)) }),
    [SUBJECTS.domain(name, 'search')]: async (payload) => search(engine.store, readCall(SearchCall, payload)),
    [SUBJECTS.domain(name, 'resolve')]: async (payload) => resolve(engine.store, readCall(ResolveCall, payload)),
    [SUBJECTS.domain(name, 'reindex')]: async (payload) => reindex(engine.store, readCall(ReindexCall, payload)),
    [SUBJECTS.domain(name, 'posture')]: async (payload) => posture(engine.store, readCall(PostureCall, payload)),
    [SUBJECTS.domain(name, 'known')]: async (payload) => known(engine.store, readCall(KnownCall, payload)),
    [SUBJECTS.resource(name)]: async (payload) => handlers.resource(readCall(ResourceCall, payload)),
    [SUBJECTS.openapi(name)]: async () => handlers.openapi(),
  };
  for (const verb of TASK_VERBS) {
    byDomainSubject[SUBJECTS.domain(name, verb)] = async (payload) => ({
      outcomes: await runTasks(engine, verb, readCall(TasksCall, payload).tasks),
    });
  }

  class DomainController {}
  Object.entries(byDomainSubject).forEach(([subject, handle], index) => {
    const method = `handle${index}`;
    Object.defineProperty(DomainController.prototype, method, { value: handle, writable: true, configurable: true });
    Payload()(DomainController.prototype, method, 0);
    MessagePattern(subject)(
      DomainController.prototype,
      method,
      Object.getOwnPropertyDescriptor(DomainController.prototype, method)!,
    );
  });
  // On the class: a filter added to the microservice after `connectMicroservice` is ignored without a word.
  UseFilters(new MessageErrorFilter(toLetheError))(DomainController);
  Controller()(DomainController);
  return DomainController;
}
