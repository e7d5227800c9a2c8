import { foldText } from './fold-text.ts';
import { dropInvisible } from './invisible.ts';
import { takeAsides } from './name-asides.ts';
import { generationBehind, generationInFront, isAlsoName, type Generation } from './name-suffix.ts';
import { titleBehind, titleInFront } from './name-titles.ts';
import { eachOnce, nameTokens, type NameToken } from './name-words.ts';

/** A person's name as a record holds it, in parts, in one field, or both. Salutation and title do not belong here. */
export interface NameInput {
  given?: string | null;
  middle?: string | null;
  family?: string | null;
  whole?: string | null;
}

/** One written name, taken apart. Of a name in columns `middle` are the words of the middle column. */
export interface NameReading {
  /** The name itself, in written order; never empty unless `other` is set. */
  tokens: NameToken[];
  middle: NameToken[];
  titles: NameToken[];
  nicknames: NameToken[];
  births: NameToken[];
  generation?: Generation;
  /** The generation as a word that is a first name, too: 'Hickle Junior' may be family name and first name. */
  generationName?: NameToken[];
  /** A number behind the name, which tells duplicates apart in many systems. */
  number?: string;
  /** Text without letters and digits, folded: it is compared as it stands. */
  other?: string;
}

type Draft = Omit<NameReading, 'tokens' | 'middle'> & { words: string[] };

const VISIBLE = /[\p{L}\p{N}]/u;
const NUMBER = /^#?\s?\d+\.?$/;
/** A stop between two longer words is a gap: 'Dr.Eva', but not 'Ph.D.'. */
const GLUED_STOP = /(?<=\p{L}{2}\.)(?=\p{Lu}\p{L})/gu;
const MARK_OF_A_NUMBER = /#\s*(?=\d)/g;

/** The names that a record holds: that of its columns and that of its single field. */
export function readNames({ given, middle, family, whole }: NameInput): NameReading[] {
  const readings = [readColumns([given, middle, family]), readColumns([whole])];
  return readings.filter((reading) => reading !== undefined);
}

function readColumns(columns: readonly (string | null | undefined)[]): NameReading | undefined {
  const drafts = columns.map((column) => readText(dropInvisible(column ?? '')));
  const tokens = eachOnce(drafts.flatMap(({ words }) => nameTokens(words.join(' '))));
  const of = (part: 'titles' | 'nicknames' | 'births'): NameToken[] => eachOnce(drafts.flatMap((draft) => draft[part]));
  const reading: NameReading = {
    tokens,
    middle: columns.length === 1 ? [] : nameTokens(drafts[1]?.words.join(' ') ?? ''),
    titles: of('titles'),
    nicknames: of('nicknames'),
    births: of('births'),
    generation: drafts.findLast(({ generation }) => generation !== undefined)?.generation,
    generationName: drafts.findLast(({ generationName }) => generationName !== undefined)?.generationName,
    number: drafts.findLast(({ number }) => number !== undefined)?.number,
  };
  return tokens.length > 0 ? reading : withoutWords(reading, columns);
}

/** A name that is nothing but brackets or marks is what stands in them, or the text as it is. */
function withoutWords(reading: NameReading, columns: readonly (string | null | undefined)[]): NameReading | undefined {
  const text = columns.map((column) => column ?? '').join(' ');
  const tokens = nameTokens(dropInvisible(text));
  const plain = {
    ...reading,
    middle: [],
    titles: [],
    nicknames: [],
    births: [],
    generation: undefined,
    generationName: undefined,
  };
  if (tokens.length > 0) return { ...plain, tokens };
  const other = foldText(text);
  return other === '' ? undefined : { ...plain, tokens, other };
}

function readText(text: string): Draft {
  const { rest, births, nicknames, outside } = takeAsides(text.normalize('NFKC'));
  const segments = [rest, ...outside].join(', ').replace(GLUED_STOP, ' ').replace(MARK_OF_A_NUMBER, ' #').split(/[,;]/);
  const draft: Draft = { words: [], titles: [], nicknames, births };
  const left = segments.map((segment, at) => ({
    at,
    words: segment.split(/\s+/).filter((word) => VISIBLE.test(word)),
  }));
  for (const { at, words } of left) takeParts(draft, words, at > 0 || left.length > 1);
  return draft;
}

/** Takes titles, generation and numbers off both ends of one segment; the rest are words of the name. */
function takeParts(draft: Draft, segment: readonly string[], hasComma: boolean): void {
  const words = takeBehind(draft, takeTitles(draft, segment), hasComma && draft.words.length > 0);
  const generation = words.length > 1 ? generationInFront(words[0] ?? '') : undefined;
  if (generation !== undefined) draft.generation = generation;
  draft.words.push(...(generation === undefined ? words : words.slice(1)));
}

const addTitle = (draft: Draft, taken: readonly string[]): void =>
  void draft.titles.push(...nameTokens(taken.join(' ').replaceAll('.', '')));

function takeTitles(draft: Draft, segment: readonly string[]): readonly string[] {
  let words = segment;
  for (let titled = false; words.length > 0; titled = true) {
    const front = titleInFront([...words, ...draft.words], titled);
    if (front === 0) break;
    addTitle(draft, words.slice(0, front));
    words = words.slice(front);
  }
  return words;
}

function takeBehind(draft: Draft, segment: readonly string[], afterComma: boolean): readonly string[] {
  let words = segment;
  for (let taken = 1; taken > 0 && words.length > 0; words = words.slice(0, words.length - taken)) {
    taken = takeLast(draft, words, afterComma);
  }
  return words;
}

/** How many of the last words are no part of the name; notes what they are. */
function takeLast(draft: Draft, words: readonly string[], afterComma: boolean): number {
  const last = words.at(-1) ?? '';
  const nameIsLeft = words.length + draft.words.length > 1;
  const generation = nameIsLeft ? generationBehind(last) : undefined;
  if (generation !== undefined) {
    draft.generation = generation;
    if (isAlsoName(last)) draft.generationName = nameTokens(last);
    return 1;
  }
  const behind = titleBehind([...draft.words, ...words], afterComma);
  if (behind > 0) addTitle(draft, words.slice(-behind));
  else if (nameIsLeft && NUMBER.test(last)) draft.number = last.replace(/\D/g, '');
  else return 0;
  return Math.max(1, behind);
}
