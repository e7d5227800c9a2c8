import { isMet, rowsOf, type Row } from './rows.ts';
import type { Taken } from '../cases/result.ts';
import type { Measured } from './measured.ts';

const taken = (p50: number): Taken => ({
  rounds: 5,
  people: 10,
  perSecond: { median: 1_000 / p50, min: 1, max: 2 },
  p50,
  p99: p50,
  cpu: { median: p50, min: 1, max: 2 },
  cpuOf: {},
  statements: 1,
  commits: 1,
  messages: 1,
  unavailable: 0,
});
const measured = <T>(result: T): Measured<T> => ({
  date: '2026-01-01T00:00:00.000Z',
  command: '',
  commit: '',
  machine: { cores: 2, processor: '', memory: 1, system: '', node: '', load: 0 },
  result,
});
const requests = measured([{ name: 'delete-set-32', title: '', taken: { Lethe: taken(20), rival: taken(10) } }]);
const row = (value: number, bar?: Row['bar']): Row => ({
  what: '',
  lethe: '',
  rival: '',
  value,
  unit: '',
  ...(bar && { bar }),
});

describe('the table of bars', () => {
  it('has the ratio of Lethe to the rival', () =>
    expect(rowsOf({ requests }).map(({ what, value, bar }) => ({ what, value, bar }))).toEqual([
      { what: 'the same, 32 in flight', value: 0.5, bar: { atLeast: 0.5 } },
      { what: 'its CPU for a person', value: 2, bar: { atMost: 2.5 } },
    ]));

  it('leaves out what was not measured', () => expect(rowsOf({})).toEqual([]));

  it('meets a bar that it reaches exactly, and no other', () => {
    expect(isMet(row(4, { atMost: 4 }))).toBe(true);
    expect(isMet(row(4.01, { atMost: 4 }))).toBe(false);
    expect(isMet(row(0.5, { atLeast: 0.5 }))).toBe(true);
    expect(isMet(row(0.49, { atLeast: 0.5 }))).toBe(false);
    expect(isMet(row(4))).toBeUndefined();
  });

  it('compares the largest size with the smallest', () => {
    const growth = measured({
      deletes: [
        { count: 100, p50: 10, cpu: 20 },
        { count: 9_000, p50: 15, cpu: 22 },
      ],
      searches: [
        { count: 2_700, p50: 4, cpu: 1 },
        { count: 10_000, p50: 5, cpu: 1 },
        { count: 100_000, p50: 4.4, cpu: 1 },
      ],
    });
    expect(rowsOf({ growth }).map(({ value }) => Number(value.toFixed(2)))).toEqual([1.1, 1.5, 1.1]);
  });
});
