import { bySize, DocumentSchemas } from '@lethe/testing';
import fc from 'fast-check';
import { lookingInside } from '../support/where.ts';
import type { ApiDocument, Operation } from './support/api-document.ts';
import { drawnRequest, Ids, sendDrawn } from './support/generated.ts';
import { openRoutes, type Routes } from './support/routes.ts';
import { Watched } from './support/watched.ts';
import { jsonOf, type WireAnswer } from './support/wire.ts';

const { describe } = lookingInside();

/** In several runs at once: one waits for the system, another for the client. */
const REQUESTS = bySize({ ci: 8_000, full: 20_000, release: 20_000 });
const RUNS = 8;
/** A failure names the seed; set it to see the same requests again. */
const SEED = Number(process.env['LETHE_TEST_SEED'] ?? Date.now() % 1_000_000_000);
/** Below that the requests would hardly reach what lies behind the schemas. */
const LEAST_SUCCESSES = 0.3;

/** What answers must be like, by the document. */
class Declared {
  private readonly schemas: DocumentSchemas;

  constructor({ components }: ApiDocument) {
    this.schemas = new DocumentSchemas(components);
  }

  /** @throws Error when the document does not declare such an answer */
  check({ name, answers }: Operation, answer: WireAnswer): void {
    const declared = answers.get(answer.status);
    if (declared === undefined)
      throw new Error(
        `${name} answered ${answer.status}, which the document does not declare: ${answer.bytes.toString('utf8').slice(0, 300)}`,
      );
    const [type = ''] = (answer.headers['content-type'] ?? '').split(';');
    if (declared.isFile || declared.texts.includes(type)) return;
    if (answer.status === 204) return expect(answer.bytes.length).toBe(0);
    const body = jsonOf(answer);
    if (body === undefined) throw new Error(`${name} answered ${answer.status} without JSON.`);
    const faults = declared.schema && this.schemas.checkOf(declared.schema)(body);
    if (faults !== undefined)
      throw new Error(`${name} answered ${answer.status} with a body that does not fit: ${faults}`);
  }
}

describe('requests that the OpenAPI document generates', () => {
  let system: Watched;
  let routes: Routes;
  beforeAll(async () => {
    system = await Watched.start();
    routes = await openRoutes(system.http);
  }, 180_000);
  afterAll(async () => {
    routes?.wire.close();
    await system?.stop();
  }, 60_000);

  it(`are answered as it declares: ${REQUESTS} of them`, async () => {
    const [declared, ids, statuses] = [new Declared(routes.document), new Ids(routes), new Map<string, number>()];
    const property = fc.asyncProperty(drawnRequest(routes), async (drawn) => {
      const { operation, answer } = await sendDrawn(routes, ids, drawn);
      const kind = `${Math.trunc(answer.status / 100)}xx`;
      statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
      if (answer.status >= 500) throw new Error(`${operation.name} answered ${answer.status}`);
      declared.check(operation, answer);
    });
    await Promise.all(
      Array.from({ length: RUNS }, (_, run) =>
        fc.assert(property, { seed: SEED + run, numRuns: REQUESTS / RUNS, endOnFailure: false }),
      ),
    );
    process.stderr.write(`generated with seed ${SEED}: ${JSON.stringify(Object.fromEntries(statuses))}\n`);
    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(REQUESTS);
    expect(statuses.get('2xx')).toBeGreaterThan(REQUESTS * LEAST_SUCCESSES);
  }, 1_200_000);

  it('can get no answer of which it does not say what it looks like', () => {
    const answers = routes.document.operations.flatMap(({ name, answers }) =>
      [...answers].map(([status, { schema, isFile }]) => ({
        answer: `${name} ${status}`,
        told: status === 204 || isFile || schema !== undefined,
      })),
    );
    expect(answers.filter(({ told }) => !told).map(({ answer }) => answer)).toEqual([]);
  });

  it('leave the system whole', () => system.assertUnharmed());
});
