import { randomUUID } from 'node:crypto';

/**
 * The keywords that the schemas of this product use; others make `valueOf` fail, so that nothing is left out without
 * notice.
 */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
}

export type Components = Record<string, JsonSchema>;

/**
 * Where a text stands in a value: names and indexes joined by dots; `{key}` is the key of a map's only entry, `{value}`
 * what it holds.
 */
export type Place = string;

/** Says what a text is, undefined for an ordinary one. */
export type TextAt = (place: Place, schema: JsonSchema) => string | undefined;

export function deref(schema: JsonSchema, components: Components): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const found = components[schema.$ref.split('/').at(-1)!];
  if (found === undefined) throw new Error(`The document refers to ${schema.$ref}, which is not in it.`);
  return found;
}

/**
 * One value of the schema with everything in it that may be: each property, one item of each list, one entry of each
 * map.
 */
export function valueOf(given: JsonSchema, components: Components, textAt: TextAt, place: Place = ''): unknown {
  const schema = deref(given, components);
  const at = (name: string | number) => (place === '' ? String(name) : `${place}.${name}`);
  const inner = (part: JsonSchema, name: string | number) => valueOf(part, components, textAt, at(name));
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return valueOf(fullest(options, components), components, textAt, place);
  switch (kindOf(schema)) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {}).map(([name, part]): [string, unknown] => [
        name,
        inner(part, name),
      ]);
      if (entries.length > 0 || !isMap(schema)) return Object.fromEntries(entries);
      const key = textAt(at('{key}'), schema.propertyNames ?? {}) ?? 'key';
      const { additionalProperties: value } = schema;
      return { [key]: inner(typeof value === 'object' ? value : { type: 'string' }, '{value}') };
    }
    case 'array': {
      const { items, minItems = 1 } = schema;
      const rest = Array.from({ length: minItems - 1 }, () => valueOf(items ?? {}, components, () => undefined));
      return [inner(items ?? { type: 'string' }, 0), ...rest];
    }
    case 'string':
      return textAt(place, schema) ?? textOf(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'any':
      return textAt(place, schema) ?? 'text';
    default:
      return leastOf(schema);
  }
}

const leastOf = ({ minimum = 0, exclusiveMinimum = -1 }: JsonSchema): number => Math.max(minimum, exclusiveMinimum + 1);

/** Every place of a text in such a value, with its schema. */
export function textPlaces(schema: JsonSchema, components: Components): Map<Place, JsonSchema> {
  const places = new Map<Place, JsonSchema>();
  valueOf(schema, components, (place, text) => {
    places.set(place, text);
    return undefined;
  });
  return places;
}

/** What stands at a place of a value; undefined when nothing does. */
export function at(value: unknown, place: Place): unknown {
  let found = value;
  for (const name of place.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    if (name === '{key}') return Object.keys(found)[0];
    found = name === '{value}' ? Object.values(found)[0] : (found as Record<string, unknown>)[name];
  }
  return found;
}

export type Kind = 'object' | 'array' | 'string' | 'boolean' | 'null' | 'number' | 'integer' | 'any';

export function kindOf(schema: JsonSchema): Kind {
  if (schema.enum !== undefined || schema.const !== undefined) return 'string';
  const type = [schema.type].flat().find((one) => one !== 'null') ?? [schema.type].flat()[0];
  return (type ?? (schema.properties === undefined ? 'any' : 'object')) as Kind;
}

const isMap = (schema: JsonSchema): boolean => schema.additionalProperties !== false && schema.properties === undefined;

/** Of alternatives the one that holds a text, else the first that is not null. */
function fullest(options: JsonSchema[], components: Components): JsonSchema {
  const possible = options.map((option) => deref(option, components)).filter((option) => option.type !== 'null');
  return possible.find((option) => kindOf(option) === 'string') ?? possible[0]!;
}

let made = 0;

/** An ordinary text, other than any before. */
export function textOf({
  enum: values,
  const: fixed,
  format,
  minLength = 0,
  maxLength = Infinity,
}: JsonSchema): string {
  if (fixed !== undefined || values !== undefined) return String(fixed ?? values![0]);
  if (format === 'uuid') return randomUUID();
  // To come: a call whose deadline is over is refused whatever else it holds.
  if (format === 'date-time') return '2096-03-01T10:00:00.000Z';
  const text = `text${++made}`;
  if (maxLength < text.length) return 'PT'.slice(0, maxLength);
  return text.padEnd(minLength, 'x');
}
