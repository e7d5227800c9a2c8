/**
 * Letters that are written as their base letter or as two letters (matching.md): Müller is Muller and Mueller. One way
 * of the two is the spelling that foldText gives for it.
 */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  ä: ['a', 'ae'],
  ö: ['o', 'oe'],
  ü: ['u', 'ue'],
  ø: ['o', 'oe'],
  å: ['a', 'aa'],
  æ: ['ae', 'a'],
  œ: ['oe', 'o'],
  ß: ['ss', 's'],
};
const SPECIAL = /[äöüøåæœß]/g;
const ASCII = /^[\x00-\x7f]*$/;

/** Letters of one word that vary each by itself; further ones of the word all go the way of the last. */
const VARYING = 3;

/**
 * Spellings of one word, the usual folding first: 'schäfer' gives 'schafer' and 'schaefer'. At most eight. Words
 * without such a letter come back alone.
 */
export function letterVariants(word: string): string[] {
  if (ASCII.test(word)) return [word];
  const composed = word.normalize('NFKC').replaceAll('ẞ', 'ß').toLowerCase().normalize('NFC');
  const letters = composed.match(SPECIAL)?.length ?? 0;
  if (letters === 0) return [word];
  const free = Math.min(letters, VARYING);
  return Array.from({ length: 2 ** free }, (_, choice) => {
    let at = 0;
    return composed.replace(SPECIAL, (letter) => WAYS[letter]?.[(choice >> Math.min(at++, free - 1)) & 1] ?? letter);
  });
}
