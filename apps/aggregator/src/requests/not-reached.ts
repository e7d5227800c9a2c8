import {
  GdprSubject,
  type AmbiguousRecord,
  type FurtherRequest,
  type LeftBehind,
  type Manifest,
  type Reason,
  type RequestType,
  type RetainedRecords,
  type SubjectId,
  type TaskState,
  type TaskVerb,
} from '@lethe/contracts';
import { distinct, type Round } from '../closure/stored-subject.ts';
import type { StoredOutcome } from './stored-outcome.ts';
import { idsOf, idText, subjectOfId } from './subject-of.ts';

/** The request whose answer says what it did not reach. */
export interface Asking {
  request_type: RequestType;
  given: GdprSubject;
  rounds: Round[];
}

interface Answered {
  state: TaskState;
  outcomes: Partial<Record<TaskVerb, StoredOutcome>>;
}

/** Why the request did not act on it, what to do about it, and with which requests. */
export interface Way {
  reason: Reason;
  advice: string;
  requests: FurtherRequest[];
}

/** What a request did not act on in one domain, and what reaches it: in `/tasks`, in the archive, and on its page. */
export interface NotReached {
  ambiguous: (AmbiguousRecord & Way)[];
  leftBehind: (LeftBehind & Way)[];
  retained: (RetainedRecords & Way)[];
}

export function notReached(asking: Asking, task: Answered, manifest: Manifest | undefined): NotReached {
  return {
    ambiguous: ambiguousIn(asking, task),
    leftBehind: leftBehindIn(asking, task),
    retained: retainedIn(asking, task, manifest),
  };
}

const NAMES_NO_ID = 'This service is asked by id only, and the request names none.';

/** Why a bare term did not reach a domain, for people (requirements D8, D25). */
export const skippedReason = ({ leftBehind }: NotReached): Reason => ({
  code: 'needs.subject.id',
  message: `${NAMES_NO_ID} ${leftBehind.length > 0 ? 'What it holds under the ids that were found is left behind.' : 'It holds nothing under an id that was found.'}`,
});

/** Where a request of this type is sent, and with what besides the body. */
const SEND: Record<RequestType, string> = {
  GDPR_GET: 'send the request below to POST /api/v2/gdpr/requests.',
  GDPR_EXPORT: 'send the request below to POST /api/v2/gdpr/requests.',
  GDPR_UPDATE: 'send the request below, with your replacementTerms, to POST /api/v2/gdpr/requests.',
  GDPR_DELETE: 'send the request below to POST /api/v2/gdpr/requests?deleteConfirmed=true.',
};
const NO_REQUEST = 'No request reaches it. Look at the record in its service, and change or delete it there.';

function ambiguousIn({ request_type }: Asking, { outcomes }: Answered): NotReached['ambiguous'] {
  // The check of an erasure searches with all that was found: a record in doubt before may be gone by then (D26).
  const last = request_type === 'GDPR_DELETE' && outcomes.check;
  const all = last ? last.ambiguous : Object.values(outcomes).flatMap(({ ambiguous }) => ambiguous);
  return distinct(all, ({ recordType, recordId }) => `${recordType}/${recordId}`).map((record) => {
    const requests = requestsFor(request_type, record.subject);
    return {
      ...record,
      advice: requests.length > 0 ? `If it is the same person, ${SEND[request_type]}` : NO_REQUEST,
      requests,
    };
  });
}

function leftBehindIn({ request_type, rounds }: Asking, { state, outcomes }: Answered): NotReached['leftBehind'] {
  if (state !== 'skipped') return [];
  // A reference holds no second half of an id; the search that found the id did.
  const whole = new Map(rounds.flatMap(({ ids }) => ids).map((id) => [`${id.type}:${id.id}`, id]));
  return (outcomes.locate?.carried ?? []).map(({ id, recordType, records }) => {
    const subject = subjectOfId(whole.get(`${id.type}:${id.id}`) ?? id);
    const reason = { code: 'needs.subject.id', message: `${NAMES_NO_ID} These records carry an id that it found.` };
    const advice = `To reach them, ${SEND[request_type]}`;
    return { subject, recordType, records, reason, advice, requests: requestsFor(request_type, subject) };
  });
}

function retainedIn(asking: Asking, { outcomes }: Answered, manifest: Manifest | undefined): NotReached['retained'] {
  const { located = [], carried = [] } = outcomes.locate ?? {};
  const own = idsOf(asking.given).filter(({ type }) => manifest?.subjectIds.includes(type));
  const ids = distinct<SubjectId>([...own, ...carried.map(({ id }) => id)], idText);
  return located
    .filter(({ disposition }) => disposition === 'retain')
    .map(({ recordType, records, ground }) => {
      const isForGood = manifest?.recordTypes.find(({ type }) => type === recordType)?.onErase === 'retain';
      const requests = isForGood ? [] : ids.flatMap((id) => requestsFor('GDPR_DELETE', subjectOfId(id)));
      const advice =
        requests.length > 0
          ? `Once the ground no longer holds, ${SEND.GDPR_DELETE} 404 means that it is gone already.`
          : `No request erases it${isForGood ? '' : ' as long as the ground holds'}.`;
      const reason = { code: 'retained', message: `An erasure keeps it${ground === undefined ? '' : `: ${ground}`}.` };
      return { recordType, records, ...(ground !== undefined && { ground }), reason, advice, requests };
    });
}

/** None for a record that no id stands for. */
function requestsFor(requestType: RequestType, subject: Record<string, unknown> | undefined): FurtherRequest[] {
  const parsed = GdprSubject.safeParse(subject);
  return parsed.success && Object.keys(parsed.data).length > 0 ? [{ requestType, subject: parsed.data }] : [];
}
