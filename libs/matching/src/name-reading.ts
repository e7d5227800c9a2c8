import { foldText } from './fold-text.ts';
import { dropInvisible } from './invisible.ts';
import { takeAsides, type NameColumn } from './name-asides.ts';
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
  /** The word that this number is glued to, without and with it: 'Horník2' may also stand in front of the first name. */
  numbered?: [plain: NameToken, written: NameToken];
  /** Text without letters and digits, folded: it is compared as it stands. */
  other?: string;
}

type Draft = Omit<NameReading, 'tokens' | 'middle'> & { words: string[]; elsewhere: number };

const VISIBLE = /[\p{L}\p{N}]/u;
const NUMBER = /^#?\s?\d+\.?$/;
/** A stop between two longer words is a gap: 'Dr.Eva', but not 'Ph.D.'. */
const GLUED_STOP = /(?<=\p{L}{2}\.)(?=\p{Lu}\p{L})/gu;
/** The number of a duplicate: 'Horník2', 'Horník-2'. */
const GLUED_NUMBER = /(\p{L}{3,})[-_]?(\d{1,3})\s*$/u;
const DONA = /(?<!\p{L})D\.?ª\.?(?!\p{L})/gu;
/** Compatibility forms make a space and an accent of these. */
const SPACING_ACCENTS = /[´`]/g;
/** A longer text is no name with something beside it; bounds the work of the expressions here. */
const LONGEST = 1000;
const MARK_OF_A_NUMBER = /#\s*(?=\d)/g;

/** The names that a record holds: that of its columns and that of its single field. */
export function readNames({ given, middle, family, whole }: NameInput): NameReading[] {
  const readings = [readColumns({ given, middle, family }), readColumns({ whole })];
  return readings.filter((reading) => reading !== undefined);
}

function readColumns(name: NameInput): NameReading | undefined {
  const columns = Object.values(name);
  const written = columns.filter((column) => VISIBLE.test(column ?? '')).length;
  const drafts = Object.entries(name).map(([column, text]: [string, string | null | undefined]) =>
    readText(dropInvisible(text ?? ''), column as NameColumn, VISIBLE.test(text ?? '') ? written - 1 : written),
  );
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
    numbered: drafts.findLast(({ number, numbered }) => number !== undefined && numbered !== undefined)?.numbered,
  };
  return tokens.length > 0 ? withTwoWords(reading) : withoutWords(reading, columns);
}

/** '(Eva) Malá', 'Eva roz. Malá': what stands beside a single word is the rest of the name. */
function withTwoWords(reading: NameReading): NameReading {
  const beside = [...reading.nicknames, ...reading.births];
  if (reading.tokens.length > 1 || beside.length === 0) return reading;
  return { ...reading, tokens: eachOnce([...reading.tokens, ...beside]), nicknames: [], births: [] };
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
    numbered: undefined,
  };
  if (tokens.length > 0) return { ...plain, tokens };
  const other = foldText(text);
  return other === '' ? undefined : { ...plain, tokens, other };
}

/** `elsewhere`: how many other columns hold words of the name. */
function readText(text: string, column: NameColumn, elsewhere: number): Draft {
  if (text.length > LONGEST) return { words: [text], titles: [], nicknames: [], births: [], elsewhere };
  const plain = text.replace(SPACING_ACCENTS, "'").replace(DONA, 'Dña.').normalize('NFKC').replace(GLUED_STOP, ' ');
  const { rest, births, nicknames, outside } = takeAsides(plain, column);
  const segments = [rest, ...outside].join(', ').replace(MARK_OF_A_NUMBER, ' #').split(/[,;]/);
  const draft: Draft = { words: [], titles: [], nicknames, births, elsewhere };
  const left = segments.map((segment) =>
    apart(draft, segment)
      .split(/\s+/)
      .filter((word) => VISIBLE.test(word)),
  );
  for (const [at, words] of left.entries()) takeParts(draft, words, at > 0 || left.length > 1);
  return draft;
}

/** A number that is glued to the last word stands behind it. */
function apart(draft: Draft, segment: string): string {
  return segment.replace(GLUED_NUMBER, (_, word: string, number: string) => {
    const [plain, ...more] = nameTokens(word);
    const [written] = nameTokens(`${word}${number}`);
    if (plain !== undefined && written !== undefined && more.length === 0) draft.numbered = [plain, written];
    return `${word} ${number}`;
  });
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
    const front = titleInFront([...words, ...draft.words], { afterTitle: titled, elsewhere: draft.elsewhere });
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
  const others = words.length + draft.words.length - 1;
  const behind = others > 0 ? generationBehind(words, others + draft.elsewhere) : undefined;
  if (behind !== undefined) {
    draft.generation = behind.generation;
    if (isAlsoName(last)) draft.generationName = nameTokens(last);
    return behind.words;
  }
  const title = titleBehind([...draft.words, ...words], afterComma);
  if (title > 0) addTitle(draft, words.slice(-title));
  else if (others > 0 && NUMBER.test(last)) draft.number = last.replace(/\D/g, '');
  else return 0;
  return Math.max(1, title);
}
