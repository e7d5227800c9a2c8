import { template } from './template.ts';

/** A longer text stands whole in the JSON and CSV files. */
const LONGEST = 20_000;
const MOST_ITEMS = 200;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

const text = template<{ shown: string; cut: boolean }>(
  `<bdi><%= it.shown %></bdi><% if (it.cut) { %> <span class="notice">(cut here: the whole text is in the JSON file)</span><% } %>`,
);
const link = template<{ href: string; name: string }>(
  `<a href="<%= it.href %>" download="<%= it.name %>"><bdi><%= it.name %></bdi></a>`,
);

/** A link to a file of the archive, under a name that is safe to save as. */
export function fileLink(entryName: string, fileName: unknown): string {
  const fallback = entryName.slice(entryName.lastIndexOf('/') + 1);
  const name = typeof fileName === 'string' ? fileName.replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, '_').slice(0, 200) : '';
  return link({ href: entryName.split('/').map(encodeURIComponent).join('/'), name: name || fallback });
}

/** Any value as inert HTML: what people typed is text here, whatever it looks like. */
export function valueHtml(value: unknown, depth = 0): string {
  if (depth > 6) return textHtml(JSON.stringify(value));
  if (Array.isArray(value)) return listHtml(value, depth);
  if (typeof value === 'object' && value !== null)
    return fieldsHtml(value as Record<string, unknown>, (nested) => valueHtml(nested, depth + 1));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return textHtml(String(value));
}

/** Pairs of label and value; `show` makes the HTML of a value. Fields without a value are passed over. */
export function fieldsHtml(fields: Record<string, unknown>, show: (value: unknown, name: string) => string): string {
  const shown = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return `<dl>${shown.map(([name, value]) => `<div><dt>${textHtml(labelOf(name))}</dt><dd>${show(value, name)}</dd></div>`).join('')}</dl>`;
}

function listHtml(values: unknown[], depth: number): string {
  const more =
    values.length > MOST_ITEMS ? `<li class="notice">and ${values.length - MOST_ITEMS} more in the JSON file</li>` : '';
  return `<ul>${values
    .slice(0, MOST_ITEMS)
    .map((one) => `<li>${valueHtml(one, depth + 1)}</li>`)
    .join('')}${more}</ul>`;
}

/** Control characters become visible: they could hide or reorder what stands beside them. */
export function textHtml(value: string): string {
  const visible = value
    .slice(0, LONGEST)
    .toWellFormed()
    .replace(CONTROL, (character) =>
      String.fromCharCode(character === '\u007f' ? 0x2421 : 0x2400 + character.charCodeAt(0)),
    );
  return text({ shown: visible, cut: value.length > LONGEST });
}

/** `textBody` → `Text body`. */
const labelOf = (name: string): string => {
  const words = name.replace(/([a-z0-9])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};
