import type { ErrorBody } from '@lethe/contracts';
import type { Http } from '../../support/http.ts';
import { pathOf, readApiDocument, type ApiDocument, type Operation } from './api-document.ts';
import { knownValues, makeKnown } from './known.ts';
import { MENDS, type Around } from './mends.ts';
import type { Target, Verdict } from './naughty.ts';
import { deref, textOf, valueOf, type Components, type JsonSchema } from './schema.ts';
import { jsonOf, Wire, type WireAnswer } from './wire.ts';

export interface Routes extends Around {
  document: ApiDocument;
  wire: Wire;
}

/** Every route as the document of the API has it, with things of each kind to name. Close its `wire`. */
export async function openRoutes(http: Http): Promise<Routes> {
  return { http, wire: new Wire(http), document: await readApiDocument(http), known: await makeKnown(http) };
}

const verdictOf = (answer: WireAnswer): Verdict => ({
  status: answer.status,
  details: jsonOf<Partial<ErrorBody>>(answer)?.details ?? [],
  body: jsonOf(answer),
});

/** What comes back in another form than it was sent, and why. */
const DERIVED_NUMBERS = /(?:userInput|e164|countryCode)$/;
const CHANGED: Readonly<Record<string, RegExp>> = {
  // The conversation itself shows its participants; messages, transcripts and notes have resources of their own.
  'POST /api/v2/conversations/imports': /^(?:messages|recordings)|wrapup/,
  // Who wrote an object is no part of it; a language is stored in lower case.
  'POST /api/v2/flows/datatables': /^authors/,
  'POST /api/v2/flows': /^authors/,
  'PUT /api/v2/flows/{flowId}': /^authors/,
  'POST /api/v2/architect/prompts': /^authors/,
  'POST /api/v2/architect/prompts/{promptId}/resources': /^language$/,
  // What was typed is `display`; the rest is made from it.
  'POST /api/v2/externalcontacts/contacts': DERIVED_NUMBERS,
  'PUT /api/v2/externalcontacts/contacts/{contactId}': DERIVED_NUMBERS,
  'POST /api/v2/externalcontacts/contacts/merge': DERIVED_NUMBERS,
  // The answer is the contact that was called.
  'POST /api/v2/outbound/contactlists/{listId}/contacts/{contactId}/callrecords': /^(?:column|lastResult)$/,
};
/** Where in the body the resource itself stands. */
const WITHIN: Readonly<Record<string, string>> = { 'POST /api/v2/externalcontacts/contacts/merge': 'valueOverride' };
/** Statuses that say nothing about the input. */
const ORDINARY: Readonly<Record<string, readonly number[]>> = {
  'POST /api/v2/externalcontacts/identifierlookup': [404],
  'POST /api/v2/externalcontacts/identifierlookup/contacts': [404],
};
/** What a refusal is about that names no field. */
const BLAME: Readonly<Record<string, Target['blame']>> = {
  'POST /api/v2/users': { 409: 'email' },
  'POST /api/v2/architect/prompts/{promptId}/resources': { 409: 'language' },
  'PATCH /api/v2/users/{userId}': { 409: 'email' },
  'POST /api/v2/journey/deployments/{deploymentId}/webevents': { 409: 'customerCookieId' },
  'POST /api/v2/journey/deployments/{deploymentId}/appevents': { 409: 'customerCookieId' },
};

/** The texts in the JSON body of a route. */
export function bodyTarget(routes: Routes, operation: Operation, schema: JsonSchema = operation.body!): Target {
  const { document, wire, known } = routes;
  const path = pathOf(operation, knownValues(known, operation.path));
  const mend = MENDS[operation.name];
  return {
    name: operation.name,
    schema,
    components: document.components,
    send: async (value) => verdictOf(await wire.send(operation.method, path, JSON.stringify(value))),
    ...(mend !== undefined && { mend: (value, isNaughty) => mend(value, isNaughty, routes) }),
    read: async (verdict) => {
      const stored = await readBack(routes, operation, path, verdict);
      const within = WITHIN[operation.name];
      return within === undefined ? stored : { [within]: stored };
    },
    changed: CHANGED[operation.name],
    blame: BLAME[operation.name],
    ordinary: ORDINARY[operation.name],
  };
}

