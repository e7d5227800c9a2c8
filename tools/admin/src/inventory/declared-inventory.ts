import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGGREGATOR_ENTRY, entryOf } from '@lethe/aggregator/inventory';
import type { InventoryEntry, Manifest } from '@lethe/contracts';
import { GATEWAY_ENTRY } from '@lethe/gateway/admin';

/** What the services of this checkout declare, without any of them running: docs/inventory.json. */
export interface DeclaredInventory {
  domains: InventoryEntry[];
  services: InventoryEntry[];
}

type Definition = object;
export interface Loaded {
  /** What the module of a domain exports, by its folder and name. */
  domain: (folder: string, name: string) => Promise<Record<string, Definition>>;
  /** `declaredManifest` of the kit that these modules were made with. */
  declaredManifest: (definition: never) => Promise<Manifest>;
}

export async function declaredInventory(
  root: string,
  { domain, declaredManifest }: Loaded,
): Promise<DeclaredInventory> {
  const domains: InventoryEntry[] = [];
  for (const name of domainNames(root)) {
    const exported = Object.values(await domain(join(root, 'apps', name), name));
    const definition = exported.find((one) => 'entities' in one);
    if (definition === undefined) throw new Error(`apps/${name}/src/${name}.ts exports no definition of a domain.`);
    domains.push(plain(entryOf(await declaredManifest(definition as never))));
  }
  return { domains, services: [GATEWAY_ENTRY, AGGREGATOR_ENTRY] };
}

function domainNames(root: string): string[] {
  return readdirSync(join(root, 'apps'))
    .filter((name) => {
      const file = join(root, 'apps', name, 'package.json');
      if (!existsSync(file)) return false;
      const { lethe } = JSON.parse(readFileSync(file, 'utf8')) as { lethe?: { kind?: string } };
      return lethe?.kind === 'domain';
    })
    .sort();
}

/** As it stands in a file: nothing is `undefined`. */
const plain = (entry: InventoryEntry) => JSON.parse(JSON.stringify(entry)) as InventoryEntry;
