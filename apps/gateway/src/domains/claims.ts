/** A path of a domain's resource API, or the beginning of such paths; `{name}` stands for one segment. */
export interface ClaimedPath<Owner> {
  pattern: string;
  owner: Owner;
}

/** The gateway's own resources; a domain cannot claim them. */
const OWN_PATHS = ['/api/v2/gdpr', '/api/v2/downloads'];

/** Whether a path is the pattern, segment by segment. */
export const fits = (path: string, pattern: string): boolean => {
  const [segments, wanted] = [path.split('/'), pattern.split('/')];
  return segments.length === wanted.length && begins(segments, wanted);
};

/** Whether the path is the pattern, or lies below it. */
const isBelow = (path: string, pattern: string) => begins(path.split('/'), pattern.split('/'));

const begins = (segments: string[], wanted: string[]) =>
  wanted.every((segment, index) => (isName(segment) ? Boolean(segments[index]) : segments[index] === segment));

const isName = (segment: string) => /^\{\w+\}$/.test(segment);

/** Whole segments below /api/v2, not all of them names, and nothing of the gateway's own. */
export const isClaimable = (pattern: string): boolean =>
  /^\/api\/v2\/[^/?#{}][^?#]*[^/?#]$/.test(pattern) && !OWN_PATHS.some((own) => isBelow(pattern, own));

/**
 * Those who claim the path: of the patterns that it lies below the most specific one's. That is the longest, and of
 * two as long the one that says a segment which the other leaves open. Several owners claim the very same pattern.
 */
export function claimantsOf<Owner>(path: string, claims: readonly ClaimedPath<Owner>[]): ClaimedPath<Owner>[] {
  const fitting = claims
    .filter(({ pattern }) => isBelow(path, pattern))
    .sort((a, b) => bySpecificity(a.pattern, b.pattern));
  return fitting.filter(({ pattern }) => bySpecificity(pattern, fitting[0]!.pattern) === 0);
}

/** Patterns that more than one owner claims, with all who do. */
export function conflictsIn<Owner>(claims: readonly ClaimedPath<Owner>[]): { pattern: string; owners: Owner[] }[] {
  return [...Map.groupBy(claims, ({ pattern }) => unnamed(pattern)).values()]
    .map((same) => ({ pattern: same[0]!.pattern, owners: [...new Set(same.map(({ owner }) => owner))] }))
    .filter(({ owners }) => owners.length > 1);
}

/** Of patterns that one path lies below: 0 only where they are the same but for the names in them. */
function bySpecificity(one: string, other: string): number {
  const [a, b] = [one.split('/'), other.split('/')];
  if (a.length !== b.length) return b.length - a.length;
  const differing = a.findIndex((segment, index) => isName(segment) !== isName(b[index]!));
  return differing === -1 ? 0 : isName(a[differing]!) ? 1 : -1;
}

const unnamed = (pattern: string) => pattern.replaceAll(/\{\w+\}/g, '{}');
