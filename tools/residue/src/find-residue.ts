import { everyPlace } from './places/every-place.ts';
import { isGone, isUnread, reasonOf, type Place, type Unread } from './place.ts';
import type { Searched } from './searched.ts';
import type { Term } from './terms/read-terms.ts';
import { Scanner } from './terms/scanner.ts';

interface Found {
  place: string;
  /** Number of the term; the term itself stands in no report. */
  term: number;
  count: number;
}

export interface Report {
  found: Found[];
  /** Places that could not be read: nothing is known of them. */
  unread: Unread[];
  /** Stored objects whose key is gone, so that nobody can read them any more. */
  sealed: string[];
  /** Places that were read. */
  places: number;
}

/**
 * Looks for the terms everywhere. `raw`: in PostgreSQL's files, too, which keep what was deleted until it is
 * overwritten.
 */
export async function findResidue(searched: Searched, terms: readonly Term[], { raw = false } = {}): Promise<Report> {
  const scanner = new Scanner(terms);
  const report: Report = { found: [], unread: [], sealed: [], places: 0 };
  const sealed = (location: string): void => void report.sealed.push(presentable(scanner, location));
  try {
    for await (const place of everyPlace(searched, { raw, sealed })) {
      if (isUnread(place)) report.unread.push({ ...place, place: presentable(scanner, place.place) });
      else await look(scanner, place, report);
    }
  } catch (error) {
    report.unread.push({ place: 'everything after that', reason: reasonOf(error) });
  }
  return report;
}

async function look(scanner: Scanner, place: Place, report: Report): Promise<void> {
  const name = presentable(scanner, place.name);
  const add = (hits: Map<number, number>, where: string): void =>
    hits.forEach((count, term) => report.found.push({ place: where, term, count }));
  add(scanner.scanText(place.name), `${name} (its name)`);
  try {
    add(await scanner.scan(place.read()), name);
    report.places += 1;
  } catch (error) {
    if (!isGone(error)) report.unread.push({ place: name, reason: reasonOf(error) });
  }
}

/** A name that holds a term must not carry it into the report. */
function presentable(scanner: Scanner, name: string): string {
  if (scanner.scanText(name).size === 0) return name;
  const parts = name
    .split(/(?<=\/|, entry |, table |^storage |^bucket )/)
    .map((part) => (scanner.scanText(part).size === 0 ? part : '(withheld)'));
  const shown = parts.join('');
  return scanner.scanText(shown).size === 0 ? shown : '(a name that is withheld)';
}
