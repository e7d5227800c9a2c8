import { unstorableText } from './unstorable-text.ts';

describe('text that PostgreSQL could not give back', () => {
  it.each([
    ['NUL', { a: [{ b: 'x\0' }] }, 'a.0.b'],
    ['the first half of a pair', { a: 'x\ud800' }, 'a'],
    ['the second half of a pair', ['\udc00'], '0'],
    ['a field name', { a: { 'x\0': 1 } }, 'a (a field name)'],
  ])('is found by its path: %s', (_, value, path) => {
    expect(unstorableText(value)).toBe(path);
  });

  it.each([
    ['emoji', '👩‍👩‍👧'],
    ['right-to-left marks', '\u200f'],
    ['a replacement character', '\ufffd'],
    ['nothing', null],
    ['numbers', { n: 1, b: true }],
  ])('is not %s', (_, value) => {
    expect(unstorableText(value)).toBeUndefined();
  });
});
