import { IDENTIFIER_KINDS } from '@lethe/matching';
import type { FoundIdentifier, Replacement } from './formats.ts';

/** Of a text of which nobody declares what it holds: it is taken for anything that it can be as a whole. */
export function anyIdentifier(value: string): FoundIdentifier[] {
  if (value === '') return [];
  return IDENTIFIER_KINDS.map((kind) => {
    if (kind === 'NAME') return { kind, name: { whole: value } };
    return kind === 'ADDRESS' ? { kind, address: { whole: value } } : { kind, value };
  });
}

/** The text after the first replacement of what it can be. */
export function replaceAny(value: string, replace: (found: FoundIdentifier) => Replacement | undefined): string {
  const replacement = anyIdentifier(value)
    .map(replace)
    .find((one) => one !== undefined);
  if (replacement === undefined) return value;
  if ('text' in replacement) return replacement.text;
  return ('name' in replacement ? replacement.name.whole : replacement.address.whole) ?? value;
}
