import { generationBehind } from './name-suffix.ts';
import { titleBehind } from './name-titles.ts';
import { compact, nameTokens, type NameToken } from './name-words.ts';

/** What stands beside a name in brackets, quotes, or behind a word for "born as". */
export interface NameAsides {
  /** The text without them. */
  rest: string;
  births: NameToken[];
  nicknames: NameToken[];
  /** A bracketed number or generation: the reader looks at it as if it stood behind the name. */
  outside: string[];
}

/** Where a text stands: in one field, or in a column of the name. */
export type NameColumn = 'whole' | 'given' | 'middle' | 'family';

const BRACKETED = /[([{<（［【〔「『]([^()[\]{}<>（）［］【】〔〕「」『』]*)[)\]}>）］】〕」』]/g;
const QUOTED = /(?<=^|[\s,])["“”„‟«»‹›'‘’‚‛`´]{1,2}([^"“”„‟«»‹›]+?)["“”„‟«»‹›'‘’‚‛`´]{1,2}(?=$|[\s,])/g;

/** "Born as" in the languages at hand (Wiktionary, translations of née). */
const BORN = new Set(
  `née né nee born roz rozená rozený rod rodená rodený geb geborene geborener geboren zdomu født fødd född szül született
   nata nato nascida nascido nacida nacido născută rođ rođena roj rojena dzim dzimusi gim gimusi sündinud урожд урождённая
   урожденная родена родж уроджена γεννημένη doğumlu syntynyt syntyjään`
    .trim()
    .split(/\s+/)
    .map(compact),
);
/** Ling Nee Soon has no birth name: only behind two words. */
const ALSO_NAMES = new Set(['nee', 'ne', 'nata', 'nato', 'born', 'rod', 'roj', 'gim']);
const IN_TWO_WORDS = new Set(['zdomu', 'omaasukua', 'desoltera', 'zd', 'τογενοσ']);
/** Also initials: in small letters, with their stop, in brackets or in front of a capital. */
const SHORT = new Set(['f.', 'r.', 'n.', 'o.s.', 'os.', 'sz.', 'ur.', 'zd.', 'ур.', 'рожд.', 'р.']);

/** Takes a written name, or one column of it, apart into what stands beside the name and the rest. */
export function takeAsides(text: string, column: NameColumn): NameAsides {
  const asides: NameAsides = { rest: text, births: [], nicknames: [], outside: [] };
  const wholly = /^\s*["“”„«»'‘’‹›]+([^"“”„«»]*)["“”„«»'‘’‹›]+\s*$/.exec(text);
  asides.rest = (wholly?.[1] ?? text)
    .replace(/[,;]/g, '$& ')
    .replace(BRACKETED, (bracket: string, inside: string, at: number, all: string) =>
      bracketed(asides, inside, column === 'given' || /\p{L}/u.test(all.slice(at + bracket.length))),
    )
    .replace(QUOTED, (_, inside: string) => {
      asides.nicknames.push(...nameTokens(inside));
      return ' ';
    });
  return bornBehind(asides, column === 'whole');
}

/** In the middle of a name (it goes on) brackets hold a nickname, at its end a birth name. */
function bracketed(asides: NameAsides, inside: string, goesOn: boolean): string {
  const words = inside.trim().split(/\s+/);
  const marker = bornMarker(words, true);
  if (marker > 0) asides.births.push(...nameTokens(words.slice(marker).join(' ')));
  else if (/^[#\s]*\d+[.\s]*$/.test(inside) || isBeside(words)) asides.outside.push(inside.trim());
  else if (goesOn) asides.nicknames.push(...nameTokens(inside));
  else asides.births.push(...nameTokens(inside));
  return ' ';
}

/** '(ml.)', '(Mr)', '(FH)'. */
const isBeside = (words: readonly string[]): boolean =>
  generationBehind(['', '', ...words])?.words === words.length ||
  titleBehind(['', '', ...words], true) === words.length;

function bornBehind(asides: NameAsides, whole: boolean): NameAsides {
  const words = asides.rest.trim().split(/\s+/);
  for (let at = 1; at < words.length - 1; at += 1) {
    const marker = bornMarker(words.slice(at));
    if (marker === 0 || at + marker >= words.length) continue;
    if (whole && at === 1 && ALSO_NAMES.has(words[at]?.toLowerCase() ?? '')) continue;
    return { ...asides, ...bornAs(asides, words.slice(0, at), words.slice(at + marker)) };
  }
  return asides;
}

/** 'Pohl geb. Arndt, Gesine': what follows a comma is the name again. */
function bornAs(asides: NameAsides, before: string[], behind: string[]): Pick<NameAsides, 'rest' | 'births'> {
  const end = behind.findIndex((word) => word.endsWith(',')) + 1;
  const births = end > 0 && !before.some((word) => word.endsWith(',')) ? behind.slice(0, end) : behind;
  return {
    rest: [...before, ...(births === behind ? [] : [',', ...behind.slice(end)])].join(' '),
    births: [...asides.births, ...nameTokens(births.join(' '))],
  };
}

/** How many words from the first say "born as". */
function bornMarker([first = '', second = '']: readonly string[], inBrackets = false): number {
  if (BORN.has(compact(first))) return 1;
  if (SHORT.has(first) && (inBrackets || /^\p{Lu}/u.test(second))) return 1;
  return second !== '' && IN_TWO_WORDS.has(compact(first) + compact(second)) ? 2 : 0;
}
