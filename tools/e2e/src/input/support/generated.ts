import fc, { type Arbitrary } from 'fast-check';
import { pathOf, type Operation } from './api-document.ts';
import { arbitraryOf } from './arbitrary.ts';
import { MENDS } from './mends.ts';
import type { Routes } from './routes.ts';
import { deref, type JsonSchema } from './schema.ts';
import { jsonOf, type WireAnswer } from './wire.ts';

/** One request as it is drawn; ids are chosen when it is sent, among those that are there then. */
export interface Drawn {
  operation: string;
  /** For each parameter of the path: which of the known ids, or something else. */
  ids: Record<string, { pick: number } | { other: string }>;
  query: Record<string, unknown>;
  body: unknown;
  /** Whether what the schema can not say is put right. */
  mended: boolean;
}

/**
 * Ids by the path of their resource, grown by every answer that made one. The first of each is never deleted: others
 * stand below it.
 */
export class Ids {
  private readonly byPath = new Map<string, string[]>();

  constructor({ known }: Pick<Routes, 'known'>) {
    for (const [path, id] of known) this.byPath.set(path, [id]);
  }

  pick(path: string, { pick }: { pick: number }, keepFirst: boolean): string {
    const ids = this.byPath.get(path)!.slice(keepFirst ? 1 : 0);
    return ids[pick % ids.length] ?? '00000000-0000-4000-8000-000000000000';
  }

  add(path: string, body: unknown): void {
    const { id } = (body ?? {}) as { id?: unknown };
    for (const [known, ids] of this.byPath)
      if (typeof id === 'string' && known.startsWith(`${path}/{`) && !known.slice(path.length + 1).includes('/'))
        ids.push(id);
  }
}

/** Requests of every operation, each as often as any other. */
export function drawnRequest(routes: Routes): Arbitrary<Drawn> {
  return fc.constantFrom(...routes.document.operations).chain((operation) => drawn(routes, operation));
}

function drawn({ document: { components } }: Routes, operation: Operation): Arbitrary<Drawn> {
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query');
  const id = fc.oneof(
    { weight: 15, arbitrary: fc.record({ pick: fc.nat(1_000) }) },
    { weight: 1, arbitrary: fc.record({ other: fc.oneof(fc.uuid(), fc.string({ unit: 'grapheme', minLength: 1 })) }) },
  );
  const required = inQuery.filter((parameter) => parameter.required).map(({ name }) => name);
  return fc.record({
    operation: fc.constant(operation.name),
    ids: fc.record(Object.fromEntries(inPath.map(({ name }) => [name, id]))),
    query: fc.record(Object.fromEntries(inQuery.map(({ name, schema }) => [name, arbitraryOf(schema, components)])), {
      requiredKeys: required,
    }),
    body:
      operation.name === 'POST /api/v2/gdpr/requests'
        ? gdprRequest(deref(operation.body!, components), components)
        : operation.body === undefined
          ? fc.constant(undefined)
          : arbitraryOf(operation.body, components),
    mended: fc.integer({ min: 0, max: 9 }).map((roll) => roll < 8),
  });
}

/**
 * A request names its subject by one term, and brings replacements when it is an update: what is drawn property by
 * property hardly ever does.
 */
function gdprRequest(input: JsonSchema, components: Routes['document']['components']): Arbitrary<unknown> {
  const terms = Object.entries(deref(input.properties!['subject']!, components).properties!);
  const subject = fc.oneof(
    ...terms.map(([name, schema]) =>
      fc.record({
        [name]:
          schema.type === 'array'
            ? fc.array(arbitraryOf(schema.items!, components), { minLength: 1, maxLength: 1 })
            : arbitraryOf(schema, components),
      }),
    ),
  );
  const replacementTerms = fc.array(arbitraryOf(input.properties!['replacementTerms']!.items!, components), {
    minLength: 1,
    maxLength: 2,
  });
  const valid = fc.oneof(
    fc.record({ requestType: fc.constantFrom('GDPR_EXPORT', 'GDPR_GET', 'GDPR_DELETE'), subject }),
    fc.record({ requestType: fc.constant('GDPR_UPDATE'), subject, replacementTerms }),
  );
  return fc.oneof({ weight: 9, arbitrary: valid }, { weight: 1, arbitrary: arbitraryOf(input, components) });
}

/** Sends it and remembers what it made. */
export async function sendDrawn(
  routes: Routes,
  ids: Ids,
  { operation: name, ...drawnValues }: Drawn,
): Promise<{ operation: Operation; answer: WireAnswer }> {
  const operation = routes.document.operations.find((one) => one.name === name)!;
  const values = Object.fromEntries(
    Object.entries(drawnValues.ids).map(([parameter, id]) => [
      parameter,
      'other' in id
        ? wellFormed(id.other)
        : ids.pick(prefixOf(operation.path, parameter), id, operation.method === 'DELETE'),
    ]),
  );
  const query = new URLSearchParams(
    Object.entries(drawnValues.query)
      .filter(([, value]) => value !== undefined)
      .map(([parameter, value]): [string, string] => [
        parameter,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
  );
  if (operation.name === 'POST /api/v2/gdpr/requests' && drawnValues.mended) query.set('deleteConfirmed', 'true');
  const answer = await routes.wire.send(
    operation.method,
    `${pathOf(operation, values)}?${query}`,
    await bodyOf(routes, operation, drawnValues),
  );
  if (answer.status < 300 && operation.method === 'POST') ids.add(operation.path, jsonOf(answer));
  return { operation, answer };
}

async function bodyOf(
  routes: Routes,
  operation: Operation,
  { body, mended }: Pick<Drawn, 'body' | 'mended'>,
): Promise<string | undefined> {
  if (operation.takesFile) return 'content';
  if (operation.body === undefined || body === undefined) return undefined;
  const mend = MENDS[operation.name];
  const isOwn = operation.name === 'POST /api/v2/gdpr/requests';
  if (!mended || mend === undefined || isOwn || typeof body !== 'object' || body === null) return JSON.stringify(body);
  return JSON.stringify(await mend(structuredClone(body), () => false, routes));
}

const prefixOf = (path: string, parameter: string): string =>
  path.slice(0, path.indexOf(`{${parameter}}`) + parameter.length + 2);
const wellFormed = (text: string): string => text.toWellFormed().replaceAll('/', '-').replace(/^\.+$/, 'x');
