import { InventoryEntry, type DomainStatus, type InventoryDifference, type Manifest } from '@lethe/contracts';
import { run, type Client } from '../sql.ts';
import { differencesOf } from './differences.ts';
import { digestOf, entryOf, isDescribed } from './entry-of.ts';

export interface Drift {
  recordedAt: Date;
  differences: InventoryDifference[];
}

interface Row {
  name: string;
  digest: string;
  recorded_at: Date;
}

/** Of every domain that was recorded: in what its last answer differs from that. */
export async function driftOfAll(client: Client, domains: { statuses(): DomainStatus[] }): Promise<Map<string, Drift>> {
  const rows = await run<Row>(client, 'inventory-digests', 'select name, digest, recorded_at from domain_inventory');
  const drifts = new Map<string, Drift>();
  for (const { name, manifest } of domains.statuses()) {
    const row = rows.find((one) => one.name === name);
    if (row !== undefined)
      drifts.set(name, { recordedAt: row.recorded_at, differences: await differences(client, row, manifest) });
  }
  return drifts;
}

/** A version that tells no fields, as in the middle of an upgrade, can not be held against one that does. */
async function differences(
  client: Client,
  { name, digest }: Row,
  manifest: Manifest | undefined,
): Promise<InventoryDifference[]> {
  if (manifest === undefined || !isDescribed(manifest)) return [];
  const now = entryOf(manifest);
  if (digestOf(now) === digest) return [];
  const [row] = await run<{ entry: unknown }>(
    client,
    'inventory-entry',
    'select entry from domain_inventory where name = $1',
    [name],
  );
  const recorded = InventoryEntry.safeParse(row?.entry);
  return recorded.success ? differencesOf(recorded.data, now) : [{ change: 'changed', what: name }];
}
