import type { GdprRequestInput, Principal, RequestType } from '@lethe/contracts';
import { newKey } from '@lethe/storage';
import { v7 as uuidv7 } from 'uuid';
import type { Core } from '../core.ts';
import { hasArchive } from '../lifecycle/plan.ts';
import { run, type Client } from '../sql.ts';
import { INSERT_REQUESTS, IN_FLIGHT, JOIN_GROUP } from './insert-requests.sql.ts';
import type { Member } from './member.ts';
import { isSkipped, NEEDS_SUBJECT } from './needs-subject.ts';
import { duplicateKey, tracesOf } from './traces.ts';

/** Legal deadlines in days (requirements R80, R81). */
const DEADLINE_DAYS: Record<RequestType, number> = { GDPR_EXPORT: 2, GDPR_GET: 2, GDPR_UPDATE: 14, GDPR_DELETE: 14 };

/** An equal request may end between the conflict with it and the look at it; then the insert is tried again. */
const TRIES = 5;

export interface WantedRequest {
  principal: Principal;
  input: GdprRequestInput;
  members: Member[];
  /** The request that ended in ERROR and that an operator starts again. */
  retriedFrom?: string;
}

interface Draft {
  id: string;
  member: Member;
  duplicate_key: string;
}

/** Ids in the order of the members; `created` of them are new. */
export async function insertRequests(core: Core, client: Client, wanted: WantedRequest) {
  const { input, members } = wanted;
  const { organisationId } = wanted.principal;
  const secret = core.config.LETHE_PSEUDONYM_KEY;
  const drafts = members.map((member): Draft => ({
    id: uuidv7(),
    member,
    duplicate_key: duplicateKey(secret, organisationId, member, input),
  }));
  const groupId = members.length > 1 ? uuidv7() : null;
  const ids = new Map<string, string>();
  let created = 0;
  for (let tries = 0; ids.size < drafts.length; tries++) {
    if (tries === TRIES) throw new Error('Equal requests come and go faster than this one can be created.');
    const missing = drafts.filter((draft) => !ids.has(draft.duplicate_key));
    const made = await run<{ id: string; duplicate_key: string }>(
      client,
      'request-insert',
      INSERT_REQUESTS,
      valuesOf(core, wanted, missing, groupId),
    );
    for (const row of made) ids.set(row.duplicate_key, row.id);
    created += made.length;
    if (ids.size === drafts.length) break;
    const equal = missing.map((draft) => draft.duplicate_key).filter((key) => !ids.has(key));
    for (const row of await run<{ id: string; duplicate_key: string }>(client, 'request-in-flight', IN_FLIGHT, [
      organisationId,
      equal,
    ]))
      ids.set(row.duplicate_key, row.id);
  }
  const ordered = drafts.map((draft) => ids.get(draft.duplicate_key)!);
  // Members in flight keep their group, so that the requests of one set stay related through a retry (R59).
  if (groupId !== null && created < drafts.length)
    await run(client, 'request-join', JOIN_GROUP, [organisationId, [...ordered].sort(), groupId]);
  return { created, ids: ordered };
}

function valuesOf(
  core: Core,
  { principal, input, retriedFrom }: WantedRequest,
  drafts: Draft[],
  groupId: string | null,
): unknown[] {
  const { organisationId, clientId, defaultCountry, correlationId } = principal;
  const requests = drafts.map(({ id, member, duplicate_key }) => ({
    id,
    duplicate_key,
    member_key: member.memberKey,
    given: member.given,
    subject: member.subject,
    task_subject: member.taskSubject,
  }));
  const traces = drafts.flatMap(({ id, member }) =>
    tracesOf(core.config.LETHE_PSEUDONYM_KEY, organisationId, member.taskSubject).map((trace) => ({
      request_id: id,
      ...trace,
    })),
  );
  const archives = hasArchive(input.requestType)
    ? drafts.map(({ id }) => ({ id: uuidv7(), request_id: id, key: newKey().toString('base64') }))
    : [];
  return [
    organisationId,
    JSON.stringify(requests),
    JSON.stringify(drafts.flatMap((draft) => tasksOf(core, draft))),
    JSON.stringify(traces),
    JSON.stringify(archives),
    input.name ?? null,
    input.requestType,
    clientId,
    `${DEADLINE_DAYS[input.requestType]} days`,
    groupId,
    input.replacementTerms ? JSON.stringify(input.replacementTerms) : null,
    defaultCountry,
    correlationId,
    retriedFrom ?? null,
  ];
}

function tasksOf(core: Core, { id, member }: Draft) {
  return core.domains.expected.map((domain) => {
    const skipped = isSkipped(core.domains.manifest(domain), member.taskSubject);
    return {
      id: uuidv7(),
      request_id: id,
      domain,
      state: skipped ? 'skipped' : 'waiting',
      reasons: skipped ? [NEEDS_SUBJECT] : [],
    };
  });
}
