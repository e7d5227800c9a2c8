import type { Readable } from 'node:stream';
import type { GdprSubject, Located } from '@lethe/contracts';
import type { ArchiveWork } from '../claim-archive.ts';
import type { DomainPart } from '../entries.ts';
import type { HeldDomain, HeldType, Holdings } from '../holdings.ts';
import type { Omission } from '../left-out.ts';
import { hasNotReached, notReachedHtml } from './not-reached.ts';
import { readRecords, type ExportedRecord } from '../read-records.ts';
import { STYLE } from './style.ts';
import { pageHead, template } from './template.ts';
import { fieldsHtml, fileLink, textHtml, valueHtml } from './value.ts';

/** Records of one type that the page shows; all of them are in the JSON and CSV files beside it. */
const SHOWN = 200;

type Open = (part: DomainPart) => Promise<Readable>;

/**
 * index.html: what is held about a person, for that person. Self-contained, without a script, in pieces: memory holds
 * one record. With `open` it shows the records themselves (Article 15(3)), without it only what they are (Article
 * 15(1)).
 */
export async function* page(work: ArchiveWork, holdings: Holdings, open?: Open): AsyncGenerator<string> {
  yield top({
    title: open ? 'Your personal data' : 'What is held about you',
    style: STYLE,
    facts: factsOf(work),
    hasCopy: open !== undefined,
    domains: holdings.domains,
    hasNotReached: hasNotReached(holdings),
    countOf,
  });
  for (const domain of holdings.domains) yield* sectionOf(domain, open);
  yield notReachedHtml(holdings);
  yield rest({
    withoutData: holdings.withoutData.map(({ title }) => title),
    leftOut: holdings.leftOut.map((omission) => omitted(omission, holdings)),
    hasCopy: open !== undefined,
  });
}

/** `it.facts` is made by `fieldsHtml`. */
const top = template<{
  title: string;
  style: string;
  facts: string;
  hasCopy: boolean;
  domains: HeldDomain[];
  hasNotReached: boolean;
  countOf: (domain: HeldDomain) => string;
}>(`${pageHead('<%= it.title %>')}<body>
<header>
<h1><%= it.title %></h1>
<p class="lead"><% if (it.hasCopy) { %>A copy of the personal data that our services hold, what it is used for and how long it is kept (GDPR, Articles 15 and 20).<% } else { %>Which personal data our services hold, what it is used for and how long it is kept (GDPR, Article 15(1)). This report holds no copy of the data itself.<% } %></p>
<div class="facts"><%~ it.facts %></div>
</header>
<nav aria-label="Contents">
<ul>
<% it.domains.forEach((domain) => { %><li><a href="#<%= domain.domain %>"><%= domain.title %></a><span class="quiet"><%= it.countOf(domain) %></span></li>
<% }) %><% if (it.hasNotReached) { %><li><a href="#not-reached">What this request did not reach</a></li>
<% } %><li><a href="#left-out">What is not in here, and why</a></li>
</ul>
</nav>
<main>
<% if (it.domains.length === 0) { %><p>None of the services that were asked holds personal data that belongs to this request.</p><% } %>`);

function countOf({ types }: HeldDomain): string {
  const records = types.reduce((sum, type) => sum + type.records, 0);
  return records === 1 ? '1 record' : `${records.toLocaleString('en')} records`;
}

function factsOf({ id, client_id: client, created_at: asked, now, given, name }: ArchiveWork): string {
  const facts = {
    'Asked for': termOf(given),
    Request: id,
    'Name of the request': name,
    'Asked by client': client,
    'Asked on': asked.toISOString(),
    'Prepared on': now.toISOString(),
  };
  return fieldsHtml(facts, (value) => textHtml(String(value)));
}

/** The one term of the request, as it says it. */
function termOf(given: GdprSubject): string {
  const [[field, value] = ['', '']] = Object.entries(given);
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string'
    ? field === 'name'
      ? value
      : `${field} ${value}`
    : `${field} ${Object.values(value as object).join(' / ')}`;
}

