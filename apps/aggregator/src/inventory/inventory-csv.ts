import type { Readable } from 'node:stream';
import type { GdprInventory } from '@lethe/contracts';
import { csvCell } from '../finalise/csv-cell.ts';
import { csvOf } from '../finalise/csv-stream.ts';
import { rowsOf } from './rows.ts';

/** One line for each field, under the names of `InventoryRow`. */
export function inventoryCsv(inventory: GdprInventory): Readable {
  const rows = rowsOf(inventory);
  return csvOf([Object.keys(rows[0] ?? {}), ...rows.map(Object.values)].map((row: string[]) => row.map(csvCell)));
}
