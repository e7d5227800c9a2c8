import emailAddresses from 'email-addresses';
import fc from 'fast-check';
import { emailKey, emailKeys } from './email.ts';

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

it('reads an address and nothing else as the parser of RFC 5322 does', () => {
  const dotted = (part: RegExp, minLength: number) =>
    fc.array(fc.stringMatching(part), { minLength, maxLength: 4 }).map((all) => all.join('.'));
  fc.assert(
    fc.property(dotted(/^[a-z0-9_+-]{1,9}$/, 1), dotted(/^[a-z0-9-]{1,9}$/, 2), (local, domain) => {
      const address = `${local}@${domain}`;
      const found = emailAddresses({ input: address, rfc6532: true, rejectTLD: false, strict: false });
      const [one] = found?.addresses ?? [];
      expect(one?.type === 'mailbox' ? `${one.local}@${one.domain}` : undefined).toBe(address);
      expect(emailKeys(address)).toEqual([address]);
    }),
  );
});