async function* sectionOf(domain: HeldDomain, open?: Open): AsyncGenerator<string> {
  yield domainHead(domain);
  for (const type of domain.types) {
    yield typeHead({
      title: type.declared?.title ?? type.recordType,
      count: type.records,
      id: `${domain.domain}-${type.recordType}`,
      why: whyOf(type),
      parts: open ? type.parts : [],
    });
    for (const part of open ? type.parts : []) yield* recordsOf(domain, part, open!);
  }
  yield '</section>\n';
}

const domainHead = template<HeldDomain>(`<section aria-labelledby="<%= it.domain %>">
<h2 id="<%= it.domain %>"><%= it.title %></h2>
`);

/** `it.why` is made by `fieldsHtml`. */
const typeHead = template<{
  title: string;
  count: number;
  id: string;
  why: string;
  parts: readonly DomainPart[];
}>(`<h3 id="<%= it.id %>"><%= it.title %> <span class="quiet">(<%= it.count.toLocaleString('en') %>)</span></h3>
<%~ it.why %>
<% it.parts.forEach((part) => { %><p>All of them: <a href="<%= part.entryName %>">JSON</a>, <a href="<%= part.csvName %>">CSV for a spreadsheet</a></p>
<% }) %>`);

function whyOf({ declared, located }: HeldType): string {
  const why = {
    What: declared?.categories.join(', '),
    Why: declared?.purpose,
    'For how long': declared?.retention,
    'Passed on to': declared === undefined ? undefined : declared.recipients.join(', ') || 'nobody',
    'If you ask for erasure': located.map(erasureOf).join('; '),
  };
  return fieldsHtml(why, (value) => textHtml(String(value)));
}

const ERASURES: Record<Located['disposition'], string> = {
  delete: 'deleted',
  anonymise: 'made anonymous',
  retain: 'kept',
};
const erasureOf = ({ disposition, records, ground }: Located): string =>
  `${records.toLocaleString('en')} ${ERASURES[disposition]}${ground ? ` (${ground})` : ''}`;

async function* recordsOf(domain: HeldDomain, part: DomainPart, open: Open): AsyncGenerator<string> {
  yield '<ol class="records">\n';
  let shown = 0;
  for await (const record of readRecords(await open(part))) {
    if (shown++ === SHOWN) break;
    yield `<li>${recordHtml(domain, record)}</li>\n`;
  }
  yield '</ol>\n';
  if (part.records > SHOWN) yield more({ shown: SHOWN, records: part.records, json: part.entryName });
}

const more = template<{ shown: number; records: number; json: string }>(
  `<p class="notice">The first <%= it.shown %> of <%= it.records.toLocaleString('en') %> are shown. <a href="<%= it.json %>">All of them as JSON</a></p>\n`,
);

function recordHtml({ files }: HeldDomain, record: ExportedRecord): string {
  return fieldsHtml(record, (value, name) => {
    const entryName = name === 'file' ? files.get(String(value)) : undefined;
    return entryName === undefined ? valueHtml(value) : fileLink(entryName, record['fileName']);
  });
}

const rest = template<{
  withoutData: string[];
  leftOut: { what: string; why: string }[];
  hasCopy: boolean;
}>(`<% if (it.withoutData.length > 0) { %><section aria-labelledby="nothing">
<h2 id="nothing">Services that hold nothing</h2>
<ul>
<% it.withoutData.forEach((title) => { %><li><%= title %></li>
<% }) %></ul>
</section>
<% } %><section aria-labelledby="left-out">
<h2 id="left-out">What is not in here, and why</h2>
<% if (it.leftOut.length === 0) { %><p>Nothing was left out.</p>
<% } else { %><ul>
<% it.leftOut.forEach((one) => { %><li><strong><%= one.what %></strong>: <%= one.why %></li>
<% }) %></ul>
<% } %></section>
</main>
<footer>
<p><% if (it.hasCopy) { %>Beside this page lie the same data as JSON and CSV, your files, and manifest.json with the SHA-256 of each.<% } else { %>Beside this page lie the same report as JSON, and manifest.json with the SHA-256 of both.<% } %> Times are in UTC.</p>
</footer>
</body>
</html>
`);

function omitted({ domain, recordType, records, what, reason }: Omission, { titleOf }: Holdings) {
  const subject = [titleOf(domain, recordType), what].filter(Boolean).join(', ');
  return {
    what: records === undefined ? subject : `${subject} (${records.toLocaleString('en')})`,
    why: reason.message,
  };
}
