import type { CallContext, Outcome, ReindexReply, ResolveReply, SubjectId, Task, TaskVerb } from '@lethe/contracts';
import type { GdprSubject } from '@lethe/contracts';
import type { IdentifierKind } from '@lethe/matching';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { newKey } from '@lethe/storage';
import { DomainUnderTest } from '../conformance/domain-under-test.ts';
import type { ConformanceGroup } from '../conformance/groups/index.ts';
import {
  ErasesBeforeAllIsLocated,
  ForgetsWhatCarriesAnId,
  HidesIdsThatAreFound,
  HidesOtherNames,
  LeadsToWhoTookPart,
  SeesNothingInACheck,
  SplitsMergeSets,
  TakesSeveralForOne,
} from './broken-closure.ts';
import { LooksIntoAnotherOrganisation, OverlooksWhatNobodySearches, QuotesWhatItFinds } from './broken-posture.ts';
import { careless } from './careless.ts';

const sameOrganisation = (one: CallContext, other: CallContext) => one.organisationId === other.organisationId;

class ReadableWithoutTenant extends DomainUnderTest {
  override async seed(...args: Parameters<DomainUnderTest['seed']>) {
    return super.seed(...args);
  }
  static async spoil(domain: DomainUnderTest) {
    await careless(
      domain,
      'alter table remark no force row level security; alter table remark disable row level security',
    );
  }
}

class KeepsSamples extends DomainUnderTest {
  static async spoil(domain: DomainUnderTest) {
    await careless(domain, 'alter table remark alter column body set statistics 100');
  }
}

class FindsByPrefix extends DomainUnderTest {
  override async search(context: CallContext, kind: IdentifierKind, value: string): Promise<GdprSubject[]> {
    const exact = await super.search(context, kind, value);
    return kind === 'EMAIL' && exact.length === 0 ? [{ externalContactId: randomUUID() }] : exact;
  }
}

class ResolvesForeignIds extends DomainUnderTest {
  override async resolve(context: CallContext, id: SubjectId): Promise<ResolveReply> {
    return super.resolve(sameOrganisation(context, this.foreign) ? this.context : context, id);
  }
}

class MatchesByName extends DomainUnderTest {
  override run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const names = task.subject.keys.filter((key) => key.kind === 'NAME');
    const onlyNames =
      verb === 'locate' &&
      task.subject.id !== undefined &&
      names.length > 0 &&
      task.subject.keys.every((key) => ['NAME', 'ADDRESS'].includes(key.kind));
    return super.run(verb, onlyNames ? { ...task, subject: { keys: names, alsoIds: [] } } : task);
  }
}

class ForgetsWhatIsShared extends DomainUnderTest {
  override run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const { subject } = task;
    return super.run(verb, subject.shared === undefined ? task : { ...task, subject: { ...subject, shared: [] } });
  }
}

class TriesATakenValueAgain extends DomainUnderTest {
  override async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const outcome = await super.run(verb, task);
    return verb === 'rectify' && outcome.status === 'failed' ? { ...outcome, final: false } : outcome;
  }
}

class TrustsItsCorrections extends DomainUnderTest {
  override run(verb: TaskVerb, task: Task): Promise<Outcome> {
    return super.run(verb, verb === 'check' ? { ...task, replacementTerms: undefined } : task);
  }
}

class ForgetsPartsInExport extends DomainUnderTest {
  override async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const outcome = await super.run(verb, task);
    if (verb !== 'export' || outcome.status !== 'done') return outcome;
    return { ...outcome, parts: outcome.parts.filter((part) => part.recordType !== 'remark') };
  }
}

class CorrectsOthersToo extends DomainUnderTest {
  override async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const outcome = await super.run(verb, task);
    if (
      verb === 'rectify' &&
      outcome.status === 'done' &&
      (task.replacementTerms ?? [])[0]?.existingValue !== 'nobody@nowhere.example' &&
      sameOrganisation(task.context, this.context)
    )
      await careless(this, `update member set unit = unit || '!'`);
    return outcome;
  }
}

