import { arguments_ } from './contract/arguments.ts';
import { damage } from './contract/damage.ts';
import { lists } from './contract/lists.ts';
import { roundTrips } from './contract/round-trips.ts';
import { writes } from './contract/writes.ts';
import type { Harness } from './harness.ts';

/**
 * What every driver keeps, below encryption and all. `harness` is called inside tests, after the driver's own
 * beforeAll.
 */
export function storageContract(name: string, harness: () => Harness): void {
  describe(`storage contract: ${name}`, () => {
    describe('round trips and ranges', () => roundTrips(harness));
    describe('writes', () => writes(harness));
    describe('damage', () => damage(harness));
    describe('lists and deletions', () => lists(harness));
    describe('arguments', () => arguments_(harness));
  });
}
