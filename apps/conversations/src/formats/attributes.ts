import type { FieldFormat, FoundIdentifier } from '@lethe/domain-kit';
import { IDENTIFIER_KINDS } from '@lethe/matching';

/** Custom attributes of a participant. */
export type Attributes = Record<string, string>;

/**
 * Nobody declares what an attribute holds, so a value is taken for anything that it can be as a whole. Keys stay as
 * they are (requirements R89).
 */
export const ATTRIBUTES: FieldFormat<Attributes> = {
  kinds: IDENTIFIER_KINDS,
  read: (attributes) => Object.values(attributes).flatMap(candidates),
  replace: (attributes, _, replace) =>
    Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, replaced(value, replace)])),
};

function replaced(value: string, replace: Parameters<FieldFormat['replace']>[2]): string {
  const replacement = candidates(value)
    .map(replace)
    .find((one) => one !== undefined);
  if (replacement === undefined) return value;
  if ('text' in replacement) return replacement.text;
  return ('name' in replacement ? replacement.name.whole : replacement.address.whole) ?? value;
}

function candidates(value: string): FoundIdentifier[] {
  if (value === '') return [];
  return IDENTIFIER_KINDS.map((kind) => {
    if (kind === 'NAME') return { kind, name: { whole: value } };
    return kind === 'ADDRESS' ? { kind, address: { whole: value } } : { kind, value };
  });
}
