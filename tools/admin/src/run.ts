import { withGatewayDatabase } from '@lethe/gateway/admin';
import { findDatabase } from './find-database.ts';
import { print, type Row, type Write } from './print.ts';

/** Work of one command: one transaction on the gateway's database, one printed result. */
export type Run = (work: Parameters<typeof withGatewayDatabase<Row | Row[]>>[1]) => Promise<void>;

export function runWith(write: Write, asJson: () => boolean): Run {
  return async (work) => print(write, await withGatewayDatabase(findDatabase(), work), asJson());
}
