import { PERMISSIONS_EXTENSION } from '@lethe/contracts';
import { absentHoldings, populate, type Holdings } from './support/access/holdings.ts';
import { ID_INPUTS, untested } from './support/access/id-inputs.ts';
import { inputOf, missingSamples, urlOf, type Input } from './support/access/inputs.ts';
import { operationsOf, type Operation } from './support/access/operations.ts';
import { shapeOf } from './support/access/same-answer.ts';
import { dumpAll } from './support/databases.ts';
import { eachOf } from './support/each-of.ts';
import { Http, type Answer } from './support/http.ts';
import { Lethe } from './support/lethe.ts';
import { clientWith, newOrganisation, type Organisation } from './support/organisations.ts';
import { pause } from './support/pause.ts';
import { lookingInside } from './support/where.ts';

const { describe, it } = lookingInside();

/** Two organisations that hold the same kinds of things: what belongs to the first, the second wants. */
let lethe: Lethe;
let operations: Operation[];
let permissions: string[];
let [first, second]: Organisation[] = [];
let owner: Http;
let stranger: Http;
let owned: Holdings;
let strangers: Holdings;
let absent: Holdings;

beforeAll(async () => {
  lethe = await Lethe.start();
  operations = await operationsOf(lethe.api);
  permissions = [...new Set(operations.flatMap((operation) => operation[PERMISSIONS_EXTENSION]?.permissions ?? []))];
  const { organisationId, clientId, clientSecret } = lethe.description;
  [first, second] = [{ organisationId, clientId, clientSecret }, await newOrganisation(lethe)];
  [owner, stranger] = [
    await Http.login(lethe),
    await Http.login(lethe, { id: second.clientId, secret: second.clientSecret }),
  ];
  [owned, strangers] = await Promise.all([populate(lethe, owner, 'pt-pt'), populate(lethe, stranger, 'en-us')]);
  absent = absentHoldings(owned);
}, 180_000);
afterAll(() => lethe?.stop(), 60_000);

/** Its body repeats the path and names a participant of it, so that another one's is refused in form. */
const MUST_AGREE = 'PUT /api/v2/externalcontacts/conversations/{conversationId}';
const permissionOf = (operation: Operation): string => operation[PERMISSIONS_EXTENSION]!.permissions[0]!;
/** Once more when something was too busy to answer: that says nothing about whose a thing is. */
async function call(
  http: Http,
  operation: Operation,
  from: Parameters<typeof urlOf>[1],
  { query, body, headers }: Input,
  attempts = 20,
): Promise<Answer> {
  const answer = await http.send(operation.method, urlOf(operation, from, query), body, headers);
  if (answer.status !== 503 || attempts === 1) return answer;
  await pause(500);
  return call(http, operation, from, { query, body, headers }, attempts - 1);
}
/** A client of the first organisation for each permission. */
async function clients(permitted: (permission: string) => string[]): Promise<Map<string, Http>> {
  const made = new Map<string, Http>();
  await eachOf(
    permissions,
    async (permission) => void made.set(permission, await clientWith(lethe, first!, permitted(permission))),
  );
  return made;
}
const ownCall = (http: Http, operation: Operation) => call(http, operation, () => owned, inputOf(operation, owned));
/** Every row of the first organisation, in every database, but for the counter of its calls. */
const rowsOfFirst = async () =>
  (await dumpAll(lethe)).filter(
    (line) => line.includes(first!.organisationId) && !line.startsWith('gateway public.rate_limit '),
  );
async function expectUnchanged(before: string[]): Promise<void> {
  const after = await rowsOfFirst();
  expect({
    gone: before.filter((line) => !after.includes(line)),
    made: after.filter((line) => !before.includes(line)),
  }).toEqual({ gone: [], made: [] });
}

describe('every operation of the API', () => {
  it('has a permission, samples of what its path, body and query name, and a test of every id in them', () => {
    expect(operations.length).toBeGreaterThan(80);
    expect(
      operations
        .filter((operation) => operation[PERMISSIONS_EXTENSION]?.permissions.length !== 1)
        .map(({ name }) => name),
    ).toEqual([]);
    expect(operations.flatMap((operation) => [...missingSamples(operation), ...untested(operation)])).toEqual([]);
  });

  it('is closed to who shows no token, or none of ours', async () => {
    await eachOf(operations, async (operation) => {
      const { query, body } = inputOf(operation, owned);
      for (const headers of [{}, { authorization: 'Bearer nothing' }] as Record<string, string>[]) {
        const response = await fetch(`${lethe.api}${urlOf(operation, () => owned, query)}`, {
          method: operation.method,
          headers,
          ...(body !== undefined && {
            body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
          }),
        });
        expect([operation.name, response.status]).toEqual([operation.name, 401]);
        await response.arrayBuffer();
      }
    });
  });

  it('is closed to who has every permission but the one it needs, and changes nothing then', async () => {
    const without = await clients((permission) => permissions.filter((other) => other !== permission));
    const before = await rowsOfFirst();
    await eachOf(operations, async (operation) => {
      const { status, body } = await ownCall(without.get(permissionOf(operation))!, operation);
      expect([operation.name, status, body]).toEqual([
        operation.name,
        403,
        expect.objectContaining({
          code: 'missing.any.permissions',
          messageParams: { permissions: permissionOf(operation) },
        }),
      ]);
    });
    await expectUnchanged(before);
  });
});

