import type { Certainty } from '@lethe/matching';
import { CERTAINTIES } from '@lethe/matching';
import { keyText, type GdprPostureCount, type GdprPostureFinding, type PostureReply } from '@lethe/contracts';

/** Findings of one domain: what counts by itself, and what counts because some record carries a key (`known`). */
export function grade(domain: string, reply: PostureReply, known: ReadonlySet<string>): GdprPostureFinding[] {
  const isKnown = (place: number): boolean => {
    const key = reply.keys[place];
    return key !== undefined && known.has(keyText(key));
  };
  return reply.places.flatMap(({ records, ...place }) =>
    records.flatMap(({ id, code, marks }) => {
      const certainties = marks.flatMap(({ base, ifKnown, keys }) => (keys.some(isKnown) ? ifKnown : base) ?? []);
      const certainty = highest(certainties);
      return certainty === undefined ? [] : [{ domain, code, certainty, ...place, id, count: certainties.length }];
    }),
  );
}

const highest = (certainties: readonly Certainty[]): Certainty | undefined =>
  CERTAINTIES.find((one) => certainties.includes(one));

/** `counts` with these findings added. */
export function addTo(counts: readonly GdprPostureCount[], found: readonly GdprPostureFinding[]): GdprPostureCount[] {
  const sums = new Map(counts.map((count) => [textOf(count), count]));
  for (const one of found) {
    const { domain, code, certainty } = one;
    const findings = (sums.get(textOf(one))?.findings ?? 0) + 1;
    sums.set(textOf(one), { domain, code, certainty, findings });
  }
  return [...sums.values()];
}

const textOf = ({ domain, code, certainty }: Omit<GdprPostureCount, 'findings'>): string =>
  `${domain} ${code} ${certainty}`;
