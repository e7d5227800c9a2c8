import { identifierKeys, type IdentifierKind } from '@lethe/matching';
import { replaceInField } from './replace-in-field.ts';

const replaced = (kind: Exclude<IdentifierKind, 'NAME' | 'ADDRESS'>, value: string, terms: Record<string, string>) => {
  const keys = (text: string) => identifierKeys({ kind, value: text }, 'CZ');
  const corrections = Object.entries(terms).map(([existing, text]) => ({ existing: new Set(keys(existing)), text }));
  return replaceInField(value, corrections, keys);
};

describe('replaceInField', () => {
  it.each([
    ['PHONE', '601 234 563 / 602 345 673', { '+420602345673': '+420603000111' }, '601 234 563 / +420603000111'],
    ['PHONE', '601 234 563 nebo 602 345 673', { '601234563': '603 000 111' }, '603 000 111 nebo 602 345 673'],
    ['PHONE', 'Tel: 601 234 563; 602 345 673', { '602345673': '603 000 111' }, 'Tel: 601 234 563; 603 000 111'],
    ['EMAIL', 'a@x.org; b@x.org', { 'B@x.org': 'c@y.org' }, 'a@x.org; c@y.org'],
    ['EMAIL', 'Novák, Jan <j@x.org>, b@x.org', { 'b@x.org': 'c@y.org' }, 'Novák, Jan <j@x.org>, c@y.org'],
    ['EMAIL', 'a@x.org b@x.org', { 'a@x.org': 'c@y.org' }, 'c@y.org b@x.org'],
    ['EMAIL', 'mailto:j@x.org', { 'j@x.org': 'c@y.org' }, 'c@y.org'],
  ] as const)('changes the one of several that is named: %s in %s', (kind, value, terms, after) => {
    expect(replaced(kind, value, terms)).toBe(after);
  });

  it('applies all corrections at once against the old text', () => {
    expect(replaced('EMAIL', 'a@x.org; b@x.org', { 'a@x.org': 'b@x.org', 'b@x.org': 'a@x.org' })).toBe(
      'b@x.org; a@x.org',
    );
  });

  it('takes a number with a slash in it as one', () => {
    const keys = (text: string) => identifierKeys({ kind: 'PHONE', value: text }, 'DE');
    const term = { existing: new Set(keys('+49 30 23125246')), text: '+49301234567' };
    expect(replaceInField('030/23125246', [term], keys)).toBe('+49301234567');
    expect(replaceInField('030/23125246; 0301234568', [term], keys)).toBe('+49301234567; 0301234568');
  });

  it('is nothing where no correction names a value', () => {
    expect(replaced('EMAIL', 'a@x.org', { 'b@x.org': 'c@x.org' })).toBeUndefined();
  });
});
