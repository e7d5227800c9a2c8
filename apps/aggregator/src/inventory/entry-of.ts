import { createHash } from 'node:crypto';
import type { InventoryEntry, Manifest } from '@lethe/contracts';

/** What a domain keeps, of all that its manifest says. The order of the properties counts: `digestOf`. */
export const entryOf = ({
  name,
  title,
  database,
  requiresSubject,
  recordTypes,
  tables = [],
  excluded,
}: Manifest): InventoryEntry => ({ name, title, database, requiresSubject, recordTypes, tables, excluded });

/** A version that tells its fields has said what its database is. */
export const isDescribed = ({ database }: Pick<Manifest, 'database'>): boolean => database !== undefined;

export const digestOf = (entry: InventoryEntry): string =>
  createHash('sha256').update(JSON.stringify(entry)).digest('base64url');
