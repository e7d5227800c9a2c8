import type { NameInput, NameReading } from './name-reading.ts';
import { compact } from './name-words.ts';

/**
 * Whose relative somebody is, as people write it in brackets behind the name of that other person: 'Jan Novák (syn)'. In
 * the languages at hand (Wiktionary, translations of son, father, wife, brother and their like).
 */
const RELATIVES = new Set(
  `son daughter father mother dad mum mom husband wife spouse partner brother sister grandson granddaughter grandfather
   grandmother parents family
   syn dcera otec matka táta máma maminka tatínek manžel manželka manželé bratr sestra vnuk vnučka děda babička rodiče rodina
   dcéra mama manželia brat stará vnučka deti dieťa dítě děti child children
   sohn tochter vater mutter mann frau ehemann ehefrau gatte gattin bruder schwester enkel enkelin opa oma eltern kind familie
   fils fille père mère mari femme époux épouse frère sœur parents enfant
   figlio figlia padre madre marito moglie fratello sorella genitori famiglia
   hijo hija marido mujer esposo esposa hermano hermana padres familia
   filho filha pai mãe marido mulher esposo irmão irmã pais família
   zoon dochter vader moeder man vrouw broer zus ouders gezin
   son dotter far mor make maka bror syster datter sønn søn ektemann kone
   córka ojciec matka mąż żona siostra rodzice
   fia lánya apja anyja apa anya férje felesége testvére
   fiu fiul fiica tată tatăl mamă mama soț soțul soție soția frate soră
   sin kći otac majka muž žena supruga suprug sestra hči oče mati
   poika tytär isä äiti mies vaimo
   сын дочь отец мать муж жена брат сестра син дъщеря баща майка съпруга дочка батько чоловік дружина
   γιος κόρη πατέρας μητέρα σύζυγος`
    .trim()
    .split(/\s+/)
    .map(compact),
);

/** The words of a reading that name a relative, as one text; '' for most names. */
export const relativesIn = ({ births, nicknames }: NameReading): string =>
  [...births, ...nicknames]
    .map(([usual = '']) => usual)
    .filter((word) => RELATIVES.has(word))
    .join(' ');

/** "And" between two people: 'Jan a Eva Novákovi', 'Mr & Mrs Reed'. In small letters, as an initial has none. */
const AND = /\S\s+(?:&|\+|and|und|a|et|och|og|en|ja|és|și|și|и|та|και|ve)\s+\S/;
/** Also part of a family name (Ortega y Gasset): between two whole names only. */
const BETWEEN_NAMES = /[^\s.,]\s+\S+\s*(?:\s(?:y|e|i|u|in|ir|un)\s|\/)\s*\S+\s+\S/;
/** 'Mgr. et Mgr.' is one person's. */
const AND_OF_TITLES = /\.\s*(?:et|und|and|a)\s+(?=\p{L}[\p{L}.]*\.)/gu;

/** Whether a name is that of two people. */
export const isOfTwo = ({ given, middle, family, whole }: NameInput): boolean =>
  [[given, middle, family].filter(Boolean).join(' '), whole ?? ''].some((text) => {
    const plain = text.normalize('NFC').replace(AND_OF_TITLES, ' ');
    return AND.test(plain) || BETWEEN_NAMES.test(plain);
  });
