import { isUtf8 } from 'node:buffer';
import type { ErrorBody } from '@lethe/contracts';
import { eachOf } from '../support/each-of.ts';
import { lookingInside } from '../support/where.ts';
import { pathOf, readApiDocument } from './support/api-document.ts';
import { jsonSuite } from './support/data.ts';
import { knownValues, makeKnown } from './support/known.ts';
import { Watched } from './support/watched.ts';
import { jsonOf, Wire, type WireAnswer } from './support/wire.ts';

const { describe } = lookingInside();

/** What the gateway says of a body that is no JSON, and of nothing else. */
const NO_JSON = 'The body is not valid JSON in UTF-8.';
/** Is no body at all, which some routes do without. */
const EMPTY = 'n_structure_no_data.json';

/** What is wrong with an answer to a body of the suite; undefined when all is well. */
function problemOf(name: string, answer: WireAnswer): string | undefined {
  const { code, message } = jsonOf<Partial<ErrorBody>>(answer) ?? {};
  const notJson = answer.status === 400 && code === 'bad.request' && message === NO_JSON;
  if (answer.status >= 500) return `answered ${answer.status}`;
  if (name.startsWith('y_') && notJson) return 'was not accepted as JSON';
  if (name.startsWith('n_') && name !== EMPTY && !notJson)
    return `answered ${answer.status} ${code ?? ''}: ${message ?? ''}`;
  return undefined;
}

describe('the JSON test suite', () => {
  let system: Watched;
  beforeAll(async () => (system = await Watched.start()), 120_000);
  afterAll(() => system?.stop(), 60_000);

  it('is told apart by every route that takes JSON: what is JSON is accepted as such, what is not is refused with 400', async () => {
    const wire = new Wire(system.http);
    const [suite, { operations }, known] = [
      jsonSuite(),
      await readApiDocument(system.http),
      await makeKnown(system.http),
    ];
    const routes = operations.filter(({ body }) => body !== undefined);
    const wrong: string[] = [];
    await eachOf(
      routes.flatMap((route) => suite.map((file) => ({ route, file }))),
      async ({ route, file }) => {
        const answer = await wire.send(route.method, pathOf(route, knownValues(known, route.path)), file.bytes);
        const problem = problemOf(file.name, answer);
        if (problem !== undefined) wrong.push(`${route.name} ${file.name} ${problem}`);
      },
      32,
    );
    wire.close();
    expect(wrong).toEqual([]);
    expect({
      routes: routes.length,
      y: count(suite, 'y_'),
      n: count(suite, 'n_'),
      noUtf8: suite.filter(({ bytes }) => !isUtf8(bytes)).length,
    }).toEqual({
      routes: expect.any(Number),
      y: 95,
      n: 188,
      noUtf8: 25,
    });
    expect(routes.length).toBeGreaterThan(30);
    await system.assertUnharmed();
  });
});

const count = (suite: { name: string }[], kind: string): number =>
  suite.filter(({ name }) => name.startsWith(kind)).length;
