import { Manifest, SUBJECTS, unavailable, type DomainStatus, type SubjectIdType } from '@lethe/contracts';
import type { IdentifierKind } from '@lethe/matching';
import type { MessagingClient } from '@lethe/messaging';
import type { Logger } from '@lethe/platform';
import type pg from 'pg';
import { loadRegistry, saveManifest } from './registry-rows.ts';

/**
 * How often a domain is asked for its manifest: until it has answered and while it is away; afterwards. With the wait
 * for an answer 6.5 s at most.
 */
const UNKNOWN_MS = 1_000;
const KNOWN_MS = 5_000;
const MANIFEST_TIMEOUT_MS = 1_500;

interface Domain {
  name: string;
  manifest?: Manifest;
  lastAnswered?: Date;
  available: boolean;
  /** By `performance.now()`. */
  askedAt: number;
}

/** What the domains say of themselves; undefined for one that never answered. */
export interface Manifests {
  manifest(name: string): Manifest | undefined;
}

/** The domains this deployment expects, and what they said of themselves (requirements R2, D18). */
export class DomainRegistry implements Manifests {
  private readonly known = new Map<string, Domain>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private loaded = false;
  private stopped = false;
  /** Told when a domain answers after it did not. */
  onBack: (domain: string) => void = () => undefined;

  constructor(
    readonly expected: readonly string[],
    private readonly pool: pg.Pool,
    private readonly messaging: MessagingClient,
    private readonly logger: Logger,
  ) {
    for (const name of expected) this.known.set(name, { name, available: false, askedAt: -Infinity });
  }

  /**
   * Resolves after the first look at every domain (2 s at most while nothing answers), so that a new process knows what
   * others know before it takes calls.
   */
  async start(): Promise<void> {
    await Promise.all(this.expected.map((name) => this.poll(name)));
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  manifest(name: string): Manifest | undefined {
    return this.known.get(name)?.manifest;
  }

  /** What the last call of any kind showed. */
  isAvailable(name: string): boolean {
    return this.known.get(name)?.available ?? false;
  }

  lastAnswered(name: string): Date | undefined {
    return this.known.get(name)?.lastAnswered;
  }

  /** Whether an expected domain answers at this moment. */
  async isThere(name: string): Promise<boolean> {
    await this.ask(name);
    return this.isAvailable(name);
  }

  setAvailable(name: string, available: boolean): void {
    const domain = this.known.get(name);
    if (domain === undefined || domain.available === available) return;
    domain.available = available;
    this.logger.info(available ? 'domain answers' : 'domain is away', { domain: name });
    if (available) this.onBack(name);
  }

  /**
   * The domain that resolves ids of this type; undefined when no expected domain does. Throws while that cannot be
   * known.
   */
  async owner(type: SubjectIdType): Promise<string | undefined> {
    const find = () => this.expected.find((name) => this.manifest(name)?.subjectIds.includes(type));
    const owner = find();
    if (owner !== undefined) return owner;
    await this.requireAllKnown();
    return find();
  }

  /**
   * Every domain that can be searched by this kind. Throws while one has never answered: a list may not be partial
   * (D18).
   */
  async searching(kind: IdentifierKind): Promise<string[]> {
    await this.requireAllKnown();
    return this.expected.filter((name) => this.manifest(name)?.searches.includes(kind));
  }

  statuses(): DomainStatus[] {
    return [...this.known.values()].map(({ name, manifest, lastAnswered, available }) => ({
      name,
      answered: manifest !== undefined,
      available,
      lastAnsweredDate: lastAnswered?.toISOString(),
      manifest,
    }));
  }

  /** A domain that has started since the last look is asked now; only one that does not answer makes the call fail. */
  private async requireAllKnown(): Promise<void> {
    const unknown = this.expected.filter((name) => this.manifest(name) === undefined);
    await Promise.all(unknown.map((name) => this.ask(name)));
    const missing = this.expected.find((name) => this.manifest(name) === undefined);
    if (missing !== undefined) throw unavailable(`The domain ${missing}`);
  }

  /** Looks often whether a call has shown meanwhile that the domain is away: then it is asked again at once. */
  private async poll(name: string): Promise<void> {
    await this.load();
    if (!this.isAvailable(name) || performance.now() - this.known.get(name)!.askedAt >= KNOWN_MS) await this.ask(name);
    this.later(() => void this.poll(name), UNKNOWN_MS);
  }

  private async ask(name: string): Promise<void> {
    const domain = this.known.get(name)!;
    domain.askedAt = performance.now();
    const manifest = await this.messaging
      .call(SUBJECTS.domain(name, 'manifest'), {}, Manifest, MANIFEST_TIMEOUT_MS)
      .catch(() => undefined);
    if (this.stopped) return;
    if (manifest !== undefined) Object.assign(domain, { manifest, lastAnswered: new Date() });
    this.setAvailable(name, manifest !== undefined);
    if (manifest !== undefined)
      await saveManifest(this.pool, name, manifest).catch(() =>
        this.logger.warn('manifest not stored', { domain: name }),
      );
  }

  /** What earlier processes learnt, so that a restart does not forget a domain that is away just now. */
  private async load(): Promise<void> {
    if (this.loaded) return;
    try {
      for (const row of await loadRegistry(this.pool)) {
        const domain = this.known.get(row.name);
        if (domain !== undefined)
          Object.assign(domain, {
            manifest: domain.manifest ?? row.manifest,
            lastAnswered: domain.lastAnswered ?? row.lastAnswered,
          });
      }
      this.loaded = true;
    } catch {
      this.logger.warn('the registry cannot be read yet');
    }
  }

  private later(work: () => void, ms: number): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms);
    this.timers.add(timer);
  }
}
