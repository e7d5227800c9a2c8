import type { AddressInput } from '../src/index.ts';
import type { Sides } from './sides.ts';

export type AddressSides = Sides<AddressInput>;

type Column = string | undefined;

/** Street lines, postal code, town, country, state. */
export const of = (
  ...[line, postalCode, city, country, state]: [string, Column?, Column?, Column?, state?: string]
): AddressInput => ({ lines: line.split('\n'), postalCode, city, country, state });
