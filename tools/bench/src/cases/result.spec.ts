import { CASES } from './case.ts';
import { resultOf } from './result.ts';
import type { Round } from './rounds.ts';

const round = (seconds: number, cpu: Record<string, number>): Round => ({
  people: 10,
  latencies: [seconds, seconds * 2],
  unavailable: 0,
  cost: { seconds, cpu, statements: 200, commits: 50, messages: 30 },
});

describe('what a contestant took for one person', () => {
  const { taken } = resultOf(CASES[0]!, {
    Lethe: [
      round(1, { gateway: 10, aggregator: 30 }),
      round(2, { gateway: 20, aggregator: 30 }),
      round(4, { gateway: 30, aggregator: 30 }),
    ],
  });
  const { Lethe: lethe } = taken;

  it('is the CPU of all processes by the number of people', () => {
    expect(lethe!.cpu).toEqual({ median: 5, min: 4, max: 6 });
    expect(lethe!.cpuOf).toEqual({ gateway: 2, aggregator: 3 });
  });

  it('is people by time, the median of the rounds', () =>
    expect(lethe!.perSecond).toEqual({ median: 5, min: 2.5, max: 10 }));

  it('counts statements, commits and messages', () =>
    expect(lethe).toMatchObject({ statements: 20, commits: 5, messages: 3, unavailable: 0 }));

  it('has the latencies of all rounds', () => expect(lethe).toMatchObject({ p50: 2, p99: 8 }));
});