/** Where the answer says that the resource is, or at the path itself when that can be read. */
async function readBack(
  { document, wire }: Routes,
  operation: Operation,
  path: string,
  { body }: Verdict,
): Promise<unknown> {
  const { selfUri } = (body ?? {}) as { selfUri?: string };
  const isReadable =
    operation.method !== 'POST' && document.operations.some(({ name }) => name === `GET ${operation.path}`);
  const uri = selfUri ?? (isReadable ? path : undefined);
  if (uri === undefined) return undefined;
  const answer = await wire.send('GET', uri);
  return answer.status === 200 ? jsonOf(answer) : {};
}

/** The texts of a GDPR request whose subject has this field alone. */
export function requestTarget(routes: Routes, operation: Operation, term: string): Target {
  const { components } = routes.document;
  const input = deref(operation.body!, components);
  const field = deref(input.properties!['subject']!, components).properties![term]!;
  const schema: JsonSchema = {
    ...input,
    properties: {
      ...input.properties,
      requestType: { enum: ['GDPR_UPDATE'] },
      subject: { type: 'object', properties: { [term]: field } },
    },
  };
  const { mend: _, ...target } = bodyTarget(routes, operation, schema);
  // An equal request in flight is answered as it was sent first.
  const read: Target['read'] = async (verdict) => (verdict.status === 202 ? target.read!(verdict) : undefined);
  // An id of nobody, and a kind of id that no domain owns.
  return { ...target, name: `${operation.name} by ${term}`, read, ordinary: [404] };
}

/** The texts in the query string of a route: numbers and flags are texts there, too. */
export function queryTarget(routes: Routes, operation: Operation): Target {
  const { document, wire, known } = routes;
  const path = pathOf(operation, knownValues(known, operation.path));
  const query = operation.parameters.filter((parameter) => parameter.in === 'query');
  return {
    name: `${operation.name}?`,
    schema: {
      type: 'object',
      properties: Object.fromEntries(query.map(({ name, schema }) => [name, asText(schema, document.components)])),
    },
    components: document.components,
    ...(MENDS[`${operation.name}?`] !== undefined && {
      mend: (value, isNaughty) => MENDS[`${operation.name}?`]!(value, isNaughty, routes),
    }),
    send: async (value) =>
      verdictOf(
        await wire.send(
          operation.method,
          `${path}?${new URLSearchParams(value as Record<string, string>)}`,
          await ordinaryBody(routes, operation),
        ),
      ),
  };
}

export const ordinaryQuery = ({ parameters }: Operation, { document }: Routes): string =>
  new URLSearchParams(
    parameters
      .filter((parameter) => parameter.in === 'query' && parameter.required)
      .map(({ name, schema }): [string, string] => [name, textOf(asText(schema, document.components))]),
  ).toString();

export async function ordinaryBody(routes: Routes, operation: Operation): Promise<string | undefined> {
  if (operation.takesFile) return 'content';
  if (operation.body === undefined) return undefined;
  const value = valueOf(operation.body, routes.document.components, () => undefined);
  return JSON.stringify((await MENDS[operation.name]?.(value, () => false, routes)) ?? value);
}

function asText(given: JsonSchema, components: Components): JsonSchema {
  const schema = deref(given, components);
  if (schema.anyOf !== undefined) return asText(schema.anyOf[0]!, components);
  if (schema.type === 'boolean') return { enum: ['true', 'false'] };
  return schema.type === 'integer' || schema.type === 'number' ? { enum: [String(schema.minimum ?? 1)] } : schema;
}
