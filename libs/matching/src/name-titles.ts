import { compact } from './name-words.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/).map(compact));

/**
 * Titles, degrees and forms of address, without stops, as Wikipedia lists them ("Academic degree", "Akademický titul",
 * "Akademischer Grad", "Tytuł zawodowy", "Honorific", "Title", "Post-nominal letters") and as OpenStreetMap's
 * name:prefix has them; retyped as facts, because no kept npm package gives its list. Words that are also names stand in
 * the lists below instead.
 */
const TITLES = list(`
  mr mrs ms mx miss messrs dr drs prof professor doctor sir dame rev reverend hon capt sgt lt col maj gen
  phd dphil thd edd mba msc bsc meng beng mphil mres llm llb lld dsc scd mbbs dds dmd pharmd psyd mpa mph esq cpa cfa frcs
  pani panna slecna ing bc bca mga mgr mgra mudr mvdr mddr judr phdr paeddr rndr pharmdr thdr thlic rsdr rtdr icdr phmr doc
  csc drsc drh dis odb
  inz hab drhab mgrinz lek mec prof nadzw zw
  herr frau frl fraulein dipl dipling diplom diplkfm diplvw dripl univprof univ mag magister bakk privdoz pddr drmed drrernat
  drhc drmult drphil drjur driur dring dripling hc mult habil hofrat hofratin
  mme mlle mesdames monsieur madame mademoiselle pr maitre docteur
  dhr mevr mevrouw meneer mw ir jhr jkvr
  srta sra senor senora senorita don dona dna lcdo lcda arq abog
  dra doutor doutora eng enga engenheiro profa
  sig sigra signor signora signorina dott dottssa avv arch geom rag cav profssa
  ozv
  hr fru frk froken civing cand
  hra rva nti
  kungs kundze ponas ponia
  domnul doamna dl
  gospodin gospodja gospodica gospa gospod mag spec
  κοσ κυριοσ κυρια δρ καθ
  гн гжа господин госпожа др проф инж доц пан пані доктор
  bay bayan sayin
  السيد السيدة الدكتور الدكتورة دكتور
`);

/** Between a title and the name: 'Dr. med.', 'Mag. rer. nat.', 'Dr. h. c.'. Only behind another title, with a stop. */
const CONTINUED = list(
  'med rer nat phil jur iur hc h c mult habil hab inz univ oec pol soc vet dent theol pharm techn arch ing et art paed sc',
);

/** Also names (Pan, Mag, Don, Ma): a title only in front, and of a name that still has two words without it. */
const TITLES_IN_FRONT = list('pan p fr sr d me di pd as');

/** Degrees that are also names or initials: only behind, in capitals or with stops. */
const DEGREES_BEHIND = list('ma ba md do jd rn pe sj op mp qc kc obe mbe cbe dc ao bs ms be ed ding');

/** Written in two words: 'Ph. D.', 'h. c.'. */
const IN_TWO = list('phd thd hc edd psyd drhc');

const CAPITALS = /^(?=.*\p{Lu}.*\p{Lu})[^\p{Ll}]+$/u;
const INITIALS = /^(?:\p{L}\.){1,3}$/u;
/** Forms of address that make a whole name with one word: 'Mrs Carrow'. The others want their stop for that. */
const ADDRESSING = list('mr mrs ms mx miss dr prof herr frau pani mme mlle sig signora señora sra hr fru mw mevr dhr');

/** 'Ph. D.': two words with their stops, and a name beside them. */
const inTwo = (first: string, second: string, count: number): boolean =>
  count > 2 && first.endsWith('.') && second.endsWith('.') && IN_TWO.has(compact(first) + compact(second));

/** How many words from the beginning of `words` are one title; 0 when it is none. */
export function titleInFront(words: readonly string[], afterTitle: boolean): number {
  const [first = '', second = ''] = words;
  if (inTwo(first, second, words.length)) return 2;
  return words.length > 1 && isInFront(first, words.length - 1, afterTitle) ? 1 : 0;
}

function isInFront(first: string, left: number, afterTitle: boolean): boolean {
  const word = compact(first);
  const stopped = first.endsWith('.');
  if (afterTitle && stopped && CONTINUED.has(word)) return true;
  if (isTitle(first)) return left > 1 || stopped || ADDRESSING.has(word);
  return TITLES_IN_FRONT.has(word) && left > 1 && (word.length > 2 || stopped);
}

/** How many words from the end of `words` are one degree or title; 0 when it is none. */
export function titleBehind(words: readonly string[], afterComma: boolean): number {
  const [last = '', before = ''] = words.toReversed();
  if (inTwo(before, last, words.length)) return 2;
  return words.length > 1 && isBehind(last, words.slice(0, -1), afterComma) ? 1 : 0;
}

function isBehind(last: string, others: readonly string[], afterComma: boolean): boolean {
  const left = others.length;
  if (isTitle(last)) return left > 1 || last.includes('.') || afterComma;
  const written = CAPITALS.test(last) || INITIALS.test(last);
  return DEGREES_BEHIND.has(compact(last)) && written && left > 1 && !others.every((word) => CAPITALS.test(word));
}

/** 'Univ.-Prof.' is a title because both halves are. */
function isTitle(word: string): boolean {
  if (TITLES.has(compact(word))) return !INITIALS.test(word);
  const halves = word.split('-');
  return halves.length > 1 && halves.every((half) => TITLES.has(compact(half)) || CONTINUED.has(compact(half)));
}
