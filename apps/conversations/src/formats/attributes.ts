import { anyIdentifier, replaceAny, type FieldFormat } from '@lethe/domain-kit';
import { IDENTIFIER_KINDS } from '@lethe/matching';

/** Custom attributes of a participant. */
export type Attributes = Record<string, string>;

/** Nobody declares what an attribute holds. Keys stay as they are (requirements R89). */
export const ATTRIBUTES: FieldFormat<Attributes> = {
  kinds: IDENTIFIER_KINDS,
  read: (attributes) => Object.values(attributes).flatMap(anyIdentifier),
  replace: (attributes, _, replace) =>
    Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, replaceAny(value, replace)])),
};
