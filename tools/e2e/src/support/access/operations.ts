import { PERMISSIONS_EXTENSION, type PermissionsExtension } from '@lethe/contracts';

/** One operation of the OpenAPI document. */
export interface Operation {
  /** `GET /api/v2/users/{userId}`. */
  name: string;
  method: string;
  path: string;
  /** Names in the path, in their order. */
  parameters: string[];
  /** Whether it can not be called without a sample of its own: it takes a body, or a query that is required. */
  needsInput: boolean;
  /** Fields of body (`subject.userId`) and query (`?participantId`) that hold an id. */
  idFields: string[];
  [PERMISSIONS_EXTENSION]?: PermissionsExtension;
}

interface Schema {
  $ref?: string;
  format?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}
interface Described {
  requestBody?: { content: Record<string, { schema?: Schema }> };
  parameters?: { name: string; in: string; required?: boolean }[];
  [PERMISSIONS_EXTENSION]?: PermissionsExtension;
}
interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

/** Everything that the API offers, the gateway's operations and every domain's; a new one is there by itself. */
export async function operationsOf(api: string): Promise<Operation[]> {
  const { paths, components } = (await (await fetch(`${api}/openapi.json`)).json()) as Document;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([verb, described]) => {
      const method = verb.toUpperCase();
      const query = (described.parameters ?? []).filter((parameter) => parameter.in === 'query');
      const ids = query.filter(({ name }) => /^id$|Ids?$/.test(name)).map(({ name }) => `?${name}`);
      return {
        name: `${method} ${path}`,
        method,
        path,
        parameters: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!),
        needsInput: described.requestBody !== undefined || query.some(({ required }) => required),
        idFields: [
          ...new Set([
            ...idFieldsOf(described.requestBody?.content['application/json']?.schema, components.schemas),
            ...ids,
          ]),
        ],
        [PERMISSIONS_EXTENSION]: described[PERMISSIONS_EXTENSION],
      };
    }),
  );
}

function idFieldsOf(
  schema: Schema | undefined,
  schemas: Record<string, Schema>,
  at = '',
  seen: string[] = [],
): string[] {
  if (schema === undefined) return [];
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return seen.includes(name) ? [] : idFieldsOf(schemas[name], schemas, at, [...seen, name]);
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((part) =>
    idFieldsOf(part, schemas, at, seen),
  );
  const items = idFieldsOf(schema.items, schemas, `${at}[]`, seen);
  const fields = Object.entries(schema.properties ?? {}).flatMap(([field, value]) =>
    idFieldsOf(value, schemas, at === '' ? field : `${at}.${field}`, seen),
  );
  return [...(schema.format === 'uuid' ? [at] : []), ...parts, ...items, ...fields];
}
