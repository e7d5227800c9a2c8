import { ADDRESS_CASES } from '../test/address-cases.ts';
import { answerOf, areStrong, report, type Failure } from '../test/answer-of.ts';
import { EMAIL_CASES } from '../test/email-cases.ts';
import { NAME_CASES } from '../test/name-cases.ts';
import { PHONE_CASES } from '../test/phone-cases.ts';
import type { StoredIdentifier, Term } from './index.ts';

/** The organisation's country. */
const HOME = 'AT';

function failures(
  id: string,
  stored: StoredIdentifier,
  query: string,
  [expected, strong]: readonly unknown[],
): Failure[] {
  const term: Term = { kind: stored.kind, value: query, defaultCountry: HOME };
  const got = answerOf(stored, term, HOME);
  const links = areStrong(stored, HOME);
  const named = `${id}: ${query}`;
  return [
    ...(got === expected ? [] : [{ id: named, expected: String(expected), got }]),
    ...(strong === undefined || strong === links
      ? []
      : [{ id: named, expected: `strong ${strong}`, got: String(links) }]),
  ];
}

describe('the rules of matching', () => {
  it('has cases of every kind', () => {
    const all = [NAME_CASES, PHONE_CASES, EMAIL_CASES, ADDRESS_CASES].map(({ length }) => length);
    expect(all.reduce((sum, length) => sum + length)).toBeGreaterThanOrEqual(250);
  });

  it('names', () => {
    const all = NAME_CASES.flatMap(([rule, stored, query, expected]) => {
      const name = typeof stored === 'string' ? { whole: stored } : stored;
      return failures(rule, { kind: 'NAME', name }, query, [expected]);
    });
    expect(report(all)).toBe('');
  });

  it('phones', () => {
    const all = PHONE_CASES.flatMap(([rule, stored, query, ...expected]) => {
      const input = typeof stored === 'string' ? { value: stored } : stored;
      return failures(rule, { kind: 'PHONE', ...input }, query, expected);
    });
    expect(report(all)).toBe('');
  });

  it('e-mail addresses', () => {
    const all = EMAIL_CASES.flatMap(([rule, value, query, ...expected]) =>
      failures(rule, { kind: 'EMAIL', value }, query, expected),
    );
    expect(report(all)).toBe('');
  });

  it('addresses', () => {
    const all = ADDRESS_CASES.flatMap(([rule, address, query, expected]) =>
      failures(rule, { kind: 'ADDRESS', address }, query, [expected]),
    );
    expect(report(all)).toBe('');
  });
});
