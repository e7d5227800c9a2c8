import type { GdprInventory, InventoryDomain, InventoryEntry, InventoryMeasure } from '@lethe/contracts';
import { STYLE } from '../../finalise/page/style.ts';
import { pageHead, template } from '../../finalise/page/template.ts';
import { fieldsHtml, textHtml } from '../../finalise/page/value.ts';
import { differenceText } from '../differences.ts';
import { entryHtml } from './entry-html.ts';
import { TABLES } from './tables-style.ts';

/** The inventory for people: self-contained and without a script, as the page of an export. */
export function inventoryPage(inventory: GdprInventory): string {
  const { domains, services } = inventory;
  return [
    top({
      style: STYLE + TABLES,
      facts: factsOf(inventory),
      entries: [...domains, ...services],
      notices: domains.flatMap(noticesOf),
      countOf,
    }),
    ...[...domains, ...services].map(entryHtml),
    rest({ measures: inventory.measures, shown }),
  ].join('');
}

const top = template<{
  style: string;
  facts: string;
  entries: InventoryEntry[];
  notices: string[];
  countOf: (entry: InventoryEntry) => string;
}>(`${pageHead('Inventory of personal data')}<body>
<header>
<h1>Inventory of personal data</h1>
<p class="lead">What the services hold of people, why, on which ground and for how long, what an erasure leaves, and where it is stored: the record of processing (GDPR, Article 30), from what the running services declare.</p>
<div class="facts"><%~ it.facts %></div>
<% it.notices.forEach((notice) => { %><p class="notice"><%= notice %></p>
<% }) %></header>
<nav aria-label="Contents">
<ul>
<% it.entries.forEach((entry) => { %><li><a href="#<%= entry.name %>"><%= entry.title %></a><span class="quiet"><%= it.countOf(entry) %></span></li>
<% }) %><li><a href="#measures">Measures in force</a></li>
</ul>
</nav>
<main>
`);

const rest = template<{
  measures: readonly InventoryMeasure[];
  shown: (measure: InventoryMeasure) => string;
}>(`<section aria-labelledby="measures">
<h2 id="measures">Measures in force</h2>
<% if (it.measures.length === 0) { %><p>They are read from a running deployment, and none was asked.</p>
<% } else { %><ul>
<% it.measures.forEach((measure) => { %><li><strong><%= it.shown(measure) %></strong>: <%= measure.measure %> (<%= measure.value %>; read from: <%= measure.readFrom %>)</li>
<% }) %></ul>
<% } %></section>
</main>
<footer>
<p>The same as JSON and as CSV: <code>?format=json</code>, <code>?format=csv</code>. Times are in UTC.</p>
</footer>
</body>
</html>
`);

const shown = ({ inForce }: InventoryMeasure): string => (inForce ? 'In force' : 'Not in force');

function factsOf({ createdDate, isCurrent, domains }: GdprInventory): string {
  const drifting = domains.filter(({ drift }) => drift.length > 0).map(({ name }) => name);
  const facts = {
    'Prepared on': createdDate,
    'Every domain answers now': isCurrent ? 'yes' : 'no, see below',
    'Differs from what was recorded': drifting.join(', ') || 'no',
  };
  return fieldsHtml(facts, (value) => textHtml(String(value)));
}

function noticesOf({ name, answered, available, lastAnsweredDate, described, drift }: InventoryDomain): string[] {
  return [
    ...(answered ? [] : [`${name} has never answered: nothing is known of what it holds.`]),
    ...(answered && !available
      ? [`${name} does not answer now: this is what it said last, on ${lastAnsweredDate ?? 'an unknown day'}.`]
      : []),
    ...(answered && !described ? [`${name} is of a version that does not tell its fields.`] : []),
    ...(drift.length > 0 ? [`${name} differs from what was recorded: ${drift.map(differenceText).join('; ')}.`] : []),
  ];
}

function countOf({ recordTypes }: InventoryEntry): string {
  const fields = recordTypes.flatMap((type) => type.fields ?? []).filter(({ personal }) => personal).length;
  return fields === 1 ? '1 personal field' : `${fields} personal fields`;
}
