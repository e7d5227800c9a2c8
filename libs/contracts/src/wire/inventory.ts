import { z } from 'zod';
import { Exclusion, RecordTypeManifest, TableManifest } from '../rpc/manifest.ts';

/** What one service keeps, as its team declared it: its part of the record of processing (Article 30). */
export const InventoryEntry = z
  .object({
    name: z.string(),
    title: z.string(),
    /** Absent, as all that the manifest of an earlier version does not say. */
    database: z.string().optional(),
    requiresSubject: z.boolean(),
    recordTypes: z.array(RecordTypeManifest),
    tables: z.array(TableManifest),
    excluded: z.array(Exclusion),
  })
  .meta({ id: 'GDPRInventoryEntry' });
export type InventoryEntry = z.infer<typeof InventoryEntry>;

/** One thing in which what a domain answers differs from what was recorded. */
export const InventoryDifference = z
  .object({
    change: z.enum(['added', 'removed', 'changed']),
    /** `user.nickname`, `table flow`, `excluded flow name`, or the record type or domain itself. */
    what: z.string(),
    /** Of something that changed: what of it. */
    attributes: z.array(z.string()).optional(),
  })
  .meta({ id: 'GDPRInventoryDifference' });
export type InventoryDifference = z.infer<typeof InventoryDifference>;

export const InventoryDomain = InventoryEntry.extend({
  /** It has said once what it holds. Otherwise nothing is known of it. */
  answered: z.boolean(),
  /** It answers now; otherwise this is what it said last, at `lastAnsweredDate`. */
  available: z.boolean(),
  lastAnsweredDate: z.iso.datetime().optional(),
  /** False of a version that does not tell its fields. */
  described: z.boolean(),
  /** When what it holds was recorded; from then on a difference is drift. */
  recordedDate: z.iso.datetime().optional(),
  drift: z.array(InventoryDifference),
}).meta({ id: 'GDPRInventoryDomain' });
export type InventoryDomain = z.infer<typeof InventoryDomain>;

/** A measure of Article 32, and whether the deployment has it in force. */
export const InventoryMeasure = z
  .object({ measure: z.string(), inForce: z.boolean(), value: z.string(), readFrom: z.string() })
  .meta({ id: 'GDPRInventoryMeasure' });
export type InventoryMeasure = z.infer<typeof InventoryMeasure>;

export const GdprInventory = z
  .object({
    createdDate: z.iso.datetime(),
    /** Every domain answers now. */
    isCurrent: z.boolean(),
    domains: z.array(InventoryDomain),
    /** What the services keep that are no domain. */
    services: z.array(InventoryEntry),
    measures: z.array(InventoryMeasure),
  })
  .meta({ id: 'GDPRInventory' });
export type GdprInventory = z.infer<typeof GdprInventory>;

export const InventoryFormat = z.enum(['json', 'csv', 'html']);
export type InventoryFormat = z.infer<typeof InventoryFormat>;
