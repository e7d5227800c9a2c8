import { join } from 'node:path';
import { findResidue, readStack } from '@lethe/residue';
import type { System } from './system.ts';

/**
 * Where each term is still to be found, in any spelling; a place that could not be read counts as one where something
 * was.
 */
export async function residue(
  lethe: Pick<System, 'home'>,
  terms: readonly string[],
): Promise<{ place: string; term: string }[]> {
  const { found, unread } = await findResidue(
    readStack(join(lethe.home, 'stack.json'), {}),
    terms.map((text, index) => ({ number: index + 1, text })),
  );
  return [
    ...found.map(({ place, term }) => ({ place, term: terms[term - 1]! })),
    ...unread.map(({ place, reason }) => ({ place, term: `unread: ${reason}` })),
  ];
}
