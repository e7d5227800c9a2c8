import type { ClientBase } from 'pg';

const ENDED = `select id, status from gdpr_request where id = any($1::uuid[]) and status in ('COMPLETED', 'ERROR')`;

/** Longer than any of them takes that gets on. */
const LONGEST_MS = 600_000;

interface Waiting {
  since: number;
  left: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/**
 * Tells when requests have ended: one question for all of them, of the database itself. The API would have to be asked
 * for each, and asking would cost more than what is measured.
 */
export class EndedRequests {
  private readonly waiting = new Map<string, Waiting>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly session: ClientBase) {}

  /** Resolves when all of them are COMPLETED. */
  all(ids: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = { since: Date.now(), left: ids.length, resolve, reject };
      for (const id of ids) this.waiting.set(id, waiting);
      this.timer ??= setTimeout(() => void this.look(), 0);
    });
  }

  private async look(): Promise<void> {
    try {
      const { rows } = await this.session.query<{ id: string; status: string }>(ENDED, [[...this.waiting.keys()]]);
      for (const row of rows) this.ended(row);
      this.giveUp();
    } catch (error) {
      for (const { reject } of this.waiting.values()) reject(error as Error);
      this.waiting.clear();
    }
    // Often where one request is waited for, seldom where many are: then the machine is busy.
    const pause = this.waiting.size > 10 ? 10 : 1;
    this.timer = this.waiting.size === 0 ? undefined : setTimeout(() => void this.look(), pause);
  }

  private giveUp(): void {
    for (const [id, { since, reject }] of this.waiting)
      if (Date.now() - since > LONGEST_MS) {
        this.waiting.delete(id);
        reject(new Error(`request ${id} has not ended after ${LONGEST_MS / 1_000} s`));
      }
  }

  private ended({ id, status }: { id: string; status: string }): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (waiting === undefined) return;
    if (status === 'ERROR') return waiting.reject(new Error(`request ${id} ended in ERROR`));
    waiting.left--;
    if (waiting.left === 0) waiting.resolve();
  }
}
