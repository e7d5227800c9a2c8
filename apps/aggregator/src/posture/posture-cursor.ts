import { GdprPostureCount, LetheError } from '@lethe/contracts';
import { z } from 'zod';

/** Where a walk through the domains has come to, and what it has found: ids and counts, so that it may stand in a URI. */
const PostureCursor = z.object({
  /** Domains that have more → the domain's own cursor, '' at its beginning. */
  open: z.record(z.string(), z.string()),
  looked: z.record(z.string(), z.int().nonnegative()),
  counts: z.array(GdprPostureCount).max(1_000),
});
export type PostureCursor = z.infer<typeof PostureCursor>;

export const startOf = (domains: readonly string[]): PostureCursor => ({
  open: Object.fromEntries(domains.map((name) => [name, ''])),
  looked: {},
  counts: [],
});

export const encodeCursor = (cursor: PostureCursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** @throws LetheError 400 for one that is invalid, or of other domains */
export function decodeCursor(text: string, domains: readonly string[]): PostureCursor {
  const cursor = PostureCursor.safeParse(parsed(text));
  const isOurs =
    cursor.success &&
    Object.keys({ ...cursor.data.open, ...cursor.data.looked }).every((name) => domains.includes(name));
  if (isOurs) return cursor.data;
  throw invalid('cursor', 'Invalid cursor. Use nextUri of the page before, as it is.');
}

export const invalid = (fieldName: string, message: string): LetheError =>
  new LetheError('invalid.query.param.value', message, {
    details: [{ errorCode: 'invalid.query.param.value', fieldName }],
  });

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
