import type { Result } from '../cases/result.ts';
import type { Measured, MeasuredFiles, MeasurementName } from './measured.ts';
import { isMet, rounded, rowsOf, type Row } from './rows.ts';

/** `docs/performance.md`: everything that was measured. `plots`: names of files. `remarks`: what people say of it. */
export function documentOf(files: MeasuredFiles, plots: readonly string[], remarks = ''): string {
  return `${[
    '# Performance',
    'This page is made by `npm run bench -- report` from the JSON files and remarks.md in `docs/performance`. Do not edit it.',
    RIVAL,
    '## Bars',
    tableOf(['', 'Lethe', 'rival', 'ratio or value', 'bar', 'aim', 'met'], rowsOf(files).map(cellsOf)),
    ...(remarks === '' ? [] : [remarks.trim()]),
    ...plots.map((name) => `![${name}](performance/${name}.svg)`),
    ...detailsOf('One of each service', files.requests),
    ...detailsOf('Two gateways, aggregators and domains', files['requests-pairs']),
    ...memoryOf(files),
    '## How it was measured',
    tableOf(['measurement', 'date', 'commit', 'machine', 'command'], Object.entries(files).map(originOf)),
  ].join('\n\n')}\n`;
}

const RIVAL = `Each figure of Lethe stands beside that of a rival: one Node process that does the same work on the same databases, written by hand for these tables
(\`tools/bench/src/rival\`). The two take turns in one run, after a warm-up that is as long for each. Figures are medians of the rounds. A person is a merge set of 3 contacts with
2 rows of a contact list and 5 conversations of 20 messages. CPU is that of all processes, for one person. After each round of erasures the bench looks at what is left of the people.`;

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf(row: Row): string[] {
  const { what, lethe, rival, value, unit, bar, aim } = row;
  const limit = bar === undefined ? '' : 'atMost' in bar ? `≤ ${rounded(bar.atMost)}` : `≥ ${rounded(bar.atLeast)}`;
  const met = isMet(row);
  return [
    what,
    lethe,
    rival,
    rounded(value) + unit,
    limit + (limit && unit),
    aim ?? '',
    met === undefined ? '' : met ? 'yes' : '**no**',
  ];
}

function detailsOf(title: string, measured: Measured<Result[]> | undefined): string[] {
  if (measured === undefined) return [];
  const rows = measured.result.flatMap(({ title: what, taken }) =>
    Object.entries(taken).map(([contestant, one]) => [
      what,
      contestant,
      `${rounded(one.perSecond.median)} (${rounded(one.perSecond.min)} to ${rounded(one.perSecond.max)})`,
      rounded(one.p50),
      rounded(one.p99),
      `${rounded(one.cpu.median)} (${rounded(one.cpu.min)} to ${rounded(one.cpu.max)})`,
      rounded(one.statements),
      rounded(one.commits),
      rounded(one.messages),
      rounded(one.unavailable),
    ]),
  );
  const head = ['', 'who', 'a second', 'p50 ms', 'p99 ms', 'CPU ms', 'statements', 'commits', 'messages', '503'];
  return [`## ${title}`, tableOf(head, rows), ...cpuOf(measured.result)];
}

/** Of Lethe alone, the largest first. */
function cpuOf(results: readonly Result[]): string[] {
  const rows = results.flatMap(({ title, taken: { Lethe: lethe } }) =>
    lethe === undefined
      ? []
      : [
          [
            title,
            Object.entries(lethe.cpuOf)
              .filter(([, ms]) => ms >= 0.05)
              .sort(([, one], [, other]) => other - one)
              .map(([name, ms]) => `${name} ${rounded(ms)}`)
              .join(', '),
          ],
        ],
  );
  return [
    'CPU of Lethe by process, in milliseconds for one person; PostgreSQL by database:',
    tableOf(['', 'CPU ms'], rows),
  ];
}

function memoryOf({ memory }: MeasuredFiles): string[] {
  if (memory === undefined) return [];
  const { idle, loaded } = memory.result;
  const rows = Object.keys(idle).map((name) => [name, rounded(idle[name] ?? 0), rounded(loaded[name] ?? 0)]);
  return ['## Memory', 'MB by process. What processes share counts once.', tableOf(['', 'idle', 'after load'], rows)];
}

const originOf = ([name, { date, commit, machine, command }]: [
  string,
  NonNullable<MeasuredFiles[MeasurementName]>,
]) => [
  name,
  date.slice(0, 16).replace('T', ' '),
  commit,
  `${machine.cores} cores (${machine.processor}), ${machine.memory} GB, ${machine.system}, Node ${machine.node}, load before ${rounded(machine.load)}`,
  `\`${command}\``,
];
