import type {
  DomainStatus,
  InventoryEntry,
  Manifest,
  RecordInventoryCall,
  RecordInventoryReply,
} from '@lethe/contracts';
import { inSystemOnPool } from '@lethe/persistence';
import type { Core } from '../core.ts';
import { run, type Client } from '../sql.ts';
import { driftOfAll } from './drift.ts';
import { digestOf, entryOf, isDescribed } from './entry-of.ts';

type Told = DomainStatus & { manifest: Manifest };

/** Records what the domains say now. A domain that is away is left as it is: nobody sees what would be recorded. */
export async function recordInventory(core: Core, { domains }: RecordInventoryCall): Promise<RecordInventoryReply> {
  const names = domains.length > 0 ? domains : core.domains.expected;
  const wanted = core.domains.statuses().filter(({ name }) => names.includes(name));
  const told = wanted.filter((status): status is Told => status.available && isTold(status));
  const recorded = await inSystemOnPool(core.pool, async (client) => {
    const drifts = await driftOfAll(client, core.domains);
    for (const { manifest } of told) await save(client, RECORD, entryOf(manifest));
    return told.map(({ name }) => ({ domain: name, differences: drifts.get(name)?.differences ?? [] }));
  });
  core.logger.info('inventory recorded', { count: recorded.length });
  return { recorded, missing: names.filter((name) => !told.some((one) => one.name === name)) };
}

/** The first answer of a domain is what it is held against, until an operator records another one. */
export async function recordFirst(core: Core): Promise<void> {
  const told = core.domains.statuses().filter(isTold);
  await inSystemOnPool(core.pool, async (client) => {
    const rows = await run<{ name: string }>(client, 'inventory-names', 'select name from domain_inventory');
    const known = new Set(rows.map(({ name }) => name));
    for (const { manifest } of told.filter(({ name }) => !known.has(name)))
      await save(client, RECORD_FIRST, entryOf(manifest));
  });
}

const isTold = (status: DomainStatus): status is Told => status.manifest !== undefined && isDescribed(status.manifest);

const save = (client: Client, [name, text]: readonly [string, string], entry: InventoryEntry) =>
  run(client, name, text, [entry.name, JSON.stringify(entry), digestOf(entry)]);

const INSERT = `insert into domain_inventory (name, entry, digest, recorded_at) values ($1, $2, $3, lethe_now())`;
const RECORD_FIRST = ['inventory-record-first', `${INSERT} on conflict do nothing`] as const;
const RECORD = [
  'inventory-record',
  `${INSERT} on conflict (name) do update set entry = excluded.entry, digest = excluded.digest, recorded_at = excluded.recorded_at`,
] as const;
