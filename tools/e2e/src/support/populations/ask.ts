import type { GdprRequest, GdprSubject, GdprTask, GdprTaskListing } from '@lethe/contracts';
import type { StoredRecord, Told } from '@lethe/population';
import type { Http } from '../http.ts';
import { patiently } from './patiently.ts';

/** Who asks, and waits for the end of a request. */
export interface Client {
  http: Http;
  ended(id: string): Promise<unknown>;
}

/** A request and those related to it, when all have ended. */
export interface Asked {
  /** Of the request that was posted. */
  id?: string;
  told: Told;
  /** What went wrong with any of them. */
  faults: string[];
}

const NOTHING: Told = { located: new Map(), ambiguous: [], closure: [], leftBehind: [] };

export async function ask(client: Client, requestType: string, subject: object, more: object = {}): Promise<Asked> {
  const confirmed = requestType === 'GDPR_DELETE' ? '?deleteConfirmed=true' : '';
  const { status, body } = await patiently<GdprRequest>(client.http, 'POST', `/api/v2/gdpr/requests${confirmed}`, {
    requestType,
    subject,
    ...more,
  });
  if (status > 202) return { told: NOTHING, faults: [`${requestType} answered ${status} ${JSON.stringify(body)}`] };
  const ended = await Promise.all(
    [body.id, ...(body.relatedRequests ?? []).map(({ id }) => id)].map((id) => endOf(client, id)),
  );
  return { id: body.id, told: tellOf(ended), faults: ended.flatMap(({ faults }) => faults) };
}

interface Ended {
  tasks: GdprTask[];
  closure: string[];
  faults: string[];
}

async function endOf(client: Client, id: string): Promise<Ended> {
  await client.ended(id);
  const { body } = await patiently<GdprTaskListing>(client.http, 'GET', `/api/v2/gdpr/requests/${id}/tasks`);
  const { status, entities, rounds = [] } = body;
  const reasons = entities.flatMap(({ domain, reasons }) => reasons.map(({ code }) => `${domain} ${code}`));
  return {
    tasks: entities,
    closure: rounds.flatMap(({ subjects }) => subjects.flatMap(idsOf)),
    faults: status === 'COMPLETED' ? [] : [`request ${id} is ${status}: ${reasons.join(', ')}`],
  };
}

export const idsOf = ({ userId, externalContactId, dialerContactId, journeyCustomer }: GdprSubject): string[] =>
  [userId, externalContactId, dialerContactId?.id, journeyCustomer?.id].filter((id) => id !== undefined);

/**
 * Each member of a merge set is found by its own request, and so are its visitors (`together`); whatever else is found,
 * by all of them.
 */
function tellOf(ended: readonly Ended[]): Told {
  const located = new Map<string, number>();
  const together = new Map<string, number>();
  for (const { tasks } of ended) {
    const one = Map.groupBy(
      tasks.flatMap((task) => task.located),
      ({ recordType }) => recordType,
    );
    for (const [type, counts] of one) {
      const found = counts.reduce((sum, { records }) => sum + records, 0);
      const before = located.get(type) ?? 0;
      together.set(type, (together.get(type) ?? 0) + found);
      located.set(type, type === 'externalContact' ? before + found : Math.max(before, found));
    }
  }
  const tasks = ended.flatMap((each) => each.tasks);
  return {
    located,
    together,
    ambiguous: tasks.flatMap(({ ambiguous }) =>
      ambiguous.map(({ recordType, recordId, reason }) => ({ recordType, recordId, code: reason.code })),
    ),
    closure: ended.flatMap(({ closure }) => closure),
    leftBehind: tasks.flatMap(({ leftBehind = [] }) =>
      leftBehind.flatMap(({ subject, recordType, records }) =>
        idsOf(subject).map((id) => ({ id, recordType, records })),
      ),
    ),
  };
}

/** A record as the subject of a request; a row of a table has no id that a request could name. */
export function subjectOf({ kind, id, listId, cookie }: StoredRecord): object | undefined {
  if (kind === 'contact') return { externalContactId: id };
  if (kind === 'user') return { userId: id };
  if (kind === 'visitor') return { journeyCustomer: { type: 'cookie', id: cookie } };
  return kind === 'row' ? { dialerContactId: { id, contactListId: listId } } : undefined;
}
