import { generationBehind } from './name-suffix.ts';
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

const BRACKETED = /[([{<（［【〔「『]([^()[\]{}<>（）［］【】〔〕「」『』]*)[)\]}>）］】〕」』]/g;
const QUOTED = /(?<=^|[\s,])["“”„‟«»‹›'‘’‚‛`´]{1,2}([^"“”„‟«»‹›]+?)["“”„‟«»‹›'‘’‚‛`´]{1,2}(?=$|[\s,])/g;

/** "Born as" in the languages at hand (Wiktionary, translations of née). */
const BORN = new Set(
  `née né nee roz rozená rozený rodená rodený geb geborene geborener geboren zdomu født född fødd szül született nata nato
   nascida nascido nacida nacido născută rođ rođena roj rojena урожд урождённая урожденная уроджена γεννημένη doğumlu syntynyt`
    .trim()
    .split(/\s+/)
    .map(compact),
);
const IN_TWO_WORDS = new Set(['zdomu', 'osukua', 'desoltera', 'zd']);

/** Takes a written name apart into what stands beside the name and the rest. */
export function takeAsides(text: string): NameAsides {
  const asides: NameAsides = { rest: text, births: [], nicknames: [], outside: [] };
  const wholly = /^\s*["“”„«»'‘’‹›]+([^"“”„«»]*)["“”„«»'‘’‹›]+\s*$/.exec(text);
  asides.rest = (wholly?.[1] ?? text)
    .replace(BRACKETED, (bracket: string, inside: string, at: number, all: string) =>
      bracketed(asides, inside, all.slice(at + bracket.length)),
    )
    .replace(QUOTED, (_, inside: string) => {
      asides.nicknames.push(...nameTokens(inside));
      return ' ';
    });
  return bornBehind(asides);
}

/** In the middle of a name brackets hold a nickname, at its end a birth name. */
function bracketed(asides: NameAsides, inside: string, following: string): string {
  const words = inside.trim().split(/\s+/);
  const marker = bornMarker(words);
  if (marker > 0) asides.births.push(...nameTokens(words.slice(marker).join(' ')));
  else if (/^[#\s]*\d+[.\s]*$/.test(inside) || generationBehind(inside.trim())) asides.outside.push(inside.trim());
  else if (/\p{L}/u.test(following)) asides.nicknames.push(...nameTokens(inside));
  else asides.births.push(...nameTokens(inside));
  return ' ';
}

function bornBehind(asides: NameAsides): NameAsides {
  const words = asides.rest.trim().split(/\s+/);
  for (let at = 1; at < words.length - 1; at += 1) {
    const marker = bornMarker(words.slice(at));
    if (marker === 0 || at + marker >= words.length) continue;
    const births = nameTokens(words.slice(at + marker).join(' '));
    return { ...asides, rest: words.slice(0, at).join(' '), births: [...asides.births, ...births] };
  }
  return asides;
}

/** How many words from the first say "born as". */
function bornMarker([first = '', second = '']: readonly string[]): number {
  if (BORN.has(compact(first))) return 1;
  return second !== '' && IN_TWO_WORDS.has(compact(first) + compact(second)) ? 2 : 0;
}
