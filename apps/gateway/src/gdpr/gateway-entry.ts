import type { InventoryEntry, TableManifest } from '@lethe/contracts';

const table = (name: string, holds: string): TableManifest => ({
  table: name,
  holds,
  personal: false,
  onErase: 'retain',
});

/** What the gateway keeps: nothing of data subjects. */
export const GATEWAY_ENTRY: InventoryEntry = {
  name: 'gateway',
  title: 'Gateway: who may call',
  database: 'lethe_gateway',
  requiresSubject: false,
  recordTypes: [],
  tables: [
    table('organisation', 'names of organisations, and the country of phone numbers that carry none'),
    table('oauth_client', 'names of programs, hashes of their secrets, what they may do'),
    table('signing_key', 'keys that sign tokens and links'),
    table('rate_limit', 'counts of calls, by organisation and client'),
    table('migrations', 'which versions of the schema there were'),
  ],
  excluded: [],
};
