import { REQUEST_TYPES, type RequestType } from '@lethe/contracts';
import fc, { type AsyncCommand } from 'fast-check';
import type { ClaimedTask } from '../../src/dispatch/claim-tasks.ts';
import { assertAsExpected } from './as-expected.ts';
import { hasEnded } from './expected-request.ts';
import type { Expected } from './expected.ts';
import {
  answerAll,
  BUILDS,
  compare,
  conclude,
  FATES,
  later,
  passTime,
  resultOf,
  type Build,
  type Fate,
  type Real,
  type RoundFate,
} from './steps.ts';
import type { WorkerName } from './system.ts';

type Command = AsyncCommand<Expected, Real, boolean>;

/** Requests of one person that one seed makes. */
const MOST_REQUESTS = 3;

class Create implements Command {
  constructor(private readonly type: RequestType) {}
  check = (model: Readonly<Expected>) => model.requests.length < MOST_REQUESTS;
  async run(model: Expected, real: Real): Promise<void> {
    await passTime(model, real, 6);
    const seen = await real.system.look(await real.system.create(real.lane, this.type));
    assertAsExpected(model.created(seen), seen);
  }
  toString = () => `create ${this.type}`;
}

class Claim implements Command {
  constructor(
    private readonly workers: WorkerName[],
    private readonly fates: Fate[],
  ) {}
  check = (model: Readonly<Expected>) => model.requests.length > 0;
  async run(model: Expected, real: Real): Promise<void> {
    const claims = await Promise.all(this.workers.map((worker) => real.system.claim(worker, real.lane)));
    model.claimed(claims.flat(), this.workers.length);
    await compare(model, real);
    claims.forEach((claimed, i) =>
      claimed
        .sort((a, b) => (a.domain < b.domain ? -1 : 1))
        .forEach((task, n) =>
          this.answer(model, real, { worker: this.workers[i]!, task, fate: this.fates[n % this.fates.length]! }),
        ),
    );
  }
  private answer(
    model: Expected,
    real: Real,
    { worker, task, fate }: { worker: WorkerName; task: ClaimedTask; fate: Fate },
  ): void {
    real.claims.push(task);
    if (fate === 'never') return;
    const results = fate === 'twice' ? [resultOf(task, 'done'), resultOf(task, 'done')] : [resultOf(task, fate)];
    const record = async () => {
      await real.system.record(worker, results);
      model.recorded(results);
    };
    later(model, real, `${fate} of fence ${task.fence}`, record);
    if (fate === 'twice') later(model, real, `again of fence ${task.fence}`, record);
  }
  toString = () => `claim by ${this.workers.join(' and ')}: ${this.fates.join(', ')}`;
}

/**
 * Two workers in turn: the lease of the first is over when the second takes its tasks, and its answers come when they
 * come.
 */
class Overtake implements Command {
  private readonly steps: Command[];
  constructor(fates: Fate[], others: Fate[]) {
    this.steps = [new Claim([0], fates), new Pass(13), new Claim([1], others)];
  }
  check = (model: Readonly<Expected>) => model.requests.length > 0;
  async run(model: Expected, real: Real): Promise<void> {
    for (const step of this.steps) await step.run(model, real);
  }
  toString = () => `overtake: ${this.steps.join(', ')}`;
}

class Extend implements Command {
  constructor(private readonly which: number) {}
  check = () => true;
  async run(model: Expected, real: Real): Promise<void> {
    const task = real.claims[this.which % Math.max(1, real.claims.length)];
    if (task === undefined) return;
    await real.system.extend(task);
    model.extended(task);
    await compare(model, real);
  }
  toString = () => `sign of life of claim ${this.which}`;
}

class Pass implements Command {
  constructor(private readonly seconds: number) {}
  check = (model: Readonly<Expected>) => model.requests.length > 0;
  run = async (model: Expected, real: Real) => {
    await passTime(model, real, this.seconds);
    await compare(model, real);
  };
  toString = () => `${this.seconds} s pass`;
}

/**
 * All that is due is answered at once and in the same way: how a request gets far, or a task to the end of its
 * attempts.
 */
class Rounds implements Command {
  constructor(
    private readonly fate: RoundFate,
    private readonly times: number,
  ) {}
  check = (model: Readonly<Expected>) => model.requests.length > 0;
  async run(model: Expected, real: Real): Promise<void> {
    for (let round = 0; round < this.times; round++) {
      await passTime(model, real, 6);
      await answerAll(model, real, this.fate);
      await compare(model, real);
    }
  }
  toString = () => `${this.times} rounds: ${this.fate}`;
}

