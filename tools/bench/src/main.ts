import { parseArgs } from 'node:util';
import { benchRequests } from './cases/bench-requests.ts';
import { benchExport } from './export/bench-export.ts';
import { benchGrowth } from './growth/bench-growth.ts';
import { benchImport } from './import/bench-import.ts';
import { benchMemory } from './memory/bench-memory.ts';
import { benchPost } from './post/bench-post.ts';
import { originOf, saveMeasured, type MeasurementName, type Measurements } from './report/measured.ts';
import { printResult } from './report/print-result.ts';
import { writeReport } from './report/write-report.ts';
import { benchStart } from './start/bench-start.ts';

const USAGE = `npm run bench -- requests [CASE...] [--rounds 5] [--seconds 3] [--pairs] [--quick] [--rival FILE] [--save]
npm run bench -- post [--calls 1000] [--save]
npm run bench -- growth [--requests 9000] [--contacts 10000,100000] [--save]
npm run bench -- memory [--save]
npm run bench -- import [--people 2000] [--save]
npm run bench -- report
npm run bench -- export [--mib 1024]
npm run bench -- start [--times 3]

--save keeps what was measured in docs/performance; report makes docs/performance.md of it.`;

class UsageError extends Error {}

const { positionals, values } = readArguments();
const [what = '', ...cases] = positionals;
const { signal, stop } = stopping();
const origin = originOf(`npm run bench -- ${process.argv.slice(2).join(' ')}`);

const COMMANDS: Readonly<Record<string, () => Promise<void> | void>> = {
  requests,
  post: async () => keep('post', await benchPost({ calls: count('calls', 10), signal })),
  growth: async () => keep('growth', await benchGrowth({ requests: count('requests'), contacts: contacts(), signal })),
  memory: async () => keep('memory', await benchMemory({ signal })),
  import: async () => keep('import', await benchImport({ people: count('people'), signal })),
  report: writeReport,
  export: () => benchExport({ mib: count('mib', 4), signal }),
  start: () => benchStart(count('times')),
};

try {
  const command = Object.hasOwn(COMMANDS, what) ? COMMANDS[what] : undefined;
  if (command === undefined || (what !== 'requests' && cases.length > 0)) throw new UsageError(USAGE);
  // What npm has started gets the signal itself.
  if (what !== 'start') for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  await command();
  process.exit(0);
} catch (error) {
  console.error((error as Error).message);
  process.exit(error instanceof UsageError ? 2 : 1);
}

async function requests(): Promise<void> {
  const isWhole = cases.length === 0 && !values.quick && values.rival === undefined;
  if (values.save && !isWhole)
    throw new UsageError('--save keeps whole runs only: leave out cases, --quick and --rival.');
  const results = await benchRequests({
    cases,
    rounds: values.quick ? 1 : count('rounds'),
    seconds: count('seconds'),
    isQuick: values.quick,
    inPairs: values.pairs,
    ...(values.rival !== undefined && { rivalProgram: values.rival }),
    signal,
    measured: printResult,
  });
  save(values.pairs ? 'requests-pairs' : 'requests', results);
}

function keep<Name extends Exclude<MeasurementName, 'requests' | 'requests-pairs'>>(
  name: Name,
  result: Measurements[Name],
): void {
  console.log(JSON.stringify(result, null, 2));
  save(name, result);
}

function save<Name extends MeasurementName>(name: Name, result: Measurements[Name]): void {
  if (!values.save) return;
  saveMeasured(name, origin, result);
  writeReport();
}

function count(name: 'calls' | 'mib' | 'people' | 'requests' | 'rounds' | 'seconds' | 'times', least = 1): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= least) return value;
  throw new UsageError(`--${name} is a whole number from ${least}.`);
}

function contacts(): number[] {
  const counts = values.contacts.split(',').map(Number);
  if (counts.every((one, index) => Number.isInteger(one) && one > (counts[index - 1] ?? 0))) return counts;
  throw new UsageError('--contacts takes numbers that grow, with commas between them.');
}

function stopping(): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    stop: () => controller.abort(new Error('Stopped before the end: nothing was saved.')),
  };
}

function readArguments() {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        calls: text('1000'),
        contacts: text('10000,100000'),
        mib: text('1024'),
        pairs: flag,
        people: text('2000'),
        quick: flag,
        requests: text('9000'),
        rival: { type: 'string' },
        rounds: text('5'),
        save: flag,
        seconds: text('3'),
        times: text('3'),
      },
    });
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}
