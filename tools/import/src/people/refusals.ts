import { ApiError } from '../api/api-error.ts';
import type { Refusal, Row } from '../rows/identity.ts';

/** The API refused something of a row; the message says what. */
export class RefusedError extends Error {}

/** Adds to the message of a refusal what was refused. */
export async function refusable<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ApiError ? new RefusedError(`${what} refused: ${error.message}`, { cause: error }) : error;
  }
}

/** The rows that the API refused. */
export class Refusals {
  private readonly refusals: Refusal[] = [];

  constructor(private readonly tell: (refusal: Refusal) => void) {}

  /** What the work gives; undefined when the API refused it, which is noted. */
  async attempt<T>({ line }: Row, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const refusal = { line, reason: error.message };
      this.refusals.push(refusal);
      this.tell(refusal);
      return undefined;
    }
  }

  /** In the order of the file. */
  sorted(): Refusal[] {
    return this.refusals.toSorted((a, b) => a.line - b.line);
  }
}
