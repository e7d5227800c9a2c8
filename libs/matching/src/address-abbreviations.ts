import { foldAddress } from './address-fold.ts';

/**
 * Words and their abbreviations that mean the same in an address; the first of a line stands for all. Facts from
 * OpenStreetMap ("Name finder:Abbreviations", by language) and USPS Publication 28 (appendices C1 and C2). A word of two
 * lines counts as the first of them, so that St. is street and saint.
 */
const WORDS = `
  str street st straße strasse straat strada saint sankt sint san santo sainte ste str.
  rd road
  ave avenue av avda avd avenida aven
  blvd boulevard bd bld bulvar bulevar bulevardul bul
  dr drive drv
  ln lane
  ct court
  cres crescent
  cl close
  pl place platz plac plaza pza plz praça pça piazza pzza plein
  sq square
  ter terrace terr
  pkwy parkway
  hwy highway
  pk park
  gdns gardens gdn garden
  gr grove green
  hts heights
  mt mount
  ft fort
  cir circle
  expy expressway
  ctr center centre
  trl trail
  wy way
  n north
  s south
  e east
  w west
  ne northeast
  nw northwest
  se southeast
  sw southwest
  nam náměstí nám námestie
  tr třída tř trieda
  nabr nábřeží nábř nábrežie nábr
  sidl sídliště sídl sídlisko
  ul ulice ulica ulicy uliczka
  al aleje alej aleja alley allee alameda
  os osiedle
  gen generála generala generał general
  dr. doktora
  weg w.
  g gasse gata gatan gade gate
  bhf bahnhof
  c calle carrer carretera
  ctra carretera
  pso paseo
  urb urbanización
  pol polígono
  ps passeig
  r rua rue
  tv travessa
  lg largo
  ch chemin
  imp impasse
  rte route
  fg faubourg
  via v vägen väg vej vei
  cso corso
  vle viale
  vlo vicolo
  lgo largo
  u utca
  krt körút
  ter. tér
  sos sosea șoseaua
  ln. laan
  sgl singel
  kade k
  bd. bulevardul
  prosp проспект пр просп пр-т
  ulc улица ул вулиця вул
  per переулок пер провулок пров
  pld площадь пл площа
  nab. набережная наб
  bulv бульвар булевард бул бульв
  obl область обл
  gor город г місто м
  dom дом д будинок буд
  kat katu k.
  mah mahallesi mah
  cad caddesi cad cd
  sok sokak sokağı sok sk
  οδ οδός
  λεωφ λεωφόρος
  πλ πλατεία
  no number num núm nr nro numero número numéro č čp čo čís číslo nº n°`;

/** In front of a unit, and what stands behind floors in some languages. */
const UNITS = `apt apartment apartments unit suite ste flat fl floor room rm bldg building block blk tower box pobox lot spc trlr
  byt dveře patro poschodie vchod jednotka lokal lok m mieszkanie piętro klatka
  whg wohnung top stiege stock og eg tür etage hinterhaus
  app appt appartement bâtiment bât bat esc escalier étage porte
  piso puerta pta planta esc escalera bajo apto apartamento andar bloco
  int interno scala piano
  em emelet ajtó lépcsőház lph
  bus verdieping lgh lägenhet tr vån dør leil
  ap apart apartament bloc bl scara etaj et bp cs postfach postbus apartado boks pf
  кв квартира подъезд этаж корп корпус стр строение оф офис
  daire kat blok διαμ όροφος asunto as # floor`;
const BEHIND = `floor fl patro poschodie piętro stock og etage étage piso planta piano emelet em ajtó verdieping vån tr kat этаж
  όροφος andar`;

/** Endings of compounds: Ludwigstraße is Ludwigstr. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['straße', 'str'],
  ['straat', 'str'],
  ['platz', 'pl'],
  ['gasse', 'g'],
  ['weg', 'w'],
  ['vägen', 'v'],
  ['gatan', 'g'],
  ['gata', 'g'],
  ['gt', 'g'],
  ['gade', 'g'],
  ['vej', 'v'],
  ['veien', 'v'],
  ['katu', 'k'],
  ['laan', 'ln'],
  ['plein', 'pl'],
].map(([full = '', short = '']) => [foldAddress(full), short]);
const SHORTEST_STEM = 3;

const words = (text: string): string[] => text.trim().split(/\s+/).map(foldAddress);

function classes(): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const line of WORDS.trim().split('\n')) {
    const [name = '', ...others] = words(line);
    for (const word of [name, ...others]) if (!map.has(word)) map.set(word, name);
  }
  return map;
}

const classOf = classes();
const units = new Set(words(UNITS));
const behind = new Set(words(BEHIND));

/** Left or right on a floor. */
const SIDES = new Set(words('izq izda izquierda dcha dcho derecha esq esquerdo dto dta direito th tv mf'));
/** Codes of states in front of a postal code. */
const STATE_CODES = new Set(['fl', 'al', 'bl']);

export const isSide = (word: string): boolean => SIDES.has(word);
/** Whether a word and what follows it are a unit; 'FL 33101' is not. */
export const isUnit = (word: string, next: string): boolean =>
  isUnitWord(word) && (/\p{N}/u.test(next) || /^\p{L}$/u.test(next)) && !(STATE_CODES.has(word) && /^\d{5}/.test(next));
export const isUnitWord = (word: string): boolean => units.has(word);
export const isUnitWordBehind = (word: string): boolean => behind.has(word);

/** Words that say only that a street or a number follows; people leave them out. */
const LEFT_OUT = new Set(['ul', 'ulc', 'no', 'dom', 'gor']);

/** A folded word as all its abbreviations are; undefined when it may be left out. */
export function abbreviated(word: string): string | undefined {
  const known = classOf.get(word);
  if (known !== undefined) return LEFT_OUT.has(known) ? undefined : known;
  const [ending, short] =
    ENDINGS.find(([full]) => word.length >= full.length + SHORTEST_STEM && word.endsWith(full)) ?? [];
  return ending === undefined ? word : word.slice(0, -ending.length) + short;
}
