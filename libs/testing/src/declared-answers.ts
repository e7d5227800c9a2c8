import type { ResourceCall } from '@lethe/contracts';
import { z } from 'zod';
import { DocumentSchemas, type Check } from './document-schemas.ts';

const Responses = z.record(
  z.string(),
  z.object({ content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })).optional() }),
);
/** What is needed of what a domain answers on `api.<domain>.openapi`. */
export const ApiDocument = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: Responses }))),
  components: z.object({ schemas: z.record(z.string(), z.unknown()).default({}) }),
});
type ApiDocument = z.output<typeof ApiDocument>;

interface Route {
  method: string;
  path: RegExp;
  /** Status → the check of its body; undefined where the document tells of none. */
  answers: Map<number, Check | undefined>;
}

/** What a domain's OpenAPI document says about its successful answers; the gateway adds the errors. */
export class DeclaredAnswers {
  private readonly routes: Route[];

  constructor({ paths, components }: ApiDocument) {
    const schemas = new DocumentSchemas(components.schemas);
    // A path that is written out comes before one that has a parameter in its place: '{' is the greater character.
    const sorted = Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1));
    this.routes = sorted.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => ({
        method,
        path: patternOf(path),
        answers: answersOf(schemas, responses),
      })),
    );
  }

  /** @throws Error when the call succeeded in a way that the document does not tell of */
  check(
    { method, url }: Pick<ResourceCall, 'method' | 'url'>,
    { status, body }: { status: number; body?: unknown },
  ): void {
    if (status >= 300) return;
    const path = url.split('?')[0]!;
    const route = this.routes.find((one) => one.method === method.toLowerCase() && one.path.test(path));
    if (!route?.answers.has(status))
      throw new Error(`${method} ${path} answered ${status}, which the OpenAPI document does not declare.`);
    const faults = route.answers.get(status)?.(body);
    if (faults !== undefined)
      throw new Error(
        `${method} ${path} answered ${status} with a body that the OpenAPI document does not allow: ${faults}`,
      );
  }
}

/** Compiled at once: a schema that is broken is found although nobody calls its route. */
const answersOf = (schemas: DocumentSchemas, responses: z.output<typeof Responses>): Route['answers'] =>
  new Map(
    Object.entries(responses).map(([status, { content }]) => [
      Number(status),
      content?.['application/json'] && schemas.checkOf(content['application/json'].schema),
    ]),
  );

const patternOf = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
