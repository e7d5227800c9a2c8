import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Manifest, SUBJECTS, type IndexAge } from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import { Logger } from '@lethe/platform';
import { CONFIG, type GatewayConfig } from '../config.ts';

/** How often a domain is asked for its manifest, while it is unknown or away and once it is there. */
const ASK_MS = 2_000;
const ASK_KNOWN_MS = 5_000;
const ANSWER_MS = 1_500;
/** The gateway's own resources; a domain cannot claim them. */
const OWN_PATHS = ['/api/v2/gdpr', '/api/v2/downloads'];

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
 * Whose a path is. `label` stands for it in logs and metrics: the pattern of the file path, else the claimed prefix.
 */
export interface Claim {
  domain: DomainState;
  isFile: boolean;
  label: string;
}

interface Watched extends DomainState {
  prefixes: string[];
  filePaths: string[];
}

/**
 * What the expected domains say about themselves (requirements D18). The gateway reads which paths are theirs and
 * nothing else.
 */
@Injectable()
export class DomainRegistry implements OnApplicationShutdown {
  private readonly domains: Watched[];
  private readonly timers = new Map<string, NodeJS.Timeout>();
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
      prefixes: [],
      filePaths: [],
    }));
  }

  start(): void {
    for (const domain of this.domains) void this.watch(domain);
  }

  states(): DomainState[] {
    return this.domains.map(({ prefixes: _prefixes, filePaths: _filePaths, ...state }) => state);
  }

  allAnswered(): boolean {
    return this.domains.every(({ answered }) => answered);
  }

  /**
   * The longest claimed prefix of whole segments; between equal claims the first domain of `LETHE_DOMAINS` wins. File
   * paths count only below a prefix that wins.
   */
  claimOf(path: string): Claim | undefined {
    const claims = this.domains.flatMap((domain) => domain.prefixes.map((prefix) => ({ prefix, domain })));
    const claim = claims
      .filter(({ prefix }) => isBelow(path, prefix))
      .sort((a, b) => b.prefix.length - a.prefix.length)[0];
    if (claim === undefined) return undefined;
    const filePath = claim.domain.filePaths.find((pattern) => fits(path, pattern));
    return { domain: claim.domain, isFile: filePath !== undefined, label: filePath ?? `${claim.prefix}/*` };
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private async watch(domain: Watched): Promise<void> {
    const manifest = await this.messaging
      .call(SUBJECTS.domain(domain.name, 'manifest'), {}, Manifest, ANSWER_MS)
      .catch(() => undefined);
    if (this.stopped) return;
    if (domain.available !== (manifest !== undefined))
      this.logger.info('domain', { domain: domain.name, state: manifest ? 'available' : 'away' });
    domain.available = manifest !== undefined;
    if (manifest !== undefined)
      Object.assign(domain, {
        answered: true,
        title: manifest.title,
        index: manifest.index,
        prefixes: manifest.resourcePaths.filter(isClaimable),
        filePaths: manifest.filePaths,
      });
    this.timers.set(
      domain.name,
      setTimeout(() => void this.watch(domain), domain.available ? ASK_KNOWN_MS : ASK_MS),
    );
  }
}

const isBelow = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}/`);
/** `{name}` stands for one segment. */
const fits = (path: string, pattern: string) => {
  const [segments, wanted] = [path.split('/'), pattern.split('/')];
  return (
    segments.length === wanted.length &&
    wanted.every((segment, index) => (/^\{\w+\}$/.test(segment) ? segments[index] !== '' : segments[index] === segment))
  );
};
const isClaimable = (prefix: string) =>
  /^\/api\/v2\/[^?#]*[^/?#]$/.test(prefix) && !OWN_PATHS.some((own) => isBelow(prefix, own));
