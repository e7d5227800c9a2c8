import { SearchReply, SUBJECTS, unavailable, type CallContext, type GdprSubject } from '@lethe/contracts';
import type { IdentifierKind } from '@lethe/matching';
import type { Core } from '../core.ts';

/** A page that takes longer, or a search that takes longer than the second, is a domain that is away. */
const PAGE_MS = 2_000;
const SEARCH_MS = 10_000;

/**
 * All subjects of all domains that match. Never partial: a domain that does not answer makes it 503 (requirements D18).
 */
export async function searchAll(
  core: Core,
  context: CallContext,
  kind: IdentifierKind,
  value: string,
): Promise<GdprSubject[]> {
  const domains = await core.domains.searching(kind);
  const found = await Promise.all(
    domains.map((domain) => searchDomain(core, domain, { context, term: { kind, value } })),
  );
  const unique = new Map(found.flat().map((subject) => [JSON.stringify(subject), subject]));
  return [...unique.values()];
}

async function searchDomain(core: Core, domain: string, call: object): Promise<GdprSubject[]> {
  const subjects: GdprSubject[] = [];
  const end = performance.now() + SEARCH_MS;
  let cursor: string | undefined;
  do {
    const reply = await core.messaging.call(
      SUBJECTS.domain(domain, 'search'),
      { ...call, cursor },
      SearchReply,
      PAGE_MS,
    );
    subjects.push(...reply.subjects);
    if (reply.next !== undefined && (reply.next === cursor || performance.now() > end))
      throw unavailable(`The domain ${domain}`);
    cursor = reply.next;
  } while (cursor !== undefined);
  return subjects;
}
