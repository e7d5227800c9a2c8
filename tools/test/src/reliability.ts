// The table of docs/reliability.md, from the lines that the fault suite writes
// (tools/e2e/src/faults/support/report.ts).
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename } from 'node:path';
import type { Counts } from './part.ts';
import { readLines } from './results.ts';

interface FaultRow {
  /** The name of the test file. */
  file: string;
  fault: string;
  injected: number;
  accepted: number;
  lost: number;
  doubled: number;
  worstRecoverySeconds: number;
}

/** What a file that runs again has seen before counts no more. */
export function keepRows(lines: string, passedFiles: readonly string[]): void {
  const kept = readLines<FaultRow>(lines).filter(({ file }) => passedFiles.some((passed) => basename(passed) === file));
  writeFileSync(lines, kept.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** Writes the page; false when there is nothing to write. */
export function writeReliability(lines: string, target: string, counts: Counts): boolean {
  const rows = readLines<FaultRow>(lines);
  if (rows.length > 0)
    writeFileSync(target, page([...Map.groupBy(rows, ({ fault }) => fault).values()].map(sum), counts));
  return rows.length > 0;
}

type Sum = Omit<FaultRow, 'file'>;

const total = (rows: readonly Sum[], key: 'injected' | 'accepted' | 'lost' | 'doubled'): number =>
  rows.reduce((all, row) => all + row[key], 0);

const sum = (rows: readonly FaultRow[]): Sum => ({
  fault: rows[0]!.fault,
  injected: total(rows, 'injected'),
  accepted: total(rows, 'accepted'),
  lost: total(rows, 'lost'),
  doubled: total(rows, 'doubled'),
  worstRecoverySeconds: Math.max(...rows.map(({ worstRecoverySeconds }) => worstRecoverySeconds)),
});

const page = (rows: readonly Sum[], { passed, failed }: Counts) => `# What the fault suite saw

Written by \`npm run test:faults -- --release\` and by nobody's hand. ${passed} tests passed, ${failed} failed, on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores
(${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.versions.node}; every process of the system and the suite itself on that one machine.

Each fault is done to a stack of its own, and afterwards everything that was accepted is looked up from outside: every request has ended in one way, its
effect is in the stores once (counted there by triggers, not taken from logs), what it says that it did is what it did, and nobody else's row is different.
*Lost*: accepted requests that did not end well, or without their effect or its proof. *Doubled*: effects or requests that are there more than once, and changes
that nobody asked for. *Worst recovery*: where a fault has an end, the longest from that end until work goes on; else the longest that a request took from its acceptance to its end.

| fault | times injected | requests accepted | lost | doubled | worst recovery (s) |
|---|---:|---:|---:|---:|---:|
${rows.map(line).join('\n')}
| **all** | ${number(total(rows, 'injected'))} | ${number(total(rows, 'accepted'))} | ${number(total(rows, 'lost'))} | ${number(total(rows, 'doubled'))} | |

That the suite can fail is tested with it: without the inbox, the fence, the check of the lease or the memory of calls the same scenarios lose or double work
(\`controls.fault.spec.ts\`).
`;

const line = ({ fault, injected, accepted, lost, doubled, worstRecoverySeconds }: Sum): string =>
  `| ${fault} | ${[injected, accepted, lost, doubled].map(number).join(' | ')} | ${worstRecoverySeconds.toFixed(1)} |`;

const number = (value: number): string => value.toLocaleString('en-GB');
