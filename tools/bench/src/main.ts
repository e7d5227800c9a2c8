import { parseArgs } from 'node:util';
import { benchRequests } from './cases/bench-requests.ts';
import { benchExport } from './export/bench-export.ts';
import { benchStart } from './start/bench-start.ts';

const USAGE = `npm run bench -- requests [CASE...] [--rounds 5] [--seconds 3] [--quick]
npm run bench -- export [--mib 1024]
npm run bench -- start [--times 3]`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    mib: { type: 'string', default: '1024' },
    times: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
  },
});
const [what, ...cases] = positionals;
const [mib, times, rounds, seconds] = [values.mib, values.times, values.rounds, values.seconds].map(Number) as [
  number,
  number,
  number,
  number,
];
const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;

const stopping = new AbortController();
const stop = (): void => stopping.abort(new Error('Stopped before the end: nothing was written.'));

if (what === 'export' && isCount(mib) && mib >= 4) await benchExport(mib);
else if (what === 'start' && isCount(times)) await benchStart(times);
else if (what === 'requests' && isCount(rounds) && seconds > 0) {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  try {
    const isQuick = values.quick;
    await benchRequests({ cases, rounds: isQuick ? 1 : rounds, seconds, isQuick, signal: stopping.signal });
    process.exit(0);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
} else {
  console.error(USAGE);
  process.exitCode = 2;
}
