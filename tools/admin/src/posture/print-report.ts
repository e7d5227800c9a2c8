import type { GdprPostureFinding } from '@lethe/contracts';
import { print, type Write } from '../print.ts';
import { byCertainty, isAlike, type Report } from './walk.ts';

/** A table of what was found, then for each line of it where, and what to do. */
export function printReport(write: Write, { organisationId, domains, counts, examples }: Report): void {
  write(
    `\norganisation ${organisationId}: ${domains.map(({ name, looked }) => `${name} ${text(looked)}`).join(', ')} records looked at\n`,
  );
  for (const { name, reason } of domains)
    if (reason !== undefined) write(`${name} is not complete: ${reason.message}\n`);
  if (counts.length === 0) return void write('Nothing was found.\n');
  const sorted = counts.toSorted(byCertainty);
  const rows = sorted.map(({ certainty, domain, code, findings }) => ({
    certainty,
    domain,
    what: code,
    records: findings,
  }));
  write('\n');
  print(write, rows, false);
  for (const count of sorted) {
    const alike = examples.filter((one) => isAlike(one, count));
    if (alike.length === 0) continue;
    const { findings, certainty, domain, code } = count;
    write(
      `\n${certainty} ${code} in ${domain}${findings > alike.length ? `, ${alike.length} of ${text(findings)}` : ''}\n`,
    );
    for (const [, ofPlace] of Map.groupBy(alike, ({ place }) => place)) writePlace(write, ofPlace);
  }
}

function writePlace(write: Write, findings: readonly GdprPostureFinding[]): void {
  const { place, reason, advice } = findings[0]!;
  for (const { recordType, id, count } of findings)
    write(`  ${recordType} ${id}  ${place}${count > 1 ? `  ${text(count)} times` : ''}\n`);
  write(`    why: ${reason}\n    what to do: ${advice}\n`);
}

const text = (count: number): string => count.toLocaleString('en');
