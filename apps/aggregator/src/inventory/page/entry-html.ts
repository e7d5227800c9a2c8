import type { FieldManifest, InventoryEntry, RecordTypeManifest } from '@lethe/contracts';
import { template } from '../../finalise/page/template.ts';
import { fieldsHtml, textHtml } from '../../finalise/page/value.ts';

/** One service: its record types with their fields, then what else is in its database. */
export const entryHtml = (entry: InventoryEntry): string =>
  section({
    entry,
    typesHtml: entry.recordTypes.map((type) => typeHtml(entry, type)).join(''),
    leaves: (onErase) => LEAVES[onErase],
  });

const LEAVES: Record<FieldManifest['onErase'], string> = {
  delete: 'deleted',
  anonymise: 'emptied or replaced',
  retain: 'stays',
};
const ERASED: Record<RecordTypeManifest['onErase'], string> = {
  delete: 'deleted',
  anonymise: 'made anonymous',
  retain: 'kept',
};

/** `it.typesHtml` is made by `typeHtml`. */
const section = template<{
  entry: InventoryEntry;
  typesHtml: string;
  leaves: (onErase: FieldManifest['onErase']) => string;
}>(`<section aria-labelledby="<%= it.entry.name %>">
<h2 id="<%= it.entry.name %>"><%= it.entry.title %></h2>
<% if (it.entry.requiresSubject) { %><p class="quiet">Reached by an id only: a name, an address, a phone number or an e-mail address alone does not reach it.</p>
<% } %><%~ it.typesHtml %>
<% if (it.entry.tables.length > 0) { %><h3>What else is in its database</h3>
<ul>
<% it.entry.tables.forEach((table) => { %><li><code><%= table.table %></code>: <%= table.holds %><% if (table.personal) { %> <span class="notice">(personal; erasure: <%= it.leaves(table.onErase) %>)</span><% } %></li>
<% }) %></ul>
<% } %><% if (it.entry.excluded.length > 0) { %><h3>What no operation reads or changes</h3>
<ul>
<% it.entry.excluded.forEach((one) => { %><li><%= one.what %> (<%= one.requirement %>)</li>
<% }) %></ul>
<% } %></section>
`);

function typeHtml({ name, database }: InventoryEntry, type: RecordTypeManifest): string {
  return recordType({
    id: `${name}-${type.type}`,
    title: type.title,
    facts: fieldsHtml(factsOf(database, type), (value) => textHtml(String(value))),
    fields: type.fields ?? [],
    where: (field) => `${type.table ?? ''}.${field.column}`,
    leaves: ({ onErase }) => LEAVES[onErase],
  });
}

function factsOf(database: string | undefined, type: RecordTypeManifest) {
  return {
    Categories: type.categories.join(', '),
    Purpose: type.purpose,
    'Legal ground': type.legalGround,
    'Kept for': type.retention,
    'Passed on to': type.recipients.join(', ') || 'nobody outside the organisation',
    'On erasure': [ERASED[type.onErase], type.ground].filter(Boolean).join(': '),
    'Kept all the same': (type.retainedOn ?? []).join('; '),
    'Stored in': [
      database && `database ${database}`,
      type.table && `table ${type.table}`,
      type.hasFile && 'its file in the storage, encrypted',
    ]
      .filter(Boolean)
      .join(', '),
  };
}

/** The roles say again what it is: a narrow screen shows rows as blocks, and a browser then forgets the table. */
const recordType = template<{
  id: string;
  title: string;
  facts: string;
  fields: readonly FieldManifest[];
  where: (field: FieldManifest) => string;
  leaves: (field: FieldManifest) => string;
}>(`<h3 id="<%= it.id %>"><%= it.title %></h3>
<%~ it.facts %>
<% if (it.fields.length === 0) { %><p class="notice">Its fields are not told.</p>
<% } else { %><table role="table" aria-labelledby="<%= it.id %>">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Field</th><th role="columnheader" scope="col">What it is</th><th role="columnheader" scope="col">On erasure</th><th role="columnheader" scope="col">Stored in</th></tr></thead>
<tbody role="rowgroup">
<% it.fields.forEach((field) => { %><tr role="row"><th role="rowheader" scope="row"><%= field.name %></th><td role="cell" data-label="What it is"><% if (field.personal) { %><%= field.categories.join(', ') %><% } else { %><span class="quiet">not personal: <%= field.why %></span><% } %><% if (field.excluded) { %> <span class="notice">out of reach of every operation (<%= field.excluded %>)</span><% } %></td><td role="cell" data-label="On erasure"><%= it.leaves(field) %></td><td role="cell" data-label="Stored in"><code><%= it.where(field) %></code></td></tr>
<% }) %></tbody>
</table>
<% } %>`);
