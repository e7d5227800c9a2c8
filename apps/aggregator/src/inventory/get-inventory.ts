import type {
  DomainStatus,
  GdprInventory,
  GetInventoryCall,
  GetInventoryReply,
  InventoryDomain,
} from '@lethe/contracts';
import { inSystemOnPool } from '@lethe/persistence';
import { buffer } from 'node:stream/consumers';
import type { Core } from '../core.ts';
import { driftOfAll, type Drift } from './drift.ts';
import { entryOf, isDescribed } from './entry-of.ts';
import { inventoryCsv } from './inventory-csv.ts';
import { measuresOf } from './measures.ts';
import { AGGREGATOR_ENTRY } from './own-entry.ts';
import { inventoryPage } from './page/inventory-page.ts';

/** `GET /api/v2/gdpr/inventory`: of the whole deployment, from what the domains said last (requirements R2). */
export async function getInventory(core: Core, { format, gateway }: GetInventoryCall): Promise<GetInventoryReply> {
  const inventory = await inventoryOf(core, gateway);
  if (format === 'csv') return { text: (await buffer(inventoryCsv(inventory))).toString() };
  if (format === 'html') return { text: inventoryPage(inventory) };
  return { inventory };
}

async function inventoryOf(core: Core, gateway: GetInventoryCall['gateway']): Promise<GdprInventory> {
  const { drifts, measures } = await inSystemOnPool(core.pool, async (client) => ({
    drifts: await driftOfAll(client, core.domains),
    measures: await measuresOf(core.config, client),
  }));
  const domains = core.domains.statuses().map((status) => domainOf(status, drifts.get(status.name)));
  return {
    createdDate: new Date().toISOString(),
    isCurrent: domains.every(({ available }) => available),
    domains,
    services: [gateway.entry, AGGREGATOR_ENTRY],
    measures: [...gateway.measures, ...measures],
  };
}

function domainOf(
  { name, answered, available, lastAnsweredDate, manifest }: DomainStatus,
  drift?: Drift,
): InventoryDomain {
  const nothing = { name, title: name, requiresSubject: false, recordTypes: [], tables: [], excluded: [] };
  return {
    ...(manifest === undefined ? nothing : entryOf(manifest)),
    answered,
    available,
    lastAnsweredDate,
    described: manifest !== undefined && isDescribed(manifest),
    recordedDate: drift?.recordedAt.toISOString(),
    drift: drift?.differences ?? [],
  };
}
