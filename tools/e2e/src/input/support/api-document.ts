import type { Http } from '../../support/http.ts';
import { deref, type Components, type JsonSchema } from './schema.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: JsonSchema;
}

/** One route as the OpenAPI document describes it. */
export interface Operation {
  /** `POST /api/v2/users`. */
  name: string;
  method: string;
  /** With `{name}` for its parameters. */
  path: string;
  parameters: Parameter[];
  /** Of a JSON body. */
  body?: JsonSchema;
  /** The body is the content of a file. */
  takesFile: boolean;
  /**
   * Status → schema of a JSON answer; undefined where the answer has no body or is a file. `texts`: media types that it
   * may have instead.
   */
  answers: Map<number, { schema?: JsonSchema; isFile: boolean; texts: string[] }>;
}

export interface ApiDocument {
  operations: Operation[];
  components: Components;
}

interface Content {
  content?: Record<string, { schema: JsonSchema }>;
}
interface RawOperation {
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** What the gateway says about itself: routes that are added later are in it without further ado. */
export async function readApiDocument(http: Http): Promise<ApiDocument> {
  const { body } = await http.send<{
    paths: Record<string, Record<string, RawOperation>>;
    components: { schemas: Components };
  }>('GET', '/openapi.json');
  const components = body.components.schemas;
  const operations = Object.entries(body.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) =>
      item[method] === undefined ? [] : [operationOf(method.toUpperCase(), path, item[method], components)],
    ),
  );
  return { operations, components };
}

function operationOf(
  method: string,
  path: string,
  { parameters = [], requestBody, responses }: RawOperation,
  components: Components,
): Operation {
  const body = requestBody?.content?.['application/json']?.schema;
  return {
    name: `${method} ${path}`,
    method,
    path,
    parameters: parameters.map((parameter) => ({ ...parameter, schema: deref(parameter.schema, components) })),
    ...(body !== undefined && { body }),
    takesFile: requestBody?.content?.['application/octet-stream'] !== undefined,
    answers: new Map(
      Object.entries(responses).map(([status, { content }]) => [
        Number(status),
        {
          schema: content?.['application/json']?.schema,
          isFile: content?.['application/octet-stream'] !== undefined,
          texts: Object.keys(content ?? {}).filter((type) => type.startsWith('text/')),
        },
      ]),
    ),
  };
}

/** The path with its parameters filled in. */
export const pathOf = ({ path }: Operation, values: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name]!));
