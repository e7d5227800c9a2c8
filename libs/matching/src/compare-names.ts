import { isOneEdit } from './one-edit.ts';
import { shortFormsOf } from './short-forms.ts';
import { skeleton } from './skeleton.ts';
import { readNames, type NameInput, type NameReading } from './name-reading.ts';
import { generationsConflict } from './name-suffix.ts';
import { isOfTwo, relativesIn } from './name-relatives.ts';
import { isUnspaced, sameToken, type NameToken } from './name-words.ts';
import { textsOf, versionsOf } from './name.ts';

/** Why a person would look twice at two names. */
export type NameDoubt =
  | 'initial'
  | 'missingPart'
  | 'particles'
  | 'joined'
  | 'oneEdit'
  | 'oneToken'
  | 'shortForm'
  | 'transliteration'
  | 'generation'
  | 'number'
  | 'ofTwo';

export type NameComparison =
  { answer: 'same' } | { answer: 'possible'; by: NameDoubt } | { answer: 'other' } | { answer: 'unknown' };

/** Words that may be missing or joined: Wikipedia, "Nobiliary particle", "Tussenvoegsel", "Surname prefix". */
const PARTICLES = new Set(
  `van der den de del della di da do dos das du des von zu zum zur af av la le las los el al y e i ter ten te vom op het t
   vd bin ben ibn bint abu st san mac mc o بن ابن بنت ابو ام ال בן בת`
    .trim()
    .split(/\s+/),
);
/** Where two of these differ the families do. */
const OF_A_FAMILY = new Set(['mac', 'mc', 'o', 'san', 'st']);
/** Letters of one that are an initial, and that foldText writes as two: Þ, Æ; Theodor is Th., Zsuzsa is Zs. */
const INITIALS_OF_TWO = new Set('th ae oe ch cs gy sz zs lj nj dz ph'.split(' '));
const ARTICLE = /^ال(?=.{2})/u;
const NOT_ITSELF: NameDoubt[] = ['oneEdit', 'oneToken', 'ofTwo'];
const ALPHABETIC = /[\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Armn}\p{scx=Geor}\p{scx=Hebr}\p{scx=Arab}]/u;
/** What a record without its middle name may be found by; a middle name that the other has is another name. */
const WITHOUT_MIDDLE: NameDoubt[] = ['joined', 'particles'];

/**
 * Whether two records name one person (D9). Stricter than a search: a generation suffix, a number or a word for a relative
 * behind the name that only one of them has makes them possible, and so does a name of two people. A record may hold
 * several names: the best answer counts.
 */
export function compareNames(a: NameInput, b: NameInput): NameComparison {
  const [as, bs] = [readNames(a), readNames(b)];
  if (as.length === 0 || bs.length === 0) return { answer: 'unknown' };
  const answers = as.flatMap((one) => bs.map((other) => compareReadings(one, other)));
  const [best] = answers.toSorted((x, y) => rank(x) - rank(y));
  const ofOne = isOfTwo(a) === isOfTwo(b);
  return ofOne || best === undefined || best.answer === 'other'
    ? (best ?? { answer: 'other' })
    : { answer: 'possible', by: 'ofTwo' };
}

function rank(comparison: NameComparison): number {
  if (comparison.answer === 'possible') return NOT_ITSELF.includes(comparison.by) ? 2 : 1;
  return comparison.answer === 'same' ? 0 : 3;
}

function compareReadings(a: NameReading, b: NameReading): NameComparison {
  const found = relateReadings(a, b);
  if (found !== 'same') return found === undefined ? { answer: 'other' } : { answer: 'possible', by: found };
  if (a.generation !== b.generation || relativesIn(a) !== relativesIn(b))
    return { answer: 'possible', by: 'generation' };
  return a.number === b.number ? { answer: 'same' } : { answer: 'possible', by: 'number' };
}

/** Why the name that a search asks for may be a record's although their keys do not meet; undefined when it is not. */
export function possibleName(stored: NameInput, query: string): NameDoubt | undefined {
  for (const one of readNames(stored)) {
    for (const other of readNames({ whole: query })) {
      const found = relateReadings(one, other);
      if (found !== undefined && found !== 'same') return found;
    }
  }
  return undefined;
}

