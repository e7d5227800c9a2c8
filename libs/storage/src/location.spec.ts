import fc from 'fast-check';
import { StorageInvalid } from './errors.ts';
import { isLocation, location } from './location.ts';

describe('location', () => {
  it('joins segments', () => {
    expect(location('exports', '0b1e-4', 'part_1.ndjson')).toBe('exports/0b1e-4/part_1.ndjson');
  });

  it.each([['..'], ['.'], [''], ['a/b'], ['a\\b'], ['a b'], ['C:'], ['a\n'], ['é'], ['x'.repeat(256)]])(
    'refuses the segment %j and does not repeat it',
    (bad) => {
      expect(() => location('a', bad)).toThrow(StorageInvalid);
      expect(() => location()).toThrow(StorageInvalid);
    },
  );

  it('refuses what is too long for a key', () => {
    expect(() => location(...Array.from({ length: 4 }, () => 'x'.repeat(200)))).toThrow(StorageInvalid);
  });

  it('lets no text out of its segment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let made: string | undefined;
        try {
          made = location('a', text);
        } catch (error) {
          expect((error as Error).message.includes(text) && text.length > 3).toBe(false);
        }
        if (made !== undefined) expect(made.split('/')).toEqual(['a', text]);
        expect(isLocation(`a/${text}`)).toBe(made !== undefined || /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)+$/.test(text));
      }),
    );
  });
});
