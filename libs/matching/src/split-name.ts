import { foldText } from './fold-text.ts';
import type { NameInput } from './name-reading.ts';
import { isUnspaced } from './name-words.ts';

type Tokens = readonly string[];

const tokensOf = (value: string | null | undefined): string[] =>
  (value ?? '').split(/\s+/).filter((token) => foldText(token) !== '');
const join = (tokens: Tokens): string | null => (tokens.length > 0 ? tokens.join(' ') : null);
const startsWith = (tokens: Tokens, part: Tokens): boolean =>
  part.length > 0 && part.every((token, index) => foldText(token) === foldText(tokens[index] ?? ''));
const endsWith = (tokens: Tokens, part: Tokens): boolean => startsWith(tokens.toReversed(), part.toReversed());

/**
 * Splits a written name into given, middle and family name, by the name it replaces. 'Family, Given' is split at the
 * comma; a name that keeps the current family or given name, at either end, is split there; of any other the given name
 * has as many words as the current one, and so has the middle name where there are words enough. Scripts without spaces: the family name first, as long as the current one. A middle name is taken out only where the current name has one. Missing parts are null.
 */
export function splitName(value: string, current: NameInput): NameInput {
  const [given, family, middle] = [tokensOf(current.given), tokensOf(current.family), tokensOf(current.middle)];
  const comma = value.indexOf(',');
  if (comma > 0) return withGiven(tokensOf(value.slice(comma + 1)), tokensOf(value.slice(0, comma)));

  const tokens = tokensOf(value);
  if (endsWith(tokens, family)) return withGiven(tokens.slice(0, -family.length), tokens.slice(-family.length));
  if (startsWith(tokens, given)) return withFamily(tokens.slice(0, given.length), tokens.slice(given.length));
  if (startsWith(tokens, family)) return withGiven(tokens.slice(family.length), tokens.slice(0, family.length));
  if (endsWith(tokens, given)) return withGiven(tokens.slice(-given.length), tokens.slice(0, -given.length));
  if (tokens.every((token) => isUnspaced(foldText(token)))) return withoutSpaces();
  const names = Math.max(1, given.length);
  const isLong = tokens.length >= names + middle.length + family.length && !/^\p{Ll}/u.test(tokens[names] ?? '');
  const length = Math.min(names + (isLong ? middle.length : 0), tokens.length - 1);
  return withGiven(tokens.slice(0, length), tokens.slice(length));

  function withoutSpaces(): NameInput {
    if (tokens.length > 1) return withGiven(tokens.slice(1), tokens.slice(0, 1));
    const letters = [...(tokens[0] ?? '')];
    const head = Math.min(Math.max(1, [...family.join('')].length), letters.length);
    const rest = letters.slice(head).join('');
    return withGiven(rest === '' ? [] : [rest], [letters.slice(0, head).join('')]);
  }

  /** Of 'Marie Eva' behind the given name 'Anna' with a middle name, the surplus tokens are the middle name. */
  function withGiven(names: Tokens, newFamily: Tokens): NameInput {
    const length = middle.length > 0 ? Math.max(1, given.length) : names.length;
    return { given: join(names.slice(0, length)), middle: join(names.slice(length)), family: join(newFamily) };
  }

  /** Of 'Eva van Dijk' the middle name is as long as the current one, if the family name stays as long as it was. */
  function withFamily(newGiven: Tokens, rest: Tokens): NameInput {
    const keepsMiddle = startsWith(rest, middle) || rest.length >= middle.length + family.length;
    const length = keepsMiddle && rest.length > middle.length ? middle.length : 0;
    return { given: join(newGiven), middle: join(rest.slice(0, length)), family: join(rest.slice(length)) };
  }
}
