import { until } from '@lethe/testing';
import { described } from '../../test/inventory-fixture.ts';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';
import { AGGREGATOR_ENTRY } from '../inventory/own-entry.ts';

let servers: Servers;
let harness: Harness;
beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const metric = async () => {
  const text = await (await fetch(`http://127.0.0.1:${harness.aggregators[0]!.healthPort}/metrics`)).text();
  return /lethe_inventory_drift\{domain="here"\} (\d+)/.exec(text)?.[1];
};
const here = async () => (await harness.inventory()).domains.find(({ name }) => name === 'here')!;
const recorded = () => until('the first answer is recorded', async () => (await here()).recordedDate !== undefined);
const withNickname = () => {
  const changed = structuredClone(described);
  const [guest] = changed.recordTypes!;
  guest!.fields!.push({ ...guest!.fields![0]!, name: 'nickname', column: 'nickname' });
  return changed;
};
/** As a new version of the domain would. */
const say = (manifest: object) => Object.assign(harness.domain('here').manifest, manifest);

test('what a domain holds is what it says, and what it said last while it is away', async () => {
  harness = await Harness.start(servers, { here: described, never: false });
  const inventory = await harness.inventory();
  expect(inventory).toMatchObject({ isCurrent: false, services: [{ name: 'gateway' }, { name: 'aggregator' }] });
  expect(await here()).toMatchObject({ ...described, answered: true, available: true, described: true });
  expect(inventory.domains.find(({ name }) => name === 'never')).toMatchObject({
    answered: false,
    available: false,
    recordTypes: [],
  });
  await harness.domain('here').away();
  await until('it is away', async () => !(await here()).available);
  expect(await here()).toMatchObject({ ...described, answered: true, lastAnsweredDate: expect.any(String) });
  // What an aggregator knows that has never spoken with it.
  await harness.stopAggregators();
  await harness.startAggregator();
  expect(await here()).toMatchObject({ ...described, answered: true, available: false });
});

test('a domain that says something else than was recorded drifts, by the name of the field, until it is recorded', async () => {
  harness = await Harness.start(servers, { here: described });
  await recorded();
  await until('the gauge tells', async () => (await metric()) === '0');
  say(withNickname());
  const drift = [{ change: 'added', what: 'guest.nickname' }];
  await until('it drifts', async () => (await here()).drift.length > 0);
  expect((await here()).drift).toEqual(drift);
  await until('the gauge tells', async () => (await metric()) === '1');
  expect(await harness.recordInventory({ domains: ['here', 'there'] })).toEqual({
    recorded: [{ domain: 'here', differences: drift }],
    missing: ['there'],
  });
  expect((await here()).drift).toEqual([]);
  await until('the gauge tells', async () => (await metric()) === '0');
  // Nothing records it by itself.
  say(structuredClone(described));
  await until('it drifts again', async () => (await here()).drift.length > 0);
  expect((await here()).drift).toEqual([{ change: 'removed', what: 'guest.nickname' }]);
});

test('a domain that is away is not recorded, and one of an earlier version neither recorded nor drifting', async () => {
  harness = await Harness.start(servers, { here: described });
  await recorded();
  const { database: _database, tables: _tables, recordTypes, ...rest } = described;
  const { fields: _fields, table: _table, ...type } = recordTypes![0]!;
  const former = { ...rest, database: undefined, tables: undefined, recordTypes: [type] };
  say(former);
  await until('it tells less', async () => !(await here()).described);
  expect(await here()).toMatchObject({ drift: [], recordTypes: [{ type: 'guest' }] });
  expect(await harness.recordInventory({ domains: [] })).toEqual({ recorded: [], missing: ['here'] });
  say(withNickname());
  await until('it drifts', async () => (await here()).drift.length === 1);
  await harness.domain('here').away();
  await until('it is away', async () => !(await here()).available);
  expect(await harness.recordInventory({ domains: [] })).toEqual({ recorded: [], missing: ['here'] });
  expect((await here()).drift).toHaveLength(1);
});

test('it names every table of the aggregator itself, and columns that are there; measures are read', async () => {
  harness = await Harness.start(servers, { here: described });
  const columns = await servers.postgres.query(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
    harness.database,
  );
  const names = columns.map(({ name }) => String(name));
  const { recordTypes, tables } = AGGREGATOR_ENTRY;
  expect([...recordTypes, ...tables].map(({ table }) => table).sort()).toEqual(
    [...new Set(names.map((name) => name.split('.')[0]))].sort(),
  );
  const told = recordTypes.flatMap(({ table, fields }) => fields!.map(({ column }) => `${table}.${column}`));
  expect(told.filter((name) => !names.includes(name))).toEqual([]);
  const { measures } = await harness.inventory();
  expect(measures.find(({ measure }) => measure.startsWith('Row-level security'))).toMatchObject({ inForce: true });
  await servers.postgres.query('alter table archive no force row level security', harness.database);
  expect((await harness.inventory()).measures).toContainEqual(
    expect.objectContaining({ inForce: false, value: '1 tables without' }),
  );
});
