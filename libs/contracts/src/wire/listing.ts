import { z } from 'zod';

/**
 * Envelope of every listing (docs/wire-contract.md, "Listings"). URIs are relative; next and previous are absent when
 * there is none.
 */
export interface Listing<T> {
  entities: T[];
  pageSize: number;
  pageNumber: number;
  total: number;
  pageCount: number;
  firstUri: string;
  lastUri: string;
  selfUri: string;
  nextUri?: string;
  previousUri?: string;
}

export const listingOf = <T extends z.ZodType>(entity: T, id: string) =>
  z
    .object({
      entities: z.array(entity),
      pageSize: z.int(),
      pageNumber: z.int(),
      total: z.int(),
      pageCount: z.int(),
      firstUri: z.string(),
      lastUri: z.string(),
      selfUri: z.string(),
      nextUri: z.string().optional(),
      previousUri: z.string().optional(),
    })
    .meta({ id });

/** `pageSize` 1..100 and `pageNumber` from 1 as query parameters (requirements D16). */
export const pageQuery = (defaultSize = 25) =>
  z.object({
    pageSize: z.coerce.number().int().min(1).max(100).default(defaultSize),
    pageNumber: z.coerce.number().int().min(1).max(1_000_000).default(1),
  });
export interface Page {
  pageSize: number;
  pageNumber: number;
}

/** Wraps one page. `path` is the listing's own path, `query` what else the URIs must repeat. */
export function listing<T>(
  entities: T[],
  { total, ...page }: Page & { total: number },
  path: string,
  query: Record<string, string> = {},
): Listing<T> {
  const pageCount = Math.ceil(total / page.pageSize);
  const uri = (pageNumber: number) =>
    `${path}?${new URLSearchParams({ ...query, pageSize: String(page.pageSize), pageNumber: String(pageNumber) })}`;
  return {
    entities,
    pageSize: page.pageSize,
    pageNumber: page.pageNumber,
    total,
    pageCount,
    firstUri: uri(1),
    lastUri: uri(Math.max(1, pageCount)),
    selfUri: uri(page.pageNumber),
    ...(page.pageNumber < pageCount && { nextUri: uri(page.pageNumber + 1) }),
    ...(page.pageNumber > 1 && pageCount > 0 && { previousUri: uri(Math.min(page.pageNumber - 1, pageCount)) }),
  };
}

/** A listing that cannot be paged: all entities on one page, `total` equal to their number. */
export function wholeListing<T>(entities: T[], path: string, query: Record<string, string> = {}): Listing<T> {
  const total = entities.length;
  return listing(entities, { total, pageSize: Math.max(1, total), pageNumber: 1 }, path, query);
}
