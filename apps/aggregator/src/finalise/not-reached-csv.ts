import type { Way } from '../requests/not-reached.ts';
import { csvCell } from './csv-cell.ts';
import { csvOf } from './csv-stream.ts';
import type { Entry } from './entries.ts';
import type { Holdings } from './holdings.ts';

export const NOT_REACHED_CSV = 'not-reached.csv';
const COLUMNS = ['what', 'domain', 'recordType', 'recordId', 'records', 'reason', 'advice', 'requests'];

/** Everything that the request did not reach as one table; no entry when that is nothing. */
export function notReachedCsv({ notReached }: Holdings): Entry[] {
  const rows = notReached.flatMap(({ domain, ambiguous, leftBehind, retained }) => [
    ...ambiguous.map((one) => ['ambiguous', domain, one.recordType, one.recordId, 1, ...wayOf(one)]),
    ...leftBehind.map((one) => ['leftBehind', domain, one.recordType, '', one.records, ...wayOf(one)]),
    ...retained.map((one) => ['retained', domain, one.recordType, '', one.records, ...wayOf(one)]),
  ]);
  if (rows.length === 0) return [];
  const cells = [COLUMNS, ...rows].map((row) => row.map(csvCell));
  return [{ name: NOT_REACHED_CSV, compress: true, open: () => csvOf(cells) }];
}

const wayOf = ({ reason, advice, requests }: Way) => [
  reason.message,
  advice,
  requests.map((body) => JSON.stringify(body)).join('\n'),
];
