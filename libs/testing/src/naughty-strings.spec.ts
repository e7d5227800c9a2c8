import { naughtyStrings } from './naughty-strings.ts';

describe('naughtyStrings', () => {
  const strings = naughtyStrings();

  it('gives more than 500 strings, none twice', () => {
    expect(strings.length).toBeGreaterThan(500);
    expect(new Set(strings).size).toBe(strings.length);
  });

  it.each([
    ['control characters', /\p{Cc}/u],
    ['invisible characters', /\p{Cf}/u],
    ['white space that is no blank', /[\u2028\u3000]/],
    ['characters that are none', /\ufffe/],
    ['characters outside the Basic Multilingual Plane', /[\u{10000}-\u{10ffff}]/u],
    ['letters from right to left', /[\p{Script=Hebrew}\p{Script=Arabic}]/u],
    ['letters that change their length with their case', /Ⱥ/],
    ['markup', /<script/],
    ['statements of SQL', /DROP TABLE/i],
    ['templates', /\{\{/],
    ['format strings', /%n/],
  ])('has %s among them', (_, pattern) => expect(strings.some((text) => pattern.test(text))).toBe(true));

  it('can all be stored', () =>
    expect(strings.filter((text) => !text.isWellFormed() || text.includes('\0'))).toEqual([]));
});
