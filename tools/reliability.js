// The table of docs/reliability.md, from the lines that the fault suite writes
// (tools/e2e/src/faults/support/report.ts).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Says where the table is; undefined when there is nothing to write. */
export function writeReliability(lines, target, { passed, failed }) {
  if (!existsSync(lines)) return undefined;
  const rows = readFileSync(lines, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  writeFileSync(target, page([...Map.groupBy(rows, ({ fault }) => fault).values()].map(sum), passed, failed));
  return `The table of faults: ${target}`;
}

function sum(rows) {
  const total = (name) => rows.reduce((all, row) => all + row[name], 0);
  return {
    fault: rows[0].fault,
    injected: total('injected'),
    accepted: total('accepted'),
    lost: total('lost'),
    doubled: total('doubled'),
    worst: Math.max(...rows.map(({ worstRecoverySeconds }) => worstRecoverySeconds)),
  };
}

const page = (rows, passed, failed) => `# What the fault suite saw

Written by \`npm run test:faults -- --release\` and by nobody's hand. ${passed} tests passed, ${failed} failed, on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores
(${cpus()[0].model}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.versions.node}; every process of the system and the suite itself on that one machine.

Each fault is done to a stack of its own, and afterwards everything that was accepted is looked up from outside: every request has ended in one way, its
effect is in the stores once (counted there by triggers, not taken from logs), what it says that it did is what it did, and nobody else's row is different.
*Lost*: accepted requests that did not end well, or without their effect or its proof. *Doubled*: effects or requests that are there more than once, and changes
that nobody asked for. *Worst recovery*: where a fault has an end, the longest from that end until work goes on; else the longest that a request took from its acceptance to its end.

| fault | times injected | requests accepted | lost | doubled | worst recovery (s) |
|---|---:|---:|---:|---:|---:|
${rows.map(({ fault, injected, accepted, lost, doubled, worst }) => `| ${fault} | ${number(injected)} | ${number(accepted)} | ${number(lost)} | ${number(doubled)} | ${worst.toFixed(1)} |`).join('\n')}
| **all** | ${number(of(rows, 'injected'))} | ${number(of(rows, 'accepted'))} | ${number(of(rows, 'lost'))} | ${number(of(rows, 'doubled'))} | |

That the suite can fail is tested with it: without the inbox, the fence, the check of the lease or the memory of calls the same scenarios lose or double work
(\`controls.fault.spec.ts\`).
`;

const of = (rows, name) => rows.reduce((all, row) => all + row[name], 0);
const number = (value) => value.toLocaleString('en-GB');