class Retry implements Command {
  check = (model: Readonly<Expected>) =>
    model.requests.some(({ tasks }) => tasks.some(({ state }) => state === 'parked'));
  async run(model: Expected, real: Real): Promise<void> {
    const request = model.requests.findLast(({ tasks }) => tasks.some(({ state }) => state === 'parked'))!;
    const { id } = request.tasks.find(({ state }) => state === 'parked')!;
    await passTime(model, real, 6);
    const answered = await real.system.retry(real.lane, request.id, id).catch((error: { code?: string }) => {
      if (!request.cleaned || error.code !== 'request.conflict') throw error;
      return undefined;
    });
    if (answered !== undefined && !hasEnded(request)) model.revived(request, id);
    else if (answered !== undefined) model.created(await real.system.look(answered));
    await compare(model, real);
  }
  toString = () => 'an operator retries';
}

class Archive implements Command {
  constructor(private readonly build: Build) {}
  check = (model: Readonly<Expected>) =>
    model.requests.some(
      ({ status, type }) => status === 'FINALIZING' && (type === 'GDPR_EXPORT' || type === 'GDPR_GET'),
    );
  async run(model: Expected, real: Real): Promise<void> {
    const work = await real.system.claimArchive(real.lane);
    model.archiveClaimed(work);
    await compare(model, real);
    if (work !== undefined && this.build !== 'never')
      later(model, real, `archive ${this.build} of fence ${work.fence}`, () => conclude(model, real, work, this.build));
  }
  toString = () => `build an archive: ${this.build}`;
}

/** As Overtake, of an archive. */
class OvertakeArchive implements Command {
  private readonly steps: Command[];
  constructor(build: Build, other: Build) {
    this.steps = [new Archive(build), new Pass(13), new Archive(other)];
  }
  check = (model: Readonly<Expected>) => this.steps[0]!.check(model) as boolean;
  async run(model: Expected, real: Real): Promise<void> {
    for (const step of this.steps) await step.run(model, real);
  }
  toString = () => `overtake: ${this.steps.join(', ')}`;
}

class Settle implements Command {
  check = (model: Readonly<Expected>) => model.requests.some(({ status }) => status === 'FINALIZING');
  async run(model: Expected, real: Real): Promise<void> {
    await real.system.settle(real.lane);
    model.settled();
    await compare(model, real);
  }
  toString = () => 'settle';
}

const types = fc.constantFrom(...REQUEST_TYPES, 'GDPR_DELETE' as const, 'GDPR_EXPORT' as const);
/** What a trace begins with. */
export const firstRequests = fc
  .uniqueArray(types, { minLength: 1, maxLength: 2 })
  .map((drawn) => drawn.map((type) => new Create(type)));

const fates = () => fc.array(fc.constantFrom(...FATES), { minLength: 1, maxLength: 4 });

export const commands = fc.commands<Expected, Real, boolean>(
  [
    types.map((type) => new Create(type)),
    fc
      .record({ workers: fc.constantFrom<WorkerName[]>([0], [1], [0, 1]), drawn: fates() })
      .map(({ workers, drawn }) => new Claim(workers, drawn)),
    fc
      .record({ workers: fc.constantFrom<WorkerName[]>([0], [1]), drawn: fates() })
      .map(({ workers, drawn }) => new Claim(workers, drawn)),
    fc.record({ fates: fates(), others: fates() }).map((drawn) => new Overtake(drawn.fates, drawn.others)),
    fc.nat(8).map((which) => new Extend(which)),
    fc.constantFrom(6, 13, 70).map((seconds) => new Pass(seconds)),
    fc
      .record({
        fate: fc.constantFrom<RoundFate[]>(
          'more',
          'done',
          'done',
          'done',
          'failed',
          'lost',
          'lost',
          'one fails',
          'one fails',
        ),
        times: fc.integer({ min: 1, max: 4 }),
      })
      .map(({ fate, times }) => new Rounds(fate, times)),
    fc.constant(new Retry()),
    fc.constantFrom(...BUILDS).map((build) => new Archive(build)),
    fc
      .tuple(fc.constantFrom(...BUILDS), fc.constantFrom(...BUILDS))
      .map(([build, other]) => new OvertakeArchive(build, other)),
    fc.constant(new Settle()),
  ],
  { maxCommands: 6, size: 'max', disableReplayLog: true },
);
