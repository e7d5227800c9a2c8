import { foldText } from './fold-text.ts';

/**
 * Shapes of postal codes (UPU, "Addressing systems", country sheets), spacing free. A country's prefix may
 * stand in front (D-50667, LV-1010).
 */
const SHAPES = [
  '\\d{5}-\\d{4}', // US, ZIP+4
  '\\d{5}-?\\d{5}', // IR
  '\\d{3} ?\\d{2}', // CZ, SK, SE, GR; 60200
  '\\d{5}-?\\d{3}', // BR
  '\\d{4}[- ]?\\d{3}', // PT; IL 7
  '\\d{3}-\\d{4}', // JP
  '\\d{2}-\\d{3}', // PL
  '\\d{3} ?\\d{3}', // IN, RU, CN, SG
  '\\d{4} ?[a-z]{2}', // NL
  '\\d{3,4}', // AT, BE, CH, DK, HU, NO, SI, AU; IS
  '[a-z]{1,2}\\d[a-z\\d]? ?\\d[a-z]{2}', // GB
  '[a-z]\\d[a-z] ?\\d[a-z]\\d', // CA
  '[a-z]\\d[\\dw] ?[a-z\\d]{4}', // IE
  'ad ?\\d{3}|mt ?\\d{4}|[a-z]{3} ?\\d{4}', // AD, MT
].map(
  (shape) =>
    new RegExp(
      `(?<![\\p{L}\\p{N}/-])(?:[a-z]{1,3}-|(?:lv|lt|md|az|si|hr)(?=\\d{4}))?(?:${shape})(?![\\p{L}\\p{N}/])`,
      'giu',
    ),
);

/** A text in which one span may be the postal code: the code, and the text without it. */
export interface PostalReading {
  code?: string;
  rest: string;
}

const MOST = 8;

/** 'D-50667', '110 01', '2870-021', '21218-3898' as they are compared. '' for none. */
export function postalKey(value: string): string {
  const folded = foldText(value).replace(/^(?:[a-z]{1,2}[- ]?|[a-z]{3}-)(?=\d[\d -]{3,}$|\d{4} ?[a-z]{2}$)/, '');
  const zip = /^(\d{5})-\d{4}$/.exec(folded);
  return (zip?.[1] ?? folded).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Every span of a text that may be a postal code, each once. */
export function postalSpans(text: string): { start: number; end: number }[] {
  const spans = new Map<string, { start: number; end: number }>();
  for (const shape of SHAPES) {
    for (const { 0: found, index: start } of text.matchAll(shape)) {
      spans.set(`${start} ${found.length}`, { start, end: start + found.length });
    }
  }
  return [...spans.values()].slice(0, MOST);
}

/** Every reading of a folded text: with each span that may be a postal code, and with none. */
export function postalReadings(folded: string): PostalReading[] {
  const readings = postalSpans(folded).map(({ start, end }) => ({
    code: postalKey(folded.slice(start, end)),
    rest: `${folded.slice(0, start)},${folded.slice(end)}`,
  }));
  return [{ rest: folded }, ...readings];
}
