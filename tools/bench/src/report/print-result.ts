import type { Result, Taken } from '../cases/result.ts';

/** One line for each contestant, and one for its CPU by process. */
export function printResult({ name, title, taken }: Result): void {
  console.log(`\n${title} (${name})`);
  console.table(
    Object.fromEntries(Object.entries(taken).map(([contestant, figures]) => [contestant, lineOf(figures)])),
  );
  for (const [contestant, { cpuOf }] of Object.entries(taken))
    console.log(`CPU ms of ${contestant}: ${byProcess(cpuOf)}`);
  const ratio = ratioOf(taken);
  if (ratio !== undefined) console.log(`${ratio}\n`);
}

const rounded = (value: number): number => Number(value.toPrecision(3));

const lineOf = (taken: Taken) => ({
  'a second': `${rounded(taken.perSecond.median)} (${rounded(taken.perSecond.min)} to ${rounded(taken.perSecond.max)})`,
  'p50 ms': rounded(taken.p50),
  'p99 ms': rounded(taken.p99),
  'CPU ms': `${rounded(taken.cpu.median)} (${rounded(taken.cpu.min)} to ${rounded(taken.cpu.max)})`,
  statements: rounded(taken.statements),
  commits: rounded(taken.commits),
  messages: rounded(taken.messages),
  503: rounded(taken.unavailable),
  people: `${taken.rounds} x ${taken.people}`,
});

const byProcess = (cpuOf: Record<string, number>): string =>
  Object.entries(cpuOf)
    .filter(([, ms]) => ms >= 0.005)
    .sort(([, one], [, other]) => other - one)
    .map(([name, ms]) => `${name} ${rounded(ms)}`)
    .join(', ');

function ratioOf({ Lethe: lethe, rival }: Record<string, Taken>): string | undefined {
  if (lethe === undefined || rival === undefined) return undefined;
  const of = (one: number, other: number) => rounded(one / other);
  return `Lethe to rival: ${of(lethe.perSecond.median, rival.perSecond.median)} of the throughput, ${of(lethe.p50, rival.p50)} times the p50, ${of(lethe.cpu.median, rival.cpu.median)} times the CPU`;
}
