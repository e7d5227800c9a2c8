import { emailKey } from './email.ts';

describe('emailKey', () => {
  it.each([
    [' Marie.Hamanova+tag@Example.COM ', 'marie.hamanova+tag@example.com'],
    ['jösé@MÜNCHEN.de', 'jösé@xn--mnchen-3ya.de'],
    ['JO\u0308SE\u0301@xn--mnchen-3ya.de', 'jösé@xn--mnchen-3ya.de'],
    ['a\u200bb@example.com\ufeff', 'ab@example.com'],
    ['"a@b"@example.com', '"a@b"@example.com'],
    ['GROSS@example.com', 'gross@example.com'],
    ['Not An Address', 'not an address'],
    ['a@', 'a@'],
    ['a@1.2', 'a@1.2'],
    ['a@ü/x', 'a@ü/x'],
    [' \ufeff', undefined],
  ])('%j is %j', (value, expected) => expect(emailKey(value)).toBe(expected));

  it('keeps diacritics of the local part', () => expect(emailKey('josé@a.de')).not.toBe(emailKey('jose@a.de')));
});
