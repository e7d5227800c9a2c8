import { refusedByStore } from './refused-by-store.ts';

const thrown = (code: string) => ({ driverError: { code, detail: 'Key (email)=(a@x.org) already exists.' } });

describe('refusedByStore', () => {
  it('has a code of its own for a value that is taken, and repeats none', () => {
    expect(refusedByStore(thrown('23505'))?.code).toBe('value.taken');
    expect(refusedByStore(thrown('23514'))?.code).toBe('value.refused');
    expect(JSON.stringify(refusedByStore(thrown('23505')))).not.toMatch(/x\.org|SQLSTATE/);
  });

  it('leaves what a repetition may mend', () => {
    for (const error of [thrown('40001'), thrown('08006'), new Error(), undefined])
      expect(refusedByStore(error)).toBeUndefined();
  });
});
