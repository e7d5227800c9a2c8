import { identity } from '../../test/people.ts';
import { shortened, weave } from './weave.ts';

describe('weave', () => {
  it.each([
    ['PERSON', 'Zak', 'Lamara'],
    ['PERSON', 'Zak Smith', 'Lamara Inarkaevich'],
    ['STREET_ADDRESS', 'Main St 1', 'R Família Marques 19'],
    ['GPE', 'Leeds', 'Montijo'],
    ['ZIP_CODE', '123', '2870-021'],
    ['PHONE_NUMBER', '555', '21 265 247 1573'],
    ['EMAIL_ADDRESS', 'zak@example.com', 'lamara@example.com'],
    ['ORGANIZATION', 'Acme', 'Pro Property'],
    ['CREDIT_CARD', '3509', '3509'],
    ['toString', 'x', 'x'],
  ])('writes for %s %s: %s', (type, value, own) =>
    expect(weave(['<', { type, value }, '>'], identity())).toBe(`<${own}>`),
  );

  it('keeps what the person has nothing for', () =>
    expect(weave([{ type: 'ORGANIZATION', value: 'Acme' }], identity({ Company: '' }))).toBe('Acme'));

  it('is never longer than the API takes', () => expect(weave(['x'.repeat(40_000)], identity())).toHaveLength(8_000));
});

describe('shortened', () => {
  it.each([
    ['abc', 'abc'],
    ['abcd', 'abc'],
    ['ab😀', 'ab'],
    ['a😀b', 'a😀'],
  ])('shortens %s to %s', (text, short) => expect(shortened(text, 3)).toBe(short));
});