function relateReadings(a: NameReading, b: NameReading): 'same' | NameDoubt | undefined {
  if (a.other !== undefined || b.other !== undefined) return a.other === b.other ? 'same' : undefined;
  if (generationsConflict(a.generation, b.generation)) return undefined;
  if (birthsConflict(a.births, b.births)) return undefined;
  if (sameVersions(a, b)) return a.generation && b.generation && a.generation !== b.generation ? 'generation' : 'same';
  for (const as of wholeNames(a)) {
    for (const bs of wholeNames(b)) {
      const doubt = relateTokens(as, bs);
      if (doubt !== undefined) return doubt;
    }
  }
  return withoutMiddle(a, b) ?? withoutMiddle(b, a);
}

const birthsConflict = (a: readonly NameToken[], b: readonly NameToken[]): boolean =>
  a.length > 0 && b.length > 0 && unmatched(a, b).some((rest) => rest.length > 0);

/** The middle column is optional in what is possible, too. */
function withoutMiddle(a: NameReading, b: NameReading): NameDoubt | undefined {
  if (a.middle.length === 0 || b.middle.length > 0) return undefined;
  const short = a.tokens.filter((token) => !a.middle.some((other) => sameToken(token, other)));
  const doubt = short.length > 0 ? relateTokens(short, b.tokens) : undefined;
  return doubt && (short.length === b.tokens.length || WITHOUT_MIDDLE.includes(doubt)) ? doubt : undefined;
}

/** With two middle columns both count: other middle names are other names. */
function sameVersions(a: NameReading, b: NameReading): boolean {
  const both = a.middle.length > 0 && b.middle.length > 0;
  const texts = (reading: NameReading): string[] =>
    versionsOf(both ? { ...reading, middle: [] } : reading).flatMap(({ tokens }) => textsOf(tokens));
  const other = new Set(texts(b));
  return texts(a).some((text) => other.has(text));
}

/** The name with its middle name, then with what stands beside it, too. */
const wholeNames = ({ tokens, nicknames, births }: NameReading): NameToken[][] =>
  [tokens, nicknames, births].filter((more) => more.length > 0).map((more) => [...new Set([...tokens, ...more])]);

