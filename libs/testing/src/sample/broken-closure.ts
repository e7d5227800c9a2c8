import type { DoneOutcome, Outcome, Task, TaskVerb } from '@lethe/contracts';
import { DomainUnderTest } from '../conformance/domain-under-test.ts';
import { careless } from './careless.ts';

/** Says something else than it should: of a task that is done, of any verb or of one. */
const telling = (
  change: (
    outcome: DoneOutcome,
    task: Task,
    domain: DomainUnderTest,
  ) => Partial<DoneOutcome> | Promise<Partial<DoneOutcome>>,
  ...verbs: TaskVerb[]
) =>
  class extends DomainUnderTest {
    override async run(verb: TaskVerb, task: Task): Promise<Outcome> {
      const outcome = await super.run(verb, task);
      if (outcome.status !== 'done' || !verbs.includes(verb)) return outcome;
      return { ...outcome, ...(await change(outcome, task, this)) };
    }
  };

export const HidesIdsThatAreFound = telling(
  ({ subjectIds }, { subject }) => (subject.id?.type === 'dialerContactId' ? { subjectIds: [] } : { subjectIds }),
  'locate',
);
export const LeadsToWhoTookPart = telling(async ({ subjectIds }, { subject }, domain) => {
  const ids = subject.alsoIds.map(({ id }) => `'${id}'`).join();
  const hosts = ids === '' ? [] : await careless(domain, `select host_id as id from visit where id in (${ids})`);
  return {
    subjectIds: [...subjectIds, ...hosts.map(({ id }) => ({ type: 'dialerContactId' as const, id: String(id) }))],
  };
}, 'locate');
export const SplitsMergeSets = telling(async ({ subjectIds }, { subject }, domain) => {
  if (subject.id?.type !== 'externalContactId') return {};
  const members = new Set((await careless(domain, 'select id from member')).map(({ id }) => id));
  return { subjectIds: subjectIds.filter(({ id }) => id === subject.id!.id || !members.has(id)) };
}, 'locate');
export const TakesSeveralForOne = telling(
  ({ located, ambiguous }) =>
    ambiguous.some(({ reason }) => reason.code === 'several.contacts')
      ? { located: [...located, { recordType: 'visit', disposition: 'delete', records: 1 }], ambiguous: [] }
      : {},
  'locate',
);
export const ForgetsWhatCarriesAnId = telling(() => ({ carried: [] }), 'locate');
export const SeesNothingInACheck = telling(() => ({ located: [] }), 'check');
export const HidesOtherNames = telling(
  ({ carriers = [] }) => ({ carriers: carriers.map((one) => ({ ...one, names: one.names.slice(0, 1) })) }),
  'locate',
);

export class ErasesBeforeAllIsLocated extends DomainUnderTest {
  override async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    if (verb !== 'erase' || task.subject.groupIds !== undefined) return super.run(verb, task);
    const id = task.subject.id!.id;
    const members = await careless(
      this,
      `select id from member where set_id = (select set_id from member where id = '${id}')`,
    );
    if (members.length === 0) return super.run(verb, task);
    const groupIds = members.map(({ id }) => ({ type: 'externalContactId' as const, id: String(id) }));
    return super.run(verb, { ...task, subject: { ...task.subject, groupIds } });
  }
}
