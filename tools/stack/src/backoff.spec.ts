import { Backoff } from './backoff.ts';

describe('backoff', () => {
  it('doubles from 0.2 s up to 10 s', () => {
    const backoff = new Backoff();
    const delays = Array.from({ length: 9 }, () => backoff.next(100));
    expect(delays).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 10_000]);
    expect(backoff.deaths).toBe(9);
  });

  it('begins again after 30 s of life', () => {
    const backoff = new Backoff();
    backoff.next(0);
    backoff.next(29_999);
    expect(backoff.next(30_000)).toBe(200);
    expect(backoff.deaths).toBe(1);
  });
});
