import { foldText } from './fold-text.ts';

const DIGRAPHS = /([ao])e|(u)e|(a)a|(s)s/g;

/**
 * The folding of address words: as names, without apostrophes, and each digraph as its letter, so that one key serves
 * Köln, Koln and Koeln. (Names have keys of their own for both: Michael is not Michal. Two streets of one number, town
 * and postal code do not differ by that.)
 */
export const foldAddress = (text: string): string => foldText(text).replace(/'/g, '').replace(DIGRAPHS, '$1$2$3$4');

/** '2º B' is '2 B'. Before any folding, which would make a letter of the sign. */
export const withoutOrdinals = (text: string): string => text.replace(/(?<=\p{N})\.?[ºª°]/gu, '');
