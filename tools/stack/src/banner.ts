import { firstRequests } from './first-requests.ts';
import type { StackDescription } from './stack-file.ts';

/** What a newcomer needs next: what listens where, who they are, and a request that works when pasted. */
export function banner(stack: StackDescription, file: string): string {
  const rows = stack.services.map(({ name, pid, log }) => [name, addressOf(name, stack), String(pid), log]);
  return [
    '',
    table([['what', 'listens on', 'pid', 'log'], ...rows]),
    '',
    `API             ${stack.api}`,
    `organisation    ${stack.organisationId}`,
    `client id       ${stack.clientId}`,
    `client secret   ${stack.clientSecret}`,
    `for programs    ${file}`,
    '',
    'Try, one after the other: a token, a search, an export, an erasure.',
    '',
    ...firstRequests(stack),
    '',
    'Ctrl-C stops everything; the data stays. `npm run reset` forgets it.',
  ].join('\n');
}

function addressOf(name: string, { api, databases, nats }: StackDescription): string {
  if (name === 'gateway') return api;
  if (name === 'nats') return nats;
  return name === 'postgres' ? new URL(databases.admin).host : 'NATS';
}

function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
