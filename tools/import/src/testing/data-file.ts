import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readRows } from '../rows/read-rows.ts';

const FILE = path.resolve(import.meta.dirname, '../../../../../shared/data/identities.csv');

/** The 1,500 people of `../shared/data` beside the checkout. */
export function dataFile() {
  if (!existsSync(FILE)) throw new Error(`Test data is missing: ${FILE}`);
  return readRows(readFileSync(FILE), FILE);
}
