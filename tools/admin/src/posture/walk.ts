import {
  GdprPosture,
  LetheError,
  SUBJECTS,
  type GdprPostureCount,
  type GdprPostureDomain,
  type GdprPostureFinding,
} from '@lethe/contracts';
import { CERTAINTIES } from '@lethe/matching';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Organisation, Services } from '../with-services.ts';

const CALL_MS = 30_000;
/** A domain that is away or restarts: so often, and so far apart, it is asked again. */
const ATTEMPTS = 5;
const AWAY_MS = 2_000;

/** What the domains of one organisation hold that no request reaches. */
export interface Report {
  organisationId: string;
  domains: Pick<GdprPostureDomain, 'name' | 'state' | 'looked' | 'reason'>[];
  counts: GdprPostureCount[];
  /** Of each count, so many: nothing grows with what is there. */
  examples: GdprPostureFinding[];
}

type Told = (domain: GdprPostureDomain) => void;

/** Follows the pages of each domain to its end. `told` is called after each page. */
export async function walk(
  { messaging, domains }: Pick<Services, 'messaging' | 'domains'>,
  organisation: Organisation,
  { mostExamples, told }: { mostExamples: number; told: Told },
): Promise<Report> {
  const report: Report = { organisationId: organisation.organisationId, domains: [], counts: [], examples: [] };
  const principal = { ...organisation, clientId: 'admin', permissions: [] };
  const ask = (from: From) =>
    messaging
      .call(
        SUBJECTS.aggregator.posture,
        { principal: { ...principal, correlationId: randomUUID() }, ...from },
        GdprPosture,
        CALL_MS,
      )
      .catch((error: unknown) => awayOr(error));
  for (const domain of domains) {
    const last = await walkDomain(domain, ask, (page) => {
      keep(report, page, mostExamples);
      page.domains.forEach(told);
    });
    report.domains.push(endOf(domain, last));
    report.counts.push(...(last?.counts ?? []));
  }
  return report;
}

type From = { domain: string } | { cursor: string };

/** The last page; none when nobody ever answered. */
async function walkDomain(
  domain: string,
  ask: (from: From) => Promise<GdprPosture | undefined>,
  take: (page: GdprPosture) => void,
): Promise<GdprPosture | undefined> {
  let from: From = { domain };
  let last: GdprPosture | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS;) {
    const page = await ask(from);
    if (page !== undefined) take(page);
    last = page ?? last;
    const { state = 'away', nextUri } = page?.domains[0] ?? {};
    if (state === 'done') break;
    const next = state === 'away' ? nextUri : page?.nextUri;
    if (next !== undefined) from = cursorOf(next);
    if (state === 'away') await sleep(AWAY_MS);
    attempt = state === 'away' ? attempt + 1 : 1;
  }
  return last;
}

/** The aggregator restarts: asked again. */
function awayOr(error: unknown): undefined {
  if (!(error instanceof LetheError) || error.code !== 'service.unavailable') throw error;
}

function keep({ examples }: Report, { findings }: GdprPosture, mostExamples: number): void {
  for (const finding of findings)
    if (examples.filter((one) => isAlike(one, finding)).length < mostExamples) examples.push(finding);
}

function endOf(name: string, page: GdprPosture | undefined): Report['domains'][number] {
  const { state = 'away', looked = 0, reason } = page?.domains[0] ?? {};
  if (page === undefined)
    return { name, state, looked, reason: { code: 'aggregator.away', message: 'The aggregator does not answer.' } };
  return { name, state, looked, ...(reason && { reason }) };
}

const cursorOf = (uri: string): From => ({ cursor: new URL(uri, 'http://lethe').searchParams.get('cursor')! });

export const isAlike = (one: Omit<GdprPostureCount, 'findings'>, other: Omit<GdprPostureCount, 'findings'>): boolean =>
  one.domain === other.domain && one.code === other.code && one.certainty === other.certainty;

/** The most certain first. */
export const byCertainty = (one: Pick<GdprPostureCount, 'certainty'>, other: Pick<GdprPostureCount, 'certainty'>) =>
  CERTAINTIES.indexOf(one.certainty) - CERTAINTIES.indexOf(other.certainty);
