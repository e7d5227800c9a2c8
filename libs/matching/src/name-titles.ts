import { compact } from './name-words.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/).map(compact));

/**
 * Titles, degrees and forms of address, without stops, as Wikipedia lists them ("Academic degree", "Akademický titul",
 * "Akademischer Grad", "Tytuł zawodowy", "Honorific", "Title", "Post-nominal letters", by language) and as
 * OpenStreetMap's name:prefix has them; retyped as facts, because no kept npm package gives its list. Here stand those
 * that are no names: in front, or behind a comma.
 */
const IN_FRONT = list(`
  mr mrs ms mx miss messrs dr drs prof professor doctor sir rev reverend capt captain sgt sergeant ltcol lieutenant colonel
  adw pani panna slecna inz hab drhab mgrinz
  herr herrn frau frl fraulein dipl dipling diplom univprof univ magister privdoz pddr drmed drrernat
  drhc drmult drphil drjur driur dring dripling hofrat hofratin kommr kommrat
  mme mlle mesdames monsieur madame mademoiselle maitre docteur
  dhr mevr mevrouw mej mejuffrouw meneer mw ir jhr jkvr ing
  srta sra senor senora senorita dona dna dra doutor doutora enga engo engenheiro profa senhor senhora exmo exma excmo excma ilmo ilma
  lcdo lcda arq abog
  sigra signa signor signora signorina dott dottssa drssa avv profssa gentma egr
  mmag ddr ozv hr fru frk froken civing docent rva rouva herra neiti tohtori proua
  kungs kundze kdze ponas ponia domnul doamna domnisoara dl dra
  gospodin gospodja gospodica gospa gospod gda gdica
  κοσ κυριοσ κυρια δισ δρ καθ κα
  гн гжа гца господин господжа госпожа др проф инж доц пани доктор
  bayan sayin
  السيد السيدة الدكتور الدكتورة دكتور
`);

/** Also names, or parts of them (Gen, Maj, Hon, Lek, Mag): with their stop only. */
const WITH_STOP = list(`
  fr sr me d di pd as mag maga bakk doc dis bc bca lic lek mec sig eng arch geom rag cav av hon maj gen col lt drin diplkffr
  spec cand fil siv civ ks plk pplk npor por kpt mjr prap rtm nadzw zw mult hc pi sl ga g gosp κ бай bay pr sz szp mons dhc
`);

/** Degrees that are no names: behind without a comma, too, and in any case. */
const DEGREES = list(`
  phd dphil thd edd mba msc bsc meng beng mphil mres llm llb lld dsc scd mbbs dds dmd pharmd psyd mpa mph esq cpa cfa frcs
  ing mga mgr mgra mudr mvdr mddr judr phdr paeddr rndr pharmdr thdr thlic rsdr rtdr icdr phmr csc drsc drh odb artd bba dba
  dis diplkfm diplvw diplkffr mgrinz drhab
`);

/** Between a title and the name: 'Dr. med.', 'Mag. rer. nat.', 'Dr. h. c.'. Only behind another title, with a stop. */
const CONTINUED = list(
  `n med rer nat phil jur iur hc h c mult habil hab inz univ oec pol soc vet dent theol pharm techn arch ing et art paed sc
  ekon ec dr p d mag dipl fh psych päd inf math phys chem biol geol ök oek volksw betriebsw ins`,
);

/** Also names or initials: in front in these letters only, beside a name of two words. */
const AS_WRITTEN = new Set('DI PD RA FT FM Me Pr pan Pan p. pí κ.'.split(' '));

/** Degrees that are also names or initials: only behind, in capitals or with stops. */
const DEGREES_BEHIND = list('ma ba md do jd rn pe sj op mp qc kc ra rc obe mbe cbe dc ao bs ms be ed ding');

/** Behind a Hungarian name. */
const MR_BEHIND = new Set(['úr', 'úrhölgy']);

const IN_TWO = list('phd thd hc edd psyd drhc');
const IN_TWO_WITHOUT_STOP = list('deheer therev thehon thereverend');

