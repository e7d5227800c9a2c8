export { differencesOf, differenceText } from './differences.ts';
export { dpia } from './dpia.ts';
export { entryOf } from './entry-of.ts';
export { inventoryCsv } from './inventory-csv.ts';
export { AGGREGATOR_ENTRY } from './own-entry.ts';
export { inventoryPage } from './page/inventory-page.ts';
