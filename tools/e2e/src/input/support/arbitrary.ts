import fc, { type Arbitrary } from 'fast-check';
import { deref, kindOf, textOf, type Components, type JsonSchema } from './schema.ts';

/**
 * How often a value is one that the schema allows, one at its edge, and one that it does not allow, in parts of a
 * hundred for each place of a body.
 */
const WEIGHTS = { valid: 92, edge: 6, invalid: 2 };
/** A list or map of more would make bodies of many kB. */
const MOST_ITEMS = 3;

/** Values of a schema, a few of them at or beyond its edges. */
export function arbitraryOf(given: JsonSchema, components: Components): Arbitrary<unknown> {
  const schema = deref(given, components);
  return fc.oneof(
    { weight: WEIGHTS.valid, arbitrary: validOf(schema, components) },
    { weight: WEIGHTS.edge, arbitrary: edgeOf(schema) },
    {
      weight: WEIGHTS.invalid,
      arbitrary: fc.oneof(
        fc.jsonValue({ maxDepth: 2 }),
        fc.constantFrom(null, '', -1, 1e308, [], {}, 'x'.repeat(33_000), 'a\0b', 'a\ud800b'),
      ),
    },
  );
}

function validOf(schema: JsonSchema, components: Components): Arbitrary<unknown> {
  const inner = (part: JsonSchema) => arbitraryOf(part, components);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return fc.oneof(...options.map(inner));
  switch (kindOf(schema)) {
    case 'object': {
      const { properties = {}, required = [], additionalProperties } = schema;
      if (Object.keys(properties).length === 0)
        return fc.dictionary(
          fc.string({ minLength: 1, maxLength: 20 }),
          typeof additionalProperties === 'object' ? inner(additionalProperties) : fc.jsonValue({ maxDepth: 1 }),
          { maxKeys: MOST_ITEMS },
        );
      return fc.record(Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, inner(part)])), {
        requiredKeys: required,
      });
    }
    case 'array': {
      const minLength = schema.minItems ?? 0;
      return fc.array(inner(schema.items ?? {}), {
        minLength,
        maxLength: Math.min(schema.maxItems ?? Infinity, minLength + MOST_ITEMS),
      });
    }
    case 'string':
      return textArbitrary(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 1_000) });
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: 1e6, noNaN: true });
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function textArbitrary(schema: JsonSchema): Arbitrary<string> {
  const { enum: values, const: fixed, format, pattern, minLength = 0, maxLength = 100 } = schema;
  if (fixed !== undefined || values !== undefined) return fc.constantFrom(...(values ?? [fixed]).map(String));
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time')
    return fc.oneof(
      {
        arbitrary: fc
          .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
          .map((date) => date.toISOString()),
        weight: 4,
      },
      fc.constantFrom(...EDGES_OF_TIME),
    );
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { maxLength: Math.min(maxLength, 35) });
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 30) });
}

/** RFC 3339 all of them; some are of a year in UTC that it can not write, or that PostgreSQL does not know. */
const EDGES_OF_TIME = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59-01:00',
];

/** The shortest and the longest text, the least and the greatest number. */
function edgeOf(schema: JsonSchema): Arbitrary<unknown> {
  const { minLength = 0, maxLength, minimum, maximum } = schema;
  const kind = kindOf(schema);
  if (kind === 'string' && schema.enum === undefined && schema.format === undefined)
    return fc
      .constantFrom(minLength, minLength - 1, maxLength ?? 100, (maxLength ?? 100) + 1)
      .map((length) => 'x'.repeat(Math.max(0, Math.min(length, 40_000))));
  if (kind === 'integer' || kind === 'number')
    return fc.constantFrom(
      ...[minimum ?? 0, (minimum ?? 0) - 1, maximum ?? Number.MAX_SAFE_INTEGER, (maximum ?? 0) + 1, 0.5],
    );
  return fc.constant(kind === 'string' ? textOf(schema) : kind === 'array' ? [] : null);
}
