import type { ResourceCall } from '@lethe/contracts';
import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';

const Responses = z.record(z.string(), z.object({ content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })).optional() }));
/** What is needed of what a domain answers on `api.<domain>.openapi`. */
export const ApiDocument = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: Responses }))),
  components: z.object({ schemas: z.record(z.string(), z.unknown()).default({}) }),
});
type ApiDocument = z.output<typeof ApiDocument>;

interface Route {
  method: string;
  path: RegExp;
  /** Status → its schema; undefined where the document tells of none. */
  answers: Map<number, ValidateFunction | undefined>;
}

/** What a domain's OpenAPI document says about its successful answers; the gateway adds the errors. */
export class DeclaredAnswers {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly routes: Route[];

  constructor({ paths, components }: ApiDocument) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'api', components });
    // A path that is written out comes before one that has a parameter in its place: '{' is the greater character.
    const sorted = Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1));
    this.routes = sorted.flatMap(([path, methods]) => Object.entries(methods).map(([method, { responses }]) => ({ method, path: patternOf(path), answers: this.answersOf(responses) })));
  }

  /** @throws Error when the call succeeded in a way that the document does not tell of */
  check({ method, url }: Pick<ResourceCall, 'method' | 'url'>, { status, body }: { status: number; body?: unknown }): void {
    if (status >= 300) return;
    const path = url.split('?')[0]!;
    const route = this.routes.find((one) => one.method === method.toLowerCase() && one.path.test(path));
    if (!route?.answers.has(status)) throw new Error(`${method} ${path} answered ${status}, which the OpenAPI document does not declare.`);
    const validate = route.answers.get(status);
    if (validate === undefined || validate(body)) return;
    throw new Error(`${method} ${path} answered ${status} with a body that the OpenAPI document does not allow: ${this.ajv.errorsText(validate.errors)}`);
  }

  private answersOf(responses: ApiDocument['paths'][string][string]['responses']): Route['answers'] {
    return new Map(Object.entries(responses).map(([status, { content }]) => [Number(status), content?.['application/json'] && this.validatorOf(content['application/json'].schema)]));
  }

  private validatorOf(schema: object): ValidateFunction {
    return this.ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object);
  }
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
