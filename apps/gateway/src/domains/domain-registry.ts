import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LetheError, Manifest, SUBJECTS, type IndexAge } from '@lethe/contracts';
import { MessagingClient, NoReply } from '@lethe/messaging';
import { Logger } from '@lethe/platform';
import { CONFIG, type GatewayConfig } from '../config.ts';
import { claimantsOf, conflictsIn, fits, isClaimable, type ClaimedPath } from './claims.ts';

/** How often a domain is asked for its manifest, while it is unknown or away and once it is there. */
const ASK_MS = 2_000;
const ASK_KNOWN_MS = 5_000;
const ANSWER_MS = 1_500;
/** So many late answers in a row mean that a domain is away. One is late where many processes start at once. */
const MOST_LATE = 2;

export interface DomainState {
  name: string;
  /** For people; its name until it has answered. */
  title: string;
  /** Has answered once since this gateway started. */
  answered: boolean;
  available: boolean;
  /** How old its keys are; until it has said so, nobody knows. */
  index?: IndexAge;
}

/**
 * Whose a path is. `label` stands for it in logs and metrics: the pattern of the file path, else the claimed path.
 */
export interface Claim {
  domain: DomainState;
  isFile: boolean;
  label: string;
}

interface Watched extends DomainState {
  paths: string[];
  filePaths: string[];
  /** Answers in a row that did not come in time. */
  late: number;
}

/**
 * What the expected domains say about themselves (requirements D18). The gateway reads which paths are theirs and
 * nothing else.
 */
@Injectable()
export class DomainRegistry implements OnApplicationShutdown {
  private readonly domains: Watched[];
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly told = new Set<string>();
  private stopped = false;

  constructor(
    private readonly messaging: MessagingClient,
    private readonly logger: Logger,
    @Inject(CONFIG) config: GatewayConfig,
  ) {
    this.domains = [...new Set(config.LETHE_DOMAINS)].map((name) => ({
      name,
      title: name,
      answered: false,
      available: false,
      paths: [],
      filePaths: [],
      late: 0,
    }));
  }

  start(): void {
    for (const domain of this.domains) void this.watch(domain);
  }

  states(): DomainState[] {
    return this.domains.map(({ paths: _paths, filePaths: _filePaths, late: _late, ...state }) => state);
  }

  allAnswered(): boolean {
    return this.domains.every(({ answered }) => answered);
  }

  /**
   * The domain that claims the path most specifically; its file paths count only below what wins.
   * @throws LetheError service.unavailable when several domains claim the same: nobody knows whose it is
   */
  claimOf(path: string): Claim | undefined {
    const [claim, ...others] = claimantsOf(path, this.claims());
    if (claim === undefined) return undefined;
    if (others.some(({ owner }) => owner !== claim.owner)) throw claimedTwice(claim, others);
    const filePath = claim.owner.filePaths.find((pattern) => fits(path, pattern));
    return { domain: claim.owner, isFile: filePath !== undefined, label: filePath ?? `${claim.pattern}/*` };
  }

  /** Whether the domain alone has the path. */
  has(name: string, path: string): boolean {
    const claimants = claimantsOf(path, this.claims());
    return claimants.length > 0 && claimants.every(({ owner }) => owner.name === name);
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private claims(): ClaimedPath<Watched>[] {
    return this.domains.flatMap((owner) => owner.paths.map((pattern) => ({ pattern, owner })));
  }

  /** Says once which paths nobody gets, because several domains claim them. */
  private tellConflicts(): void {
    for (const { pattern, owners } of conflictsIn(this.claims())) {
      if (this.told.has(pattern)) continue;
      this.told.add(pattern);
      this.logger.warn('path claimed twice', { route: pattern, domain: namesOf(owners) });
    }
  }

  private async watch(domain: Watched): Promise<void> {
    const answer = await this.messaging
      .call(SUBJECTS.domain(domain.name, 'manifest'), {}, Manifest, ANSWER_MS)
      .catch((error: unknown) => (error instanceof NoReply ? 'late' : undefined));
    if (this.stopped) return;
    if (answer === 'late') this.note(domain, domain.available && ++domain.late < MOST_LATE);
    else this.note(domain, answer !== undefined);
    if (answer !== undefined && answer !== 'late') this.learn(domain, answer);
    const soon = !domain.available || domain.late > 0;
    this.timers.set(
      domain.name,
      setTimeout(() => void this.watch(domain), soon ? ASK_MS : ASK_KNOWN_MS),
    );
  }

  private note(domain: Watched, available: boolean): void {
    if (domain.available !== available)
      this.logger.info('domain', { domain: domain.name, state: available ? 'available' : 'away' });
    domain.available = available;
  }

  private learn(domain: Watched, { title, index, resourcePaths, filePaths }: Manifest): void {
    Object.assign(domain, {
      answered: true,
      late: 0,
      title,
      index,
      paths: resourcePaths.filter(isClaimable),
      filePaths,
    });
    this.tellConflicts();
  }
}

const namesOf = (owners: Watched[]): string => owners.map(({ name }) => name).join(', ');

const claimedTwice = (claim: ClaimedPath<Watched>, others: ClaimedPath<Watched>[]) =>
  new LetheError(
    'service.unavailable',
    `Several services claim ${claim.pattern}: ${namesOf([claim.owner, ...others.map(({ owner }) => owner)])}. Only one may.`,
    { retryAfter: 5 },
  );
