import type { Reason } from '@lethe/contracts';
import type { Way } from '../../requests/not-reached.ts';
import type { Holdings } from '../holdings.ts';
import { NOT_REACHED_CSV } from '../not-reached-csv.ts';
import { template } from './template.ts';

/** Records of one kind that the page lists by id; all of them are in manifest.json and in the CSV file. */
const LISTED = 20;

interface Item {
  what: string;
  records: number;
  reason: Reason;
  advice: string;
  /** Of records that no request reaches. */
  ids: string[];
  requests: string[];
  more: number;
}

/** One record, or records of one type under one id, as every list has them. */
interface Found extends Way {
  recordType: string;
  recordId?: string;
  records?: number;
}

const GROUPS = [
  { list: 'ambiguous', title: 'May be about the same person, and was left alone' },
  { list: 'leftBehind', title: 'Left behind, because the request names no id' },
  { list: 'retained', title: 'Kept, even if erasure is asked for' },
] as const;

export const hasNotReached = ({ notReached }: Holdings): boolean =>
  notReached.some((one) => GROUPS.some(({ list }) => one[list].length > 0));

/** What the request did not act on, why, and what would reach it; nothing when it reached all that was found. */
export function notReachedHtml(holdings: Holdings): string {
  if (!hasNotReached(holdings)) return '';
  const groups = GROUPS.map(({ list, title }) => ({ title, items: itemsOf(holdings, list) }));
  return section({ groups: groups.filter(({ items }) => items.length > 0), csv: NOT_REACHED_CSV });
}

const section = template<{
  groups: { title: string; items: Item[] }[];
  csv: string;
}>(`<section aria-labelledby="not-reached">
<h2 id="not-reached">What this request did not reach</h2>
<p>For whoever handles the request. Records are named by their ids alone. <a href="<%= it.csv %>">All of it as CSV for a spreadsheet</a></p>
<% it.groups.forEach((group) => { %><h3><%= group.title %></h3>
<ul>
<% group.items.forEach((one) => { %><li><strong><%= one.what %> (<%= one.records.toLocaleString('en') %>)</strong>: <%= one.reason.message %> <%= one.advice %>
<% if (one.ids.length > 0) { %><div class="quiet"><%= one.ids.join(', ') %></div>
<% } %><% one.requests.forEach((body) => { %><div><code><%= body %></code></div>
<% }) %><% if (one.more > 0) { %><div class="notice">and <%= one.more.toLocaleString('en') %> more in the CSV file</div>
<% } %></li>
<% }) %></ul>
<% }) %></section>
`);

/** Alike ones together: the reason once, then each id or request. */
function itemsOf({ notReached, titleOf }: Holdings, list: (typeof GROUPS)[number]['list']): Item[] {
  return notReached.flatMap(({ domain, ...lists }) => {
    const found: Found[] = lists[list];
    const alike = Map.groupBy(found, ({ recordType, reason, advice }) => `${recordType} ${reason.message} ${advice}`);
    return [...alike.values()].map((same): Item => {
      const [{ recordType, reason, advice }] = same as [Found];
      const listed = same.slice(0, LISTED);
      return {
        what: titleOf(domain, recordType),
        records: same.reduce((sum, { records = 1 }) => sum + records, 0),
        reason,
        advice,
        ids: listed.flatMap(({ recordId, requests }) => (requests.length === 0 ? (recordId ?? []) : [])),
        requests: listed.flatMap(({ requests }) => requests.map((body) => JSON.stringify(body))),
        more: same.length - listed.length,
      };
    });
  });
}
