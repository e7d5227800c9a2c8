import { foldText } from './fold-text.ts';
import { WESTERN_SHORT_FORMS } from './short-forms.western.ts';
import { EASTERN_SHORT_FORMS } from './short-forms.eastern.ts';

type Related = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Relates a name to its short forms, and the short forms of one name to each other. Two full names never: Alex does not
 * make Alexander of Alexandra.
 */
function related(): Related {
  const map = new Map<string, Set<string>>();
  const relate = (a: string, b: string): void => {
    if (a !== b) map.set(a, (map.get(a) ?? new Set()).add(b));
  };
  for (const line of [...WESTERN_SHORT_FORMS, ...EASTERN_SHORT_FORMS]) {
    const [full = '', shorts = ''] = foldText(line).split(': ');
    const [fulls, forms] = [full.split(' '), shorts.split(' ')];
    for (const short of forms) {
      for (const other of [...fulls, ...forms]) {
        relate(short, other);
        relate(other, short);
      }
    }
  }
  return map;
}

let all: Related | undefined;

/** The folded names that a folded name is usually short for, or shortened to. */
export function shortFormsOf(name: string): ReadonlySet<string> {
  all ??= related();
  return all.get(name) ?? new Set();
}
