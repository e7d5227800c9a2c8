import { randomUUID } from 'node:crypto';
import {
  CreateRequestCall,
  GetInventoryCall,
  GetPostureCall,
  KnownCall,
  ListRequestsCall,
  ListStalledCall,
  OpenDownloadCall,
  PostureCall,
  Progress,
  RecordInventoryCall,
  RequestCall,
  ResolveCall,
  ResourceCall,
  RetryTaskCall,
  SearchCall,
  SearchSubjectsCall,
  SUBJECTS,
  TASK_VERBS,
  TasksCall,
} from '@lethe/contracts';
import { z } from 'zod';
import { firstPage } from './mends.ts';
import type { Components, JsonSchema } from './schema.ts';

/** A NATS subject, who may call it, and what it takes; nothing when it takes no notice of what it is sent. */
export interface Subject {
  subject: string;
  caller: 'gateway' | 'aggregator';
  schema?: JsonSchema & { $defs?: Components };
  /** An event is answered by nobody. */
  isEvent?: boolean;
}

const { aggregator } = SUBJECTS;

/** Every subject of the product, by the list that the product itself takes them from. */
export function subjectsOf(domains: readonly string[]): Subject[] {
  const calls: Record<keyof typeof aggregator, z.ZodType | undefined> = {
    ping: undefined,
    searchSubjects: SearchSubjectsCall,
    createRequest: CreateRequestCall,
    getRequest: RequestCall,
    listRequests: ListRequestsCall,
    listTasks: RequestCall,
    retryTask: RetryTaskCall,
    listStalled: ListStalledCall,
    getInventory: GetInventoryCall,
    recordInventory: RecordInventoryCall,
    posture: GetPostureCall,
    openDownload: OpenDownloadCall,
    progress: Progress,
  };
  const own = Object.entries(calls).map(([name, schema]): Subject => ({
    subject: aggregator[name as keyof typeof aggregator],
    caller: 'gateway',
    ...(schema && { schema: jsonSchema(schema) }),
    isEvent: name === 'progress',
  }));
  return own.concat(
    domains.flatMap((domain): Subject[] => [
      { subject: SUBJECTS.domain(domain, 'manifest'), caller: 'aggregator' },
      { subject: SUBJECTS.domain(domain, 'search'), caller: 'aggregator', schema: jsonSchema(SearchCall) },
      { subject: SUBJECTS.domain(domain, 'resolve'), caller: 'aggregator', schema: jsonSchema(ResolveCall) },
      { subject: SUBJECTS.domain(domain, 'posture'), caller: 'aggregator', schema: jsonSchema(PostureCall) },
      { subject: SUBJECTS.domain(domain, 'known'), caller: 'aggregator', schema: jsonSchema(KnownCall) },
      ...TASK_VERBS.map((verb): Subject => ({
        subject: SUBJECTS.domain(domain, verb),
        caller: 'aggregator',
        schema: jsonSchema(TasksCall),
      })),
      { subject: SUBJECTS.resource(domain), caller: 'gateway', schema: jsonSchema(ResourceCall) },
      { subject: SUBJECTS.openapi(domain), caller: 'gateway' },
    ]),
  );
}

const jsonSchema = (schema: z.ZodType): NonNullable<Subject['schema']> =>
  z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) as NonNullable<Subject['schema']>;

/** What makes a value of a schema one that makes sense: fresh ids of tasks, and an organisation that is there. */
export function sensible(value: unknown, isNaughty: (place: string) => boolean, organisationId: string): unknown {
  const {
    principal,
    context,
    tasks = [],
  } = value as {
    principal?: Record<string, unknown>;
    context?: Record<string, unknown>;
    tasks?: { context: Record<string, unknown>; taskId: string }[];
  };
  const own = (holder: Record<string, unknown> | undefined, place: string) => {
    if (holder !== undefined && !isNaughty(`${place}.organisationId`)) holder['organisationId'] = organisationId;
    if (holder !== undefined && !isNaughty(`${place}.defaultCountry`)) holder['defaultCountry'] = 'PT';
  };
  if (Object.hasOwn(value as object, 'domain')) return sensiblePosture(value, isNaughty, organisationId);
  // The first page has none.
  if (!isNaughty('cursor')) delete (value as { cursor?: string }).cursor;
  const { request } = value as { request?: Record<string, unknown> };
  // By one term, and replacements of it.
  if (request !== undefined)
    Object.assign(
      request,
      { subject: { name: (request['subject'] as { name: string }).name } },
      isNaughty('request.requestType') ? {} : { requestType: 'GDPR_UPDATE' },
    );
  for (const [place, id] of idsIn(value))
    for (const field of ['id', 'parent'] as const) if (!isNaughty(`${place}.${field}`)) id[field] = randomUUID();
  own(principal, 'principal');
  own(context, 'context');
  tasks.forEach((task, index) => {
    own(task.context, `tasks.${index}.context`);
    if (!isNaughty(`tasks.${index}.taskId`)) task.taskId = randomUUID();
  });
  return value;
}

/** The gateway's call for the posture; a domain's has no `domain`. */
function sensiblePosture(value: unknown, isNaughty: (place: string) => boolean, organisationId: string): unknown {
  const { domain, ...call } = firstPage(value, isNaughty) as { domain: unknown };
  return { ...(sensible(call, isNaughty, organisationId) as object), domain };
}

interface SubjectId {
  id: string;
  parent: string;
}

/** Every id of a subject in a call, by its place. */
function idsIn(value: unknown): [place: string, id: SubjectId][] {
  const { id, tasks = [] } = value as {
    id?: SubjectId;
    tasks?: { subject: { id: SubjectId; alsoIds: SubjectId[]; groupIds: SubjectId[] } }[];
  };
  const own: [string, SubjectId][] = typeof id === 'object' ? [['id', id]] : [];
  return own.concat(
    tasks.flatMap(({ subject }, index): [string, SubjectId][] => [
      [`tasks.${index}.subject.id`, subject.id],
      [`tasks.${index}.subject.alsoIds.0`, subject.alsoIds[0]!],
      [`tasks.${index}.subject.groupIds.0`, subject.groupIds[0]!],
    ]),
  );
}
