import iso from 'iso-3166-2';

import { foldText } from './fold-text.ts';

/** Where the codes of states stand in addresses. Elsewhere only their names are read. */
const WITH_CODES = new Set(['US', 'CA', 'AU', 'BR', 'MX', 'IN', 'IT', 'AR', 'MY']);

/** Whether people write a state beside the town; true where nobody knows the country. */
export const writesStates = (country: string | undefined): boolean => country === undefined || WITH_CODES.has(country);

/** Names without what the list has in brackets or behind a comma. */
const bare = (name: string): string => foldText(name.replace(/[[(,].*$/, ''));

/** Folded name or code of a state, province or region to its ISO 3166-2 codes ('US-IL'). */
function namesOfStates(): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  const add = (name: string, code: string): void => void names.set(name, [...(names.get(name) ?? []), code]);
  for (const [country, { sub }] of Object.entries(iso.data)) {
    for (const [code, { name }] of Object.entries(sub)) {
      add(bare(name), code);
      if (WITH_CODES.has(country)) add(code.slice(code.indexOf('-') + 1).toLowerCase(), code);
    }
  }
  return names;
}

let byName: ReadonlyMap<string, readonly string[]> | undefined;

/** ISO 3166-2 codes that a text may mean; those of the country when it is known. Empty when it is no state. */
export function statesOf(value: string, country?: string): readonly string[] {
  byName ??= namesOfStates();
  const codes = byName.get(foldText(value.replaceAll('.', ''))) ?? [];
  return country === undefined ? codes : codes.filter((code) => code.startsWith(`${country}-`));
}
