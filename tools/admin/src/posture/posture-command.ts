import { AdminError } from '@lethe/gateway/admin';
import { InvalidArgumentError, type Command } from 'commander';
import { withServices } from '../with-services.ts';
import type { Write } from '../print.ts';
import { printReport } from './print-report.ts';
import { walk, type Report } from './walk.ts';

interface Options {
  organisation?: string;
  examples: number;
  json?: boolean;
}

export function addPostureCommand(program: Command, write: Write): void {
  program
    .command('posture [domain...]')
    .description('looks for personal data that no request reaches, and says what to do; changes nothing')
    .option('--organisation <id>', 'one organisation; all when absent')
    .option('--examples <number>', 'records that are named of each kind', wholeNumber, 5)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nIds and places are printed, never what stands there.' +
        '\nThe services are at LETHE_API, LETHE_NATS_URL and LETHE_NATS_SEED, else those of the stack in LETHE_HOME.',
    )
    .action((domains: string[], options: Options) =>
      posture(write, domains, { ...options, json: options.json ?? program.opts<{ json?: boolean }>().json }),
    );
}

function posture(write: Write, wanted: readonly string[], { organisation, examples, json }: Options): Promise<void> {
  return withServices(wanted, async (services) => {
    const organisations = services.organisations.filter(
      ({ organisationId }) => organisation === undefined || organisationId === organisation,
    );
    if (organisations.length === 0)
      throw new AdminError('There is no such organisation: list them with `npm run admin -- organisation list`.');
    const reports: Report[] = [];
    const away = new Set<string>();
    for (const one of organisations) {
      const report = await walk(services, one, { mostExamples: examples, told: progress() });
      if (json === true) reports.push(report);
      else printReport(write, report);
      for (const { name, state } of report.domains) if (state !== 'done') away.add(name);
    }
    if (json === true) write(`${JSON.stringify({ organisations: reports }, null, 2)}\n`);
    if (away.size > 0) throw new AdminError(`Not everything was looked at; run it again for: ${[...away].join(' ')}`);
  });
}

const PRINT_MS = 2_000;

/** On a terminal it says from time to time how far it has come; stdout has the report alone. */
function progress() {
  let printed = performance.now();
  return ({ name, looked }: { name: string; looked: number }): void => {
    if (!process.stderr.isTTY || performance.now() - printed < PRINT_MS) return;
    printed = performance.now();
    process.stderr.write(`${name}: ${looked.toLocaleString('en')} records looked at\n`);
  };
}

function wholeNumber(value: string): number {
  if (/^\d{1,4}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It is a whole number up to 9999.');
}
