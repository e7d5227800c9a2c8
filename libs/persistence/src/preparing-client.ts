import { createHash } from 'node:crypto';
import pg from 'pg';

/** Texts that this process remembers, and the most that one connection keeps prepared. */
const REMEMBERED = 1_000;
const PREPARED = 200;
/** A plan is kept no longer: one that was made for an empty table must not be there when it has filled. */
const PLAN_MS = 30_000;

/** Text → its name; undefined after its first use. The least lately used comes first. */
const names = new Map<string, string | undefined>();

/**
 * Prepares each statement with parameters whose text comes again, TypeORM's too: PostgreSQL parses it once a connection,
 * and may keep its plan. A text that comes once is not worth it, and a list of values in the text (`IN ($1, $2)`) has many.
 */
export class PreparingClient extends pg.Client {
  private readonly prepared = new Set<string>();
  private plannedSince = Date.now();

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as the overloads of pg: what is no text goes on as it is
  override query(query: any, values?: any, callback?: any): any {
    if (typeof query !== 'string' || !Array.isArray(values) || values.length === 0)
      return super.query(query, values, callback);
    this.forgetOldPlans();
    return super.query({ name: this.nameOf(query), text: query, values }, callback);
  }

  private forgetOldPlans(): void {
    if (Date.now() - this.plannedSince < PLAN_MS) return;
    this.plannedSince = Date.now();
    // In a transaction that has failed already it is refused, and done the next time.
    void super.query('discard plans').catch(() => (this.plannedSince = 0));
  }

  private nameOf(text: string): string | undefined {
    const name = remember(text);
    if (name === undefined || (!this.prepared.has(name) && this.prepared.size >= PREPARED)) return undefined;
    this.prepared.add(name);
    return name;
  }
}

function remember(text: string): string | undefined {
  const isKnown = names.has(text);
  const name = isKnown ? (names.get(text) ?? createHash('sha256').update(text).digest('base64url')) : undefined;
  names.delete(text);
  names.set(text, name);
  if (names.size > REMEMBERED) names.delete(names.keys().next().value!);
  return name;
}