describe('what belongs to another organisation', () => {
  let before: string[];
  beforeAll(async () => (before = await rowsOfFirst()));
  // After each, because a test that compares answers would not notice an effect.
  afterEach(() => expectUnchanged(before));

  /** Neither an id nor a word of the first organisation, but for what was asked. */
  const leaks = ({ body }: Answer, asked: string): string[] => {
    const text = JSON.stringify(body);
    return Object.values(owned).filter(
      (value) => value !== owned.language && text.includes(value) && !asked.includes(value),
    );
  };
  async function foreignIsAbsent(
    operation: Operation,
    from: (other: Holdings) => Parameters<typeof urlOf>[1],
    input: (other: Holdings) => Input,
  ): Promise<void> {
    const foreign = await call(stranger, operation, from(owned), input(owned));
    const missing = await call(stranger, operation, from(absent), input(absent));
    expect([operation.name, shapeOf(foreign, owned)]).toEqual([operation.name, shapeOf(missing, absent)]);
    // A refused form would be the same refusal whatever it names.
    if (operation.name !== MUST_AGREE)
      expect([operation.name, foreign.status, foreign.body]).not.toEqual([operation.name, 400, expect.anything()]);
    expect(foreign.status).toBeLessThan(500);
    const { query, body } = input(owned);
    expect([
      operation.name,
      leaks(foreign, decodeURIComponent(urlOf(operation, from(owned))) + JSON.stringify([query, body])),
    ]).toEqual([operation.name, []]);
  }

  it('is in no listing', async () => {
    const listings = operations.filter(
      ({ method, needsInput, parameters }) => method === 'GET' && !needsInput && parameters.length === 0,
    );
    expect(listings.length).toBeGreaterThan(5);
    for (const operation of listings) {
      const listing = await stranger.send('GET', operation.path);
      expect([operation.name, listing.status, leaks(listing, '')]).toEqual([operation.name, 200, []]);
    }
  });

  it('is as absent, wherever in a path its id stands', async () => {
    const withIds = operations.filter(({ parameters }) => parameters.length > 0);
    const positions = withIds.flatMap((operation) =>
      operation.parameters.map((_, position) => ({ operation, position })),
    );
    // First all that reads: a file may be stored under an id of one's own choice, whoever else has it, and is there
    // afterwards.
    const [reading, writing] = [
      positions.filter(({ operation }) => operation.method === 'GET'),
      positions.filter(({ operation }) => operation.method !== 'GET'),
    ];
    for (const part of [reading, writing])
      await eachOf(part, ({ operation, position }) =>
        foreignIsAbsent(
          operation,
          (other) => (_, at) => (at < position ? strangers : other),
          () => inputOf(operation, strangers),
        ),
      );
    expect(positions.length).toBeGreaterThan(80);
  });

  it('is as absent, wherever in a body or a query its id or a word of it stands', async () => {
    await eachOf(ID_INPUTS, ({ operation: name, input }) =>
      foreignIsAbsent(
        operations.find((operation) => operation.name === name)!,
        () => () => strangers,
        (other) => input(strangers, other),
      ),
    );
    // Those that were accepted have to do all that they would, before anybody looks.
    const { entities } = (
      await stranger.send<{ entities: { id: string }[] }>('GET', '/api/v2/gdpr/requests?pageSize=100')
    ).body;
    expect(entities.length).toBeGreaterThan(10);
    await eachOf(entities, async ({ id }) => void (await stranger.ended(id)));
  });
});

// Last, because it uses up what is there: each thing after what it contains.
const ORDER = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];
it('an operation of the API is open to its own organisation with exactly its permission', async () => {
  const holders = await clients((permission) => [permission]);
  const sorted = operations.toSorted(
    (one, other) =>
      ORDER.indexOf(one.method) - ORDER.indexOf(other.method) ||
      (one.method === 'DELETE' ? other.path.length - one.path.length : 0),
  );
  for (const operation of sorted) {
    const { status, body } = await ownCall(holders.get(permissionOf(operation))!, operation);
    expect([operation.name, status < 400 ? 'open' : [status, body]]).toEqual([operation.name, 'open']);
  }
});
