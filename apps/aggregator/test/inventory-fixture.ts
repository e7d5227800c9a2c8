import type { GdprInventory, InventoryDomain, Manifest } from '@lethe/contracts';
import { entryOf } from '../src/inventory/entry-of.ts';
import { AGGREGATOR_ENTRY } from '../src/inventory/own-entry.ts';

/** What a domain of this version says of a store with one record type. */
export const described: Partial<Manifest> = {
  title: 'Bookings',
  database: 'lethe_here',
  recordTypes: [
    {
      type: 'guest',
      title: 'Guest',
      categories: ['name', 'contact details'],
      purpose: 'To know who comes',
      legalGround: 'Art. 6(1)(b) GDPR: the booking',
      retention: 'Until the person asks for erasure',
      recipients: ['the hotel'],
      onErase: 'anonymise',
      retainedOn: ['Art. 17(3)(b) GDPR: the register of guests'],
      table: 'guest',
      hasFile: true,
      fields: [
        field('name', { categories: ['name'], identifies: ['NAME'] }),
        field('email', { categories: ['contact details'], identifies: ['EMAIL'] }),
        field('status', { categories: ['name'], excluded: 'R91', onErase: 'retain' }),
        field('nights', { personal: false, categories: [], why: 'a count', onErase: 'retain' }),
      ],
    },
  ],
  tables: [{ table: 'room', holds: 'names of rooms', personal: false, onErase: 'retain' }],
  excluded: [
    { what: 'guest.status', requirement: 'R91' },
    { what: 'room name', requirement: 'R90' },
  ],
};

function field(name: string, more: object) {
  return { name, column: name, personal: true, categories: [], identifies: [], onErase: 'anonymise' as const, ...more };
}

const domain = (name: string, manifest: Partial<Manifest>, more: Partial<InventoryDomain> = {}): InventoryDomain => ({
  ...entryOf({ name, requiresSubject: true, excluded: [], recordTypes: [], ...manifest } as Manifest),
  answered: true,
  available: true,
  lastAnsweredDate: '2026-03-01T10:00:00.000Z',
  described: true,
  recordedDate: '2026-02-01T10:00:00.000Z',
  drift: [],
  ...more,
});

export const inventory: GdprInventory = {
  createdDate: '2026-03-02T09:30:00.000Z',
  isCurrent: false,
  domains: [
    domain('here', described, { drift: [{ change: 'changed', what: 'guest.email', attributes: ['categories'] }] }),
    domain('away', { ...described, title: 'Stays' }, { available: false }),
    domain(
      'never',
      { title: 'never' },
      {
        answered: false,
        available: false,
        described: false,
        lastAnsweredDate: undefined,
      },
    ),
  ],
  services: [AGGREGATOR_ENTRY],
  measures: [
    { measure: 'A lock on the door', inForce: true, value: 'steel', readFrom: 'the door' },
    { measure: 'A guard', inForce: false, value: 'none', readFrom: 'the gate' },
  ],
};
