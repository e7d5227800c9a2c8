import { parseArgs } from 'node:util';
import { benchExport } from './export/bench-export.ts';

const USAGE = 'npm run bench -- export [--mib 1024]';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { mib: { type: 'string', default: '1024' } },
});
const mib = Number(values.mib);
if (positionals[0] === 'export' && Number.isInteger(mib) && mib >= 4) await benchExport(mib);
else {
  console.error(USAGE);
  process.exitCode = 2;
}
