/** Words of a text in their order; an identifier such as `callMarie_hamanova` has three. */
export function wordsOf(text: string): string[] {
  const parted = /\s/.test(text) ? text : text.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
  return parted.split(/[^\p{L}\p{M}\p{N}'’]+/u).filter((word) => /\p{L}/u.test(word));
}

/** Written as names are: with a capital, or in a script that has none. */
export const mayBeName = (word: string): boolean => !/^\p{Ll}/u.test(word) && !/\p{N}/u.test(word);
