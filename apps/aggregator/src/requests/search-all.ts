import {
  SearchReply,
  SUBJECTS,
  unavailable,
  type CallContext,
  type GdprSubject,
  type PossibleMatch,
  type SearchCall,
} from '@lethe/contracts';
import type { IdentifierKind } from '@lethe/matching';
import { distinct } from '../closure/stored-subject.ts';
import type { Core } from '../core.ts';

/** A domain whose page takes longer than PAGE_MS, or whose search takes longer than SEARCH_MS, is away. */
const PAGE_MS = 2_000;
const SEARCH_MS = 10_000;

interface Found {
  subjects: GdprSubject[];
  possibleMatches: PossibleMatch[];
}

/**
 * All subjects of all domains that match. Never partial: a domain that does not answer makes it 503 (requirements D18).
 */
export async function searchAll(
  core: Core,
  context: CallContext,
  kind: IdentifierKind,
  value: string,
): Promise<GdprSubject[]> {
  return (await searchWith(core, { context, term: { kind, value } })).subjects;
}

/** As `searchAll`; with `possible` also those that a person would look twice at. */
export async function searchWith(core: Core, call: SearchCall): Promise<Found> {
  const domains = await core.domains.searching(call.term.kind);
  const found = await Promise.all(domains.map((domain) => searchDomain(core, domain, call)));
  return {
    subjects: distinct(
      found.flatMap(({ subjects }) => subjects),
      JSON.stringify,
    ),
    possibleMatches: distinct(
      found.flatMap(({ possibleMatches }) => possibleMatches),
      JSON.stringify,
    ),
  };
}

async function searchDomain(core: Core, domain: string, call: SearchCall): Promise<Found> {
  const found: Found = { subjects: [], possibleMatches: [] };
  const end = performance.now() + SEARCH_MS;
  let cursor: string | undefined;
  do {
    const reply = await core.messaging.call(
      SUBJECTS.domain(domain, 'search'),
      { ...call, cursor },
      SearchReply,
      PAGE_MS,
    );
    found.subjects.push(...reply.subjects);
    found.possibleMatches.push(...(reply.possibleMatches ?? []));
    if (reply.next !== undefined && (reply.next === cursor || performance.now() > end))
      throw unavailable(`The domain ${domain}`);
    cursor = reply.next;
  } while (cursor !== undefined);
  return found;
}