/** What each has that the other has not. */
function unmatched(a: readonly NameToken[], b: readonly NameToken[]): [NameToken[], NameToken[]] {
  const left = [...b];
  const rest = a.filter((token) => {
    const at = left.findIndex((other) => sameToken(token, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [rest, left];
}

/** A single letter of an alphabet stands for a word; Æ is one in one of its spellings, Þ is written Th. */
const isInitial = (token: NameToken): boolean =>
  token.some((way) => INITIALS_OF_TWO.has(way) || ([...way].length === 1 && ALPHABETIC.test(way)));
const isFull = (token: NameToken): boolean => !isInitial(token);

function relateTokens(a: readonly NameToken[], b: readonly NameToken[]): NameDoubt | undefined {
  const [restA, restB] = unmatched(a, b);
  const common = a.filter((token) => !restA.includes(token));
  if (restA.length === 0 || restB.length === 0) return missing(common, [...restA, ...restB]);
  const rest = [...restA, ...restB];
  if (rest.every(isParticle)) return particlesDiffer(common, rest);
  if (isJoined(restA, restB) || isJoined(a, b) || isJoined(restA.filter(isMain), restB.filter(isMain))) return 'joined';
  if (isTransliterated(a, b)) return 'transliteration';
  const loose = explained(restA, restB, common);
  if (loose !== undefined) return loose;
  return common.length > 0 || a.length === 1 ? oneEdit(restA, restB) : undefined;
}

function oneEdit([a = [], ...as]: readonly NameToken[], [b = [], ...bs]: readonly NameToken[]): NameDoubt | undefined {
  const apart = as.length + bs.length === 0 && a.some((way) => b.some((other) => isOneEdit(way, other)));
  return apart ? 'oneEdit' : undefined;
}

function missing(common: readonly NameToken[], rest: readonly NameToken[]): NameDoubt | undefined {
  const full = common.filter((token) => isFull(token) && isMain(token));
  if ((full.length === 0 && common.filter(isFull).length < 2) || rest.length === 0) return undefined;
  if (rest.every(isParticle)) return 'particles';
  return common.length > 1 ? 'missingPart' : 'oneToken';
}

const particlesDiffer = (common: readonly NameToken[], rest: readonly NameToken[]): NameDoubt | undefined =>
  common.some((token) => isFull(token) && isMain(token)) && !rest.some(([usual = '']) => OF_A_FAMILY.has(usual))
    ? 'particles'
    : undefined;

const isParticle = ([usual = '']: NameToken): boolean => PARTICLES.has(usual);
const isMain = (token: NameToken): boolean => !isParticle(token);

/** Written together by one of them: VanderBergh, Jeanluc, عبدالله. */
function isJoined(a: readonly NameToken[], b: readonly NameToken[]): boolean {
  if (a.length === b.length) return false;
  const together = (tokens: readonly NameToken[]): string[] => ways(tokens).map((words) => words.join(''));
  const other = together(b);
  return together(a).some((text) => other.includes(text));
}

/** The usual spellings and the last ones: enough for names that are compared as a whole. */
const ways = (tokens: readonly NameToken[]): string[][] => [
  tokens.map((token) => token[0] ?? ''),
  tokens.map((token) => token.at(-1) ?? ''),
];

const isLatin = ([usual = '']: NameToken): boolean => /^[\p{Script=Latin}\p{N}\p{M}]+$/u.test(usual);
const skeletonOf = ([usual = '']: NameToken): string => skeleton(usual);
const transliterates = (a: NameToken, b: NameToken): boolean =>
  isLatin(a) !== isLatin(b) && skeletonOf(a) === skeletonOf(b);

/** A name in a script without spaces against the same one in Latin letters, whatever was joined. */
function isTransliterated(a: readonly NameToken[], b: readonly NameToken[]): boolean {
  const unspaced = [a, b].filter((tokens) => tokens.every(([usual = '']) => isUnspaced(usual)));
  const latin = [a, b].filter((tokens) => tokens.every(isLatin));
  const [own = []] = unspaced;
  const [other = []] = latin;
  if (unspaced.length !== 1 || latin.length !== 1) return false;
  const texts = textsOf(own).map(skeleton);
  return [other, other.toReversed()].some((tokens) =>
    texts.includes(skeleton(tokens.map(([usual]) => usual).join(''))),
  );
}

/**
 * Every word of the shorter rest stands for one of the longer rest: its initial, a short form, another script. What is
 * left of the longer one is missing. They need a full word in common, or one in another script.
 */
function explained(a: NameToken[], b: NameToken[], common: readonly NameToken[]): NameDoubt | undefined {
  const [few, many] = a.length <= b.length ? [a, [...b]] : [b, [...a]];
  const doubts: NameDoubt[] = [];
  for (const token of few) {
    const at = many.findIndex((other) => standsFor(token, other) !== undefined);
    const [partner] = at < 0 ? [] : many.splice(at, 1);
    if (partner === undefined) return undefined;
    doubts.push(standsFor(token, partner) ?? 'initial');
  }
  const anchored = common.some((token) => isFull(token) && isMain(token)) || doubts.includes('transliteration');
  return anchored ? (doubts.find((doubt) => doubt !== 'transliteration') ?? doubts[0]) : undefined;
}

function standsFor(a: NameToken, b: NameToken): NameDoubt | undefined {
  if (isInitial(a) !== isInitial(b)) {
    const [letters, full] = isInitial(a) ? [a, b] : [b, a];
    return full.some((way) => letters.some((letter) => way.startsWith(letter))) ? 'initial' : undefined;
  }
  if (a.some((way) => b.some((other) => shortFormsOf(way).has(other)))) return 'shortForm';
  if (a.some((way) => b.some((other) => way.replace(ARTICLE, '') === other.replace(ARTICLE, '')))) return 'particles';
  return transliterates(a, b) ? 'transliteration' : undefined;
}
