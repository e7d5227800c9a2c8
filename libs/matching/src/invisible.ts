/** Format characters (U+FEFF, bidi marks, zero-width joiners, soft hyphen), variation selectors, fillers. */
const IGNORABLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;
/** Control characters other than the line breaks and tabs that count as white space. */
const CONTROL = /[^\P{Cc}\t\n\v\f\r\u0085]+/gu;

/** Drops what nobody sees; white space stays. Lone surrogates become U+FFFD, which is how they would be stored. */
export function dropInvisible(value: string): string {
  return value.toWellFormed().replace(IGNORABLE, '').replace(CONTROL, '');
}
