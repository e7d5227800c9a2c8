import type { Report } from './find-residue.ts';

/** Lines for people: a place, which term by its number, how often. */
export function printReport({ found, unread, sealed, places }: Report): string {
  const lines = [
    ...found.map(
      ({ place, term, count }) => `found   term ${term}, ${count === 1 ? 'once' : `${count} times`}: ${place}`,
    ),
    ...unread.map(({ place, reason }) => `unread  ${place} (${reason})`),
  ];
  if (sealed.length > 0)
    lines.push(
      `${sealed.length} stored ${sealed.length === 1 ? 'object' : 'objects'} can be read by nobody: no row holds the key.`,
    );
  const what =
    found.length === 0 ? 'Nothing was found' : `Found in ${new Set(found.map(({ place }) => place)).size} places`;
  lines.push(`${what}; ${places} places were read${unread.length === 0 ? '' : `, ${unread.length} could not be`}.`);
  return `${lines.join('\n')}\n`;
}

/**
 * 0: nothing was found, and everything was read. 1: something was found. 3: nothing was found, but not everything could
 * be read.
 */
export const exitCodeOf = ({ found, unread }: Report): 0 | 1 | 3 => (found.length > 0 ? 1 : unread.length > 0 ? 3 : 0);
