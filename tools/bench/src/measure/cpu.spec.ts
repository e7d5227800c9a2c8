import { cpuBetween, markCpu, type CpuMark } from './cpu.ts';

const mark = (reaped: number, own: [pid: number, label: string, ms: number][]): CpuMark => [
  { name: 'postgres', reaped, own: new Map(own.map(([pid, label, ms]) => [pid, { label, ms }])) },
];

describe('CPU between two marks', () => {
  it('is what each process used in between, by its name', () => {
    const before = mark(0, [
      [1, 'postgres', 100],
      [2, 'postgres a', 40],
    ]);
    const after = mark(0, [
      [1, 'postgres', 110],
      [2, 'postgres a', 45],
      [3, 'postgres a', 7],
    ]);
    expect(Object.fromEntries(cpuBetween(before, after))).toEqual({ postgres: 10, 'postgres a': 12 });
  });

  it('counts a session that ended in between once, and without what it used before', () => {
    const before = mark(500, [
      [1, 'postgres', 100],
      [2, 'postgres a', 40],
    ]);
    // The parent has waited for it: its 40 of before and 6 of now.
    const after = mark(546, [[1, 'postgres', 100]]);
    expect(Object.fromEntries(cpuBetween(before, after))).toEqual({ postgres: 6 });
  });

  it('counts a session that came and went in between', () => {
    const before = mark(0, [[1, 'postgres', 100]]);
    expect(Object.fromEntries(cpuBetween(before, mark(9, [[1, 'postgres', 100]])))).toEqual({ postgres: 9 });
  });

  it('sees work of this very process', () => {
    const watched = [{ name: 'this', pid: process.pid }];
    const before = markCpu(watched);
    for (const until = Date.now() + 200; Date.now() < until;) Math.sqrt(until);
    expect(cpuBetween(before, markCpu(watched)).get('this')).toBeGreaterThan(0);
  });
});
