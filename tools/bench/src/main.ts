import { parseArgs } from 'node:util';
import { benchExport } from './export/bench-export.ts';
import { benchStart } from './start/bench-start.ts';

const USAGE = 'npm run bench -- export [--mib 1024]\nnpm run bench -- start [--times 3]';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { mib: { type: 'string', default: '1024' }, times: { type: 'string', default: '3' } },
});
const [mib, times] = [Number(values.mib), Number(values.times)];
if (positionals[0] === 'export' && Number.isInteger(mib) && mib >= 4) await benchExport(mib);
else if (positionals[0] === 'start' && Number.isInteger(times) && times >= 1) await benchStart(times);
else {
  console.error(USAGE);
  process.exitCode = 2;
}
