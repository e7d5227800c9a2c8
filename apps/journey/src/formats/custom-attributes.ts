import { anyIdentifier, replaceAny, type FieldFormat } from '@lethe/domain-kit';
import { IDENTIFIER_KINDS } from '@lethe/matching';

/** Custom attributes of an event, as they came. */
export type CustomAttributes = Record<string, { dataType: string; value: string }>;

/** Nobody declares what an attribute holds. Keys stay as they are (requirements R89). */
export const CUSTOM_ATTRIBUTES: FieldFormat<CustomAttributes> = {
  kinds: IDENTIFIER_KINDS,
  read: (attributes) => Object.values(attributes).flatMap(({ value }) => anyIdentifier(value)),
  replace: (attributes, _, replace) =>
    Object.fromEntries(
      Object.entries(attributes).map(([key, attribute]) => [
        key,
        { ...attribute, value: replaceAny(attribute.value, replace) },
      ]),
    ),
};

/** What an export shows of them: no keys (requirements D12). */
export const valuesOf = (attributes: CustomAttributes): string[] => Object.values(attributes).map(({ value }) => value);