class CorrectsOneAfterTheOther extends DomainUnderTest {
  override async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const [first, ...others] = task.replacementTerms ?? [];
    if (verb !== 'rectify' || others.length === 0) return super.run(verb, task);
    const outcome = await super.run(verb, { ...task, replacementTerms: [first!] });
    for (const term of others) await super.run(verb, { ...task, taskId: randomUUID(), replacementTerms: [term] });
    return outcome;
  }
}

class ForgetsTheOtherValues extends DomainUnderTest {
  override seed(...[context, person]: Parameters<DomainUnderTest['seed']>) {
    return super.seed(context, { ...person, email: person.email.split(';')[0]! });
  }
}

class TouchesWhatDoesNotMatch extends DomainUnderTest {
  override async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const outcome = await super.run(verb, task);
    if (verb === 'rectify' && (task.replacementTerms ?? [])[0]?.existingValue === 'nobody@nowhere.example')
      await careless(this, `update login set visits = visits + 1`);
    return outcome;
  }
}

class LeavesATrace extends DomainUnderTest {
  override async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const leave = verb === 'erase' && task.fence === 1 && sameOrganisation(task.context, this.context);
    const rows = leave
      ? await careless(this, `select organisation_id, body from remark where member_id = '${task.subject.id!.id}'`)
      : [];
    const outcome = await super.run(verb, task);
    if (outcome.status === 'failed' || outcome.notLocated !== undefined) return outcome;
    for (const row of rows)
      await careless(
        this,
        `insert into remark values ('${String(row['organisation_id'])}', gen_random_uuid(), gen_random_uuid(), '${String(row['body'])}')`,
      );
    return outcome;
  }
}

class LeavesAFile extends DomainUnderTest {
  private readonly seen = new Set<string>();
  override async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const subject = JSON.stringify(task.subject.id);
    if (verb === 'export') this.seen.add(subject);
    const before = verb === 'erase' && this.seen.has(subject) ? await this.fileLocations() : [];
    const outcome = await super.run(verb, task);
    const known = new Set(await this.fileLocations());
    for (const location of before.filter((one) => !known.has(one)))
      await this.engine.storage.write(location, newKey(), Readable.from(['left']));
    return outcome;
  }
}

class IgnoresTheOrganisation extends DomainUnderTest {
  override run(verb: TaskVerb, task: Task): Promise<Outcome> {
    return super.run(verb, sameOrganisation(task.context, this.foreign) ? { ...task, context: this.context } : task);
  }
}

class ForgetsAKindWhenKeying extends DomainUnderTest {
  override async reindex(context: CallContext): Promise<ReindexReply> {
    const reply = await super.reindex(context);
    await careless(this, `delete from subject_identifier where kind = 'EMAIL'`);
    return reply;
  }
}

class ForgetsWhatItDid extends DomainUnderTest {
  override run(verb: TaskVerb, task: Task): Promise<Outcome> {
    return super.run(verb, verb === 'erase' && task.fence > 1 ? { ...task, taskId: randomUUID() } : task);
  }
}

class AnswersDifferentlyEachTime extends DomainUnderTest {
  override async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const outcome = await super.run(verb, task);
    this.calls += 1;
    return verb === 'erase' && task.fence === 1 && outcome.status === 'done' && this.concurrent(task)
      ? { ...outcome, keyHashes: [String(this.calls)] }
      : outcome;
  }
  private calls = 0;
  private readonly seen = new Set<string>();
  private concurrent(task: Task): boolean {
    const repeated = this.seen.has(task.taskId);
    this.seen.add(task.taskId);
    return repeated;
  }
}

export interface BrokenDomain {
  kind: typeof DomainUnderTest;
  /** The one group that must notice. */
  fails: ConformanceGroup;
  spoil?: (domain: DomainUnderTest) => Promise<void>;
}

const POSTURE: ConformanceGroup = 'tells of personal data that no request reaches, and quotes none';

