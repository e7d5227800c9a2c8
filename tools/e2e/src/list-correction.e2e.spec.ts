import { until } from '@lethe/testing';
import { FreshStores } from './support/fresh-stores.ts';
import { holdRow } from './support/held-table.ts';
import { Lethe } from './support/lethe.ts';
import { onOwnStack } from './support/where.ts';

const { describe } = onOwnStack('it ends a service');

/** More than get their keys with the answer of the PUT. */
const MANY = 600;
/** A number behind a name does not count. */
const nameOf = (n: number) => `Person ${[...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
const COLUMNS = { columnNames: ['x1', 'Tel'], phoneColumns: [{ columnName: 'Tel', type: 'cell' }] };

/** What columns mean is corrected by a service that dies before all contacts have followed (docs/matching.md). */
describe('a contact list whose columns mean something else now', () => {
  let lethe: Lethe;
  let stores: FreshStores;
  let release: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    lethe = await Lethe.alone();
    stores = await FreshStores.of(lethe);
  }, 120_000);
  afterEach(() => release?.());
  afterAll(() => lethe?.stop(), 60_000);

  const path = (list: string) => `/api/v2/outbound/contactlists/${list}`;

  it('is followed by all its contacts although the service was killed, and no other list is', async () => {
    const [list, other] = [await stores.list(COLUMNS), await stores.list(COLUMNS)];
    const data = (n: number) => ({ contactListId: list, data: { x1: nameOf(n), Tel: '' } });
    const contacts = Array.from({ length: MANY }, (_, n) => data(n));
    const { body } = await stores.http.send<{ id: string }[]>('POST', `${path(list)}/contacts`, contacts);
    const ids = body.map(({ id }) => id).sort();
    const neighbour = await stores.rowIn(other, data(MANY).data);

    release = await holdRow(lethe, 'dialer', 'dialer_contact', ids[MANY - 100]!);
    const declared = (await stores.http.send<{ version: number; name: string }>('GET', path(list))).body;
    const corrected = { ...declared, nameColumns: [{ columnName: 'x1', part: 'whole' }] };
    expect((await stores.http.send('PUT', path(list), corrected)).body).toMatchObject({ reindexing: true });
    await lethe.kill('dialer');
    await release();
    const get = () => stores.http.send<{ reindexing?: true }>('GET', path(list));
    await until(
      'all contacts have followed',
      async () => {
        const { status, body: now } = await get();
        return status === 200 && now.reindexing === undefined;
      },
      { seconds: 60 },
    );
    for (const n of [0, 300, MANY - 1]) expect(await stores.found('NAME', nameOf(n).toUpperCase())).toHaveLength(1);
    expect(await stores.found('NAME', nameOf(MANY))).toEqual([]);
    await stores.erase({ name: nameOf(MANY - 1) });
    expect(await stores.found('NAME', nameOf(MANY - 1))).toEqual([]);
    expect(await stores.found('NAME', nameOf(0))).toHaveLength(1);
    expect(await stores.dataOf(neighbour)).toBeDefined();
  }, 120_000);
});
