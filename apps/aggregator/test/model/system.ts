import { randomUUID } from 'node:crypto';
import type { RequestType } from '@lethe/contracts';
import { Logger } from '@lethe/platform';
import { PassThrough } from 'node:stream';
import type pg from 'pg';
import type { AggregatorConfig } from '../../src/config.ts';
import type { Core } from '../../src/core.ts';
import { claimTasks, type ClaimedTask } from '../../src/dispatch/claim-tasks.ts';
import { extendLeases } from '../../src/dispatch/extend-leases.ts';
import { recordResults } from '../../src/dispatch/record-results.ts';
import type { Result } from '../../src/dispatch/result.ts';
import { claimArchives, type ArchiveWork } from '../../src/finalise/claim-archive.ts';
import { completeArchive } from '../../src/finalise/complete-archive.ts';
import { failArchive, giveUpArchive } from '../../src/finalise/fail-archive.ts';
import { settleWork } from '../../src/finalise/settle-work.ts';
import { createRequest } from '../../src/requests/create-request.ts';
import { retryTask } from '../../src/requests/retry-task.ts';
import { inLanes, type ModelDatabase } from './database.ts';
import { merged, type Crowd } from './merged.ts';

export const ATTEMPTS = 3;
export const LEASE = 12;
export const RETRY = 0.5;
const ROOM = 50;
/** The product settles 50 requests at once; a lane has a correction and an erasure at most. */
const SETTLED = 25;

/** The two aggregators. */
export type WorkerName = 0 | 1;

/** One seed's part of the database: an organisation, and domains that no other has. */
export interface Lane {
  organisationId: string;
  /** The last one needs a subject id and is skipped. */
  domains: string[];
  needy: boolean;
}

/**
 * The product's own transactions on a real database. Those that are set-based take what many seeds ask for at the same
 * moment as one call, as two busy aggregators would have it.
 */
export class ModelSystem {
  private readonly core: Core;
  private readonly archiving: Core;
  private readonly settling: Core;
  private readonly workers;
  readonly look;
  readonly pass;
  readonly settle;
  readonly crowd: Crowd = { size: 0 };
  private lanes = 0;

  constructor(private readonly database: ModelDatabase) {
    const config = {
      LETHE_TASK_ATTEMPTS: ATTEMPTS,
      LETHE_LEASE_SECONDS: LEASE,
      LETHE_RETRY_SECONDS: RETRY,
      LETHE_PSEUDONYM_KEY: 'k'.repeat(32),
      LETHE_ARCHIVE_HOURS: 72,
    } as AggregatorConfig;
    const on = (pool: pg.Pool) =>
      ({
        config,
        pool,
        logger: Logger.create('model', 'fatal', new PassThrough()),
        // Nobody knows which ids they own: all are asked again when there is a new one.
        domains: { manifest: () => undefined },
        nudge: () => undefined,
      }) as unknown as Core;
    this.core = on(database.pool(3));
    this.archiving = on(database.lanesPool(3));
    this.settling = on(database.lanesPool(1));
    this.workers = [0, 1].map(() => workerOn(this.crowd, on(database.pool(2))));
    this.look = merged(this.crowd, database.looks.look, 400);
    this.pass = merged(this.crowd, database.looks.pass, 400);
    this.settle = merged(this.crowd, (lanes: Lane[]) => this.settleLanes(lanes), SETTLED);
  }

  lane(needy: boolean): Lane {
    const number = this.lanes++;
    return {
      organisationId: randomUUID(),
      domains: [`one${number}`, `two${number}`, ...(needy ? [`needy${number}`] : [])],
      needy,
    };
  }

  async create(lane: Lane, requestType: RequestType): Promise<string> {
    const replacementTerms =
      requestType === 'GDPR_UPDATE'
        ? [{ type: 'EMAIL' as const, existingValue: 'a@b.org', updatedValue: 'c@d.org' }]
        : undefined;
    const { request } = await createRequest(this.coreOf(lane), {
      principal: principalOf(lane),
      request: { requestType, subject: { name: 'Ada Lovelace' }, replacementTerms },
    });
    return request.id;
  }

  async retry(lane: Lane, requestId: string, taskId: string): Promise<string> {
    return (await retryTask(this.coreOf(lane), { principal: principalOf(lane), requestId, taskId })).request.id;
  }

  claim = (worker: WorkerName, lane: Lane): Promise<ClaimedTask[]> => this.workers[worker]!.claim(lane);
  record = (worker: WorkerName, results: Result[]): Promise<void> => this.workers[worker]!.record(results);
  extend = (task: ClaimedTask): Promise<void> => extendLeases(this.core.pool, [task], LEASE);

  claimArchive = async (lane: Lane): Promise<ArchiveWork | undefined> =>
    (await claimArchives(inLanes(this.archiving.pool, [lane.organisationId]), 1, LEASE))[0];
  completeArchive = (work: ArchiveWork): Promise<boolean> =>
    completeArchive(this.core, work, 'archives/model/results.zip', { bytes: 1, sha256: 'x' });
  failArchive = (work: ArchiveWork, error: unknown): Promise<void> => failArchive(this.core, work, error);
  giveUpArchive = (work: ArchiveWork): Promise<void> => giveUpArchive(this.core, work);

  end(): Promise<void> {
    return this.database.end();
  }

  private async settleLanes(lanes: Lane[]): Promise<void[]> {
    await settleWork({
      ...this.settling,
      pool: inLanes(
        this.settling.pool,
        lanes.map(({ organisationId }) => organisationId),
      ),
    });
    return lanes.map(() => undefined);
  }

  private coreOf(lane: Lane): Core {
    const manifest = (name: string) =>
      lane.needy && name === lane.domains.at(-1) ? { requiresSubject: true } : undefined;
    return { ...this.core, domains: { expected: lane.domains, manifest } } as unknown as Core;
  }
}

const principalOf = ({ organisationId }: Lane) => ({
  organisationId,
  defaultCountry: 'US',
  correlationId: randomUUID(),
  clientId: 'model',
  permissions: ['*'],
});

function workerOn(crowd: Crowd, core: Core) {
  const claim = merged(
    crowd,
    async (lanes: Lane[]) => {
      const room = new Map(lanes.flatMap(({ domains }) => domains.map((domain) => [domain, ROOM] as const)));
      const claimed = Map.groupBy(await claimTasks(core.pool, room, LEASE), ({ organisationId }) => organisationId);
      return lanes.map(({ organisationId }) => claimed.get(organisationId) ?? []);
    },
    200,
  );
  const record = merged(
    crowd,
    async (results: Result[][]) => {
      await recordResults(core, results.flat());
      return results.map(() => undefined);
    },
    150,
  );
  return { claim, record };
}
