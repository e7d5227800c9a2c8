import { LetheError, ReindexReply, SUBJECTS } from '@lethe/contracts';
import type { MessagingClient } from '@lethe/messaging';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Write } from './print.ts';
import type { Organisation } from './with-services.ts';

const CALL_MS = 60_000;
/** A domain that is away or restarts: so often, and so far apart, it is asked again. */
const ATTEMPTS = 15;
const AWAY_MS = 2_000;
/** Somebody is changing the next record. */
const BUSY_MS = 100;
const MOST_BUSY = 600;
const PRINT_MS = 2_000;

/** Computes the keys of a domain anew, one organisation after the other. Returns what was in the way, if anything. */
export async function reindexDomain(
  messaging: Pick<MessagingClient, 'call'>,
  domain: string,
  organisations: readonly Organisation[],
  write: Write,
): Promise<string | undefined> {
  const progress = new Progress(domain, write);
  for (const [index, organisation] of organisations.entries()) {
    let busy = 0;
    for (let count = true; ; count = false) {
      const reply = await ask(messaging, domain, organisation, count);
      if (typeof reply === 'string') return reply;
      progress.add(reply, `organisation ${index + 1} of ${organisations.length}`);
      if (reply.rules < progress.rules) return 'A process of a former version still runs: stop it first.';
      if (reply.done) break;
      busy = reply.records === 0 ? busy + 1 : 0;
      if (busy > MOST_BUSY) return 'Somebody holds a record for a minute.';
      if (reply.busy) await sleep(BUSY_MS);
    }
  }
  progress.end();
  return undefined;
}

/** The domain keeps how far it has come: a call whose answer is lost is simply made again. */
async function ask(
  messaging: Pick<MessagingClient, 'call'>,
  domain: string,
  organisation: Organisation,
  count: boolean,
): Promise<ReindexReply | string> {
  const context = { ...organisation, correlationId: randomUUID() };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await messaging.call(SUBJECTS.domain(domain, 'reindex'), { context, count }, ReindexReply, CALL_MS);
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof LetheError)) return (error as Error).message;
      await sleep(AWAY_MS);
    }
  }
}

class Progress {
  /** The highest version of the rules that a process has had. */
  rules = 0;
  private readonly start = performance.now();
  private printed = performance.now();
  private total = 0;
  private records = 0;
  private changed = 0;

  constructor(
    private readonly domain: string,
    private readonly write: Write,
  ) {}

  add({ rules, records, changed, remaining = 0 }: ReindexReply, where: string): void {
    this.rules = Math.max(this.rules, rules);
    this.total += remaining;
    this.records += records;
    this.changed += changed;
    if (performance.now() - this.printed < PRINT_MS) return;
    this.printed = performance.now();
    this.write(`${this.domain}: ${text(this.records)} of ${text(this.total)} records, ${this.rate()}, ${where}\n`);
  }

  end(): void {
    const seconds = ((performance.now() - this.start) / 1_000).toFixed(1);
    this.write(
      this.records === 0
        ? `${this.domain}: everything has keys of version ${this.rules}\n`
        : `${this.domain}: ${text(this.records)} records in ${seconds} s, ${this.rate()}; ${text(this.changed)} had other keys; all are of version ${this.rules}\n`,
    );
  }

  private rate(): string {
    return `${text(Math.round((this.records * 1_000) / Math.max(performance.now() - this.start, 1)))} a second`;
  }
}

const text = (count: number): string => count.toLocaleString('en');
