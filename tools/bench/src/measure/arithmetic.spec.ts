import { median, percentile, spread } from './arithmetic.ts';

describe('the arithmetic of rounds', () => {
  it('takes the middle one, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([100, 1, 2])).toBe(2);
  });

  it('takes the mean of the two in the middle', () => expect(median([4, 1, 3, 100])).toBe(3.5));

  it('has no figure of nothing', () => {
    expect(median([])).toBeNaN();
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('takes the smallest value that enough do not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('sorts by size, not as texts, and leaves what it is given as it is', () => {
    const values = [10, 9, 100];
    expect(spread(values)).toEqual({ median: 10, min: 9, max: 100 });
    expect(values).toEqual([10, 9, 100]);
  });
});