const CAPITALS = /^(?=.*\p{Lu}.*\p{Lu})[^\p{Ll}]+$/u;
const INITIALS = /^(?:\p{L}\.){1,3}$/u;
/** Syllables of Chinese names in Latin letters: in front of nothing but them Pan is a family name. */
const PINYIN = /^(?:[bpmfdtnlgkhrzcsyw]|[zcs]h)?[aeiou](?:[aeiou]{0,2}(?:ng?|r)?)$|^[jqx][iu][aeo]{0,2}(?:ng?)?$/;
/** Forms of address that make a whole name with one word: 'Mrs Carrow'. The others want their stop for that. */
const ADDRESSING = list(
  'mr mrs ms mx miss dr prof herr frau pani mme mlle signora señora sra hr fru mw mevr dhr monsieur madame rouva herra',
);

/** 'Ph. D.', 'de heer': two words, and a name beside them. */
function inTwo(first: string, second: string, count: number): boolean {
  const both = compact(first) + compact(second);
  if (count > 2 && first.endsWith('.') && second.endsWith('.') && IN_TWO.has(both)) return true;
  return count > 2 && IN_TWO_WITHOUT_STOP.has(both);
}

/** Behind another title; `elsewhere`: how many other columns hold words of the name. */
interface Place {
  afterTitle: boolean;
  elsewhere: number;
}

/** How many words from the beginning of `words` are one title; 0 when it is none. */
export function titleInFront(words: readonly string[], place: Place): number {
  const [first = '', second = ''] = words;
  if (inTwo(first, second, words.length)) return 2;
  return words.length > 1 && isInFront(first, words.slice(1), place) ? 1 : 0;
}

function isInFront(first: string, others: readonly string[], { afterTitle, elsewhere }: Place): boolean {
  const left = others.length + elsewhere;
  if (afterTitle && (first.endsWith('.') || first === 'et') && pieces(first).every((word) => CONTINUED.has(word)))
    return true;
  if (AS_WRITTEN.has(first.normalize('NFC'))) return isMeantAsWritten(first, others);
  return isTitle(first) && (left > 1 || first.includes('.') || ADDRESSING.has(compact(first)));
}

function isMeantAsWritten(first: string, others: readonly string[]): boolean {
  if (first === 'pan' && /^\p{Lu}/u.test(others[0] ?? '')) return true;
  if (others.length < 2 || (CAPITALS.test(first) && others.every((word) => CAPITALS.test(word)))) return false;
  return !others.every((word) => PINYIN.test(compact(word)));
}

/** How many words from the end of `words` are one degree or title; 0 when it is none. */
export function titleBehind(words: readonly string[], afterComma: boolean): number {
  const [last = '', before = ''] = words.toReversed();
  if (inTwo(before, last, words.length)) return 2;
  return words.length > 1 && isBehind(last, words.slice(0, -1), afterComma) ? 1 : 0;
}

function isBehind(last: string, others: readonly string[], afterComma: boolean): boolean {
  const left = others.length;
  if (left > 1 && MR_BEHIND.has(last.normalize('NFC'))) return true;
  if (isTitle(last) && (last.includes('.') || afterComma)) return true;
  if (left > 1 && DEGREES.has(compact(last))) return true;
  const written = CAPITALS.test(last) || INITIALS.test(last);
  return DEGREES_BEHIND.has(compact(last)) && written && left > 1 && !others.every((word) => CAPITALS.test(word));
}

const pieces = (word: string): string[] => word.split(/[-.]/).map(compact).filter(Boolean);

/** 'Univ.-Prof.' and 'Ing.arch.' are titles because their parts are. */
function isTitle(word: string): boolean {
  if (INITIALS.test(word)) return false;
  const [stopped, whole] = [word.includes('.'), compact(word)];
  const isOne = (part: string): boolean => IN_FRONT.has(part) || DEGREES.has(part) || (stopped && WITH_STOP.has(part));
  if (isOne(whole)) return true;
  const [first = '', ...others] = pieces(word);
  return others.length > 0 && isOne(first) && others.every((part) => isOne(part) || CONTINUED.has(part));
}
