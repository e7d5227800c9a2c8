import { eachOf } from '../support/each-of.ts';
import { FULL } from '../support/full.ts';
import { lookingInside } from '../support/where.ts';
import { pathOf, type Operation } from './support/api-document.ts';
import { naughtyStrings, telling } from './support/data.ts';
import { knownValues, makeKnown } from './support/known.ts';
import { newTally, SHARE, tryEvery } from './support/naughty.ts';
import {
  bodyTarget,
  openRoutes,
  ordinaryBody,
  ordinaryQuery,
  queryTarget,
  requestTarget,
  type Routes,
} from './support/routes.ts';
import { deref } from './support/schema.ts';
import { Watched } from './support/watched.ts';

const { describe } = lookingInside();

const STRINGS = naughtyStrings();
/** A URL holds UTF-8: half a surrogate pair can not be sent in it. */
const IN_URLS = STRINGS.filter((text) => text.isWellFormed());
const GDPR = 'POST /api/v2/gdpr/requests';

describe('naughty strings', () => {
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

  const withBody = () => routes.document.operations.filter(({ name, body }) => body !== undefined && name !== GDPR);

  it('in every text of every body are stored and come back byte for byte, or are refused by the name of their field', async () => {
    const tally = newTally();
    // Each route with resources of its own: two that change the same one would be in each other's way.
    await eachOf(withBody(), async (operation) =>
      tryEvery(bodyTarget({ ...routes, known: await makeKnown(system.http) }, operation), STRINGS, tally),
    );
    report('bodies', tally);
    expect(tally.problems.slice(0, 50)).toEqual([]);
    expect(Math.min(tally.accepted, tally.refused, tally.readBack)).toBeGreaterThan(STRINGS.length * 10);
  }, 1_200_000);

  it('in every parameter of every query are understood, or refused by its name', async () => {
    const tally = newTally();
    await eachOf(routes.document.operations, (operation) => tryEvery(queryTarget(routes, operation), IN_URLS, tally));
    report('queries', tally);
    expect(tally.problems.slice(0, 50)).toEqual([]);
    expect(tally.refused).toBeGreaterThan(STRINGS.length * 4);
  }, 1_200_000);

  it('in every parameter of every path name nothing', async () => {
    const wrong: string[] = [];
    const known = await makeKnown(system.http);
    await eachOf(pathCalls(routes.document.operations), async ({ operation, name, text }) => {
      const path = pathOf(operation, { ...knownValues(known, operation.path), [name]: text });
      const { status } = await routes.wire.send(
        operation.method,
        `${path}?${ordinaryQuery(operation, routes)}`,
        await ordinaryBody(routes, operation),
      );
      if (status !== 404) wrong.push(`${operation.name} ${name} answered ${status} to ${JSON.stringify(text)}`);
    });
    expect(wrong.slice(0, 50)).toEqual([]);
  }, 1_200_000);

  it('in every text of a GDPR request are a name of nobody, or refused by the name of their field', async () => {
    const tally = newTally();
    const operation = routes.document.operations.find(({ name }) => name === GDPR)!;
    // A request names its subject by one term.
    const terms = Object.keys(
      deref(deref(operation.body!, routes.document.components).properties!['subject']!, routes.document.components)
        .properties!,
    );
    await eachOf([...terms.entries()], async ([index, term]) => {
      // Each of these is worked off by every domain: in a short run two terms share the strings, but for the one that
      // most requests have.
      const strings = FULL || term === 'name' ? STRINGS : STRINGS.filter((_, turn) => turn % 2 === index % 2);
      await tryEvery(
        requestTarget(routes, operation, term),
        strings,
        tally,
        (place) => term === 'name' || place.startsWith('subject.'),
      );
    });
    report('GDPR requests', tally);
    expect(tally.problems.slice(0, 50)).toEqual([]);
    expect(Math.min(tally.accepted, tally.refused)).toBeGreaterThan(STRINGS.length);
  }, 1_200_000);

  it('in every header that is read are refused, or mean nothing', async () => {
    const wrong: string[] = [];
    const sendable = IN_URLS.map(headerOf).filter((text) => text !== '');
    await eachOf(
      HEADERS.flatMap(([name, method, path]) => sendable.map((text) => ({ name, method, path, text }))),
      async ({ name, method, path, text }) => {
        const uri =
          path === FILE
            ? `${pathOf({ path: FILE } as Operation, knownValues(routes.known, FILE))}${FILE_QUERY(routes)}`
            : path;
        const { status } = await routes.wire.send(method, uri, method === 'GET' ? undefined : 'content', {
          [name]: text,
        });
        if (status >= 500) wrong.push(`${name}: ${text} answered ${status}`);
      },
    );
    expect(wrong.slice(0, 50)).toEqual([]);
  }, 600_000);

  it('leave the system whole, and stand in no log', async () => {
    await system.assertUnharmed(telling(STRINGS));
  });
});

const FILE = '/api/v2/conversations/{conversationId}/files/{fileId}';
const FILE_QUERY = ({ known }: Routes) =>
  `?participantId=${known.get('/api/v2/conversations/{conversationId}/participants/{participantId}')}&kind=attachment`;
/** Every header that the gateway looks at, on a route where it does. */
const HEADERS: readonly (readonly [name: string, method: string, path: string])[] = [
  ['authorization', 'GET', '/api/v2/users'],
  ['inin-correlation-id', 'GET', '/api/v2/users'],
  ['content-type', 'POST', '/api/v2/users'],
  ['content-type', 'PUT', FILE],
  ['content-disposition', 'PUT', FILE],
  ['content-encoding', 'PUT', FILE],
  ['content-range', 'PUT', FILE],
  ['range', 'GET', FILE],
];

/** As its UTF-8 bytes; what no header can hold is left out. */
const headerOf = (text: string): string =>
  Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '');

interface PathCall {
  operation: Operation;
  name: string;
  text: string;
}

/** Every string in parameters of paths: the methods of one path take turns, and in a short run the paths do, too. */
function pathCalls(operations: Operation[]): PathCall[] {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  return [...byPath.values()].flatMap((methods, path) => {
    const names = methods[0]!.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    return names.flatMap((name) =>
      IN_URLS.filter((_, index) => (index + path) % SHARE === 0).map((text, index) => ({
        operation: methods[index % methods.length]!,
        name,
        text,
      })),
    );
  });
}

const report = (
  what: string,
  { accepted, refused, readBack }: { accepted: number; refused: number; readBack: number },
): void =>
  void process.stderr.write(
    `naughty strings in ${what}: ${accepted} accepted, ${readBack} read back, ${refused} refused by name\n`,
  );
