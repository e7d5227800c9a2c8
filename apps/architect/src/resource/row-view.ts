import { listingOf } from '@lethe/contracts';
import { z } from 'zod';
import type { RowData } from '../formats/row-data.ts';

/** Column → value; in brief the key alone. No bounds of the input: a correction (Art. 16) may be longer. */
export const RowView = z
  .object({ key: z.string() })
  .catchall(z.union([z.string(), z.number(), z.boolean()]))
  .meta({ id: 'DataTableRow' });
type RowView = z.input<typeof RowView>;
export const RowListing = listingOf(RowView, 'DataTableRowEntityListing');

export const rowView = (data: RowData, brief = false): RowView => (brief ? { key: data.key } : data);