/** Each breaks one promise; the suite must notice in that group and in no other. */
export const BROKEN_DOMAINS: Record<string, BrokenDomain> = {
  'is readable without a tenant': {
    kind: ReadableWithoutTenant,
    spoil: ReadableWithoutTenant.spoil,
    fails: 'declares every column, and nothing is readable without a tenant',
  },
  'lets PostgreSQL keep samples of personal data': {
    kind: KeepsSamples,
    spoil: KeepsSamples.spoil,
    fails: 'declares every column, and nothing is readable without a tenant',
  },
  'finds people that do not match': {
    kind: FindsByPrefix,
    fails: 'finds the person by what its manifest claims, and nobody else',
  },
  'resolves ids of another organisation': { kind: ResolvesForeignIds, fails: 'resolves its own subject ids' },
  'takes a name for a person': { kind: MatchesByName, fails: 'reaches only whom a request is about' },
  'acts on what several people carry': { kind: ForgetsWhatIsShared, fails: 'reaches only whom a request is about' },
  'hides under which other names an identifier stands': {
    kind: HidesOtherNames,
    fails: 'says under which names several people carry an identifier',
  },
  'hides the ids of what it finds': {
    kind: HidesIdsThatAreFound,
    fails: 'reports the ids that are the person, and nobody else',
  },
  'takes who took part for the person': {
    kind: LeadsToWhoTookPart,
    fails: 'reports the ids that are the person, and nobody else',
  },
  'splits merge sets': { kind: SplitsMergeSets, fails: 'takes a merge set for one person' },
  'erases before all of a merge set is located': {
    kind: ErasesBeforeAllIsLocated,
    fails: 'takes a merge set for one person',
  },
  'takes what belongs to several people for one': {
    kind: TakesSeveralForOne,
    fails: 'leaves alone what belongs to several people',
  },
  'forgets what carries an id': { kind: ForgetsWhatCarriesAnId, fails: 'counts what carries an id' },
  'sees nothing in a check': { kind: SeesNothingInACheck, fails: 'checks what an erasure left' },
  'tries a taken value again': {
    kind: TriesATakenValueAgain,
    fails: 'refuses a value that only another record may have, at once',
  },
  'trusts its corrections': { kind: TrustsItsCorrections, fails: 'checks that a correction stands' },
  'forgets a record type in the export': {
    kind: ForgetsPartsInExport,
    fails: 'exports all of the person and nothing of anybody else',
  },
  'corrects other people, too': { kind: CorrectsOthersToo, fails: 'corrects the person and nobody else' },
  'corrects one term after the other': { kind: CorrectsOneAfterTheOther, fails: 'corrects the person and nobody else' },
  'forgets the other values of a field': {
    kind: ForgetsTheOtherValues,
    fails: 'corrects one of several values of a field and keeps the others',
  },
  'touches what a correction does not match': {
    kind: TouchesWhatDoesNotMatch,
    fails: 'completes a correction that matches nothing',
  },
  'leaves a trace': { kind: LeavesATrace, fails: 'erases the person without a trace and nobody else' },
  'leaves a file': {
    kind: LeavesAFile,
    fails: 'removes the files of the person, asks the storage, and leaves those of others',
  },
  'ignores the organisation': { kind: IgnoresTheOrganisation, fails: 'never reaches another organisation' },
  'forgets a kind of key when it computes keys anew': {
    kind: ForgetsAKindWhenKeying,
    fails: 'is searched under older keys, and computes them anew',
  },
  'overlooks what nobody searches': { kind: OverlooksWhatNobodySearches, fails: POSTURE },
  'quotes what it finds where no request comes': { kind: QuotesWhatItFinds, fails: POSTURE },
  'looks into another organisation': { kind: LooksIntoAnotherOrganisation, fails: POSTURE },
  'forgets which tasks it did': { kind: ForgetsWhatItDid, fails: 'does a repeated task once' },
  'answers a repetition differently': {
    kind: AnswersDifferentlyEachTime,
    fails: 'does a task that is delivered ten times at once once',
  },
};
