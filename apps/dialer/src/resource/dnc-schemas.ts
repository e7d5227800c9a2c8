import { instant, text } from '@lethe/contracts';
import { z } from 'zod';
import { CONTACT_METHODS } from '../entities/dnc-list.ts';
import type { DncKind } from '../formats/hashed.ts';

/** Internal lists alone: those of other providers are theirs to keep. */
export const CreateDncList = z
  .object({
    name: text(256).min(1),
    divisionId: z.guid().optional(),
    division: z.object({ id: z.guid() }).optional(),
    dncSourceType: z.enum(['rds']),
    contactMethod: z.enum(CONTACT_METHODS).nullish(),
  })
  .meta({ id: 'DncListCreate' });
export type CreateDncList = z.infer<typeof CreateDncList>;

const MOST = 1_000;
const value = text(256).min(1);
const values = () => z.array(value).max(MOST);
/** Seconds may be left out. */
const minutes = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/)
  .refine((text) => new Date(text).getUTCFullYear() >= 1, 'There is no such time.');
const expiration = instant().or(minutes);

export const DncValues = values().min(1);
export type DncValues = z.infer<typeof DncValues>;
export const ExpirationQuery = z.object({ expirationDateTime: expiration.optional() });
export type ExpirationQuery = z.infer<typeof ExpirationQuery>;

const action = z.enum(['Add', 'Remove']);
export const DncPatchPhoneNumbers = z
  .object({ action, phoneNumbers: values().min(1), expirationDateTime: expiration.optional() })
  .meta({ id: 'DncPatchPhoneNumbersRequest' });
export type DncPatchPhoneNumbers = z.infer<typeof DncPatchPhoneNumbers>;
export const DncPatchEmails = z
  .object({ action, emailAddresses: values().min(1), expirationDateTime: expiration.optional() })
  .meta({ id: 'DncPatchEmailsRequest' });
export type DncPatchEmails = z.infer<typeof DncPatchEmails>;

export const ClearQuery = z.object({
  expiredOnly: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});
export type ClearQuery = z.infer<typeof ClearQuery>;

export const DncCheck = z
  .object({ phoneNumbers: values().default([]), emailAddresses: values().default([]) })
  .meta({ id: 'DncCheck' });
export type DncCheck = z.infer<typeof DncCheck>;

const checked = z.array(z.object({ value, listed: z.boolean() }));
/** In the order in which they were asked for. */
export const DncCheckResult = z
  .object({ phoneNumbers: checked, emailAddresses: checked })
  .meta({ id: 'DncCheckResult' });
export type DncCheckResult = z.input<typeof DncCheckResult>;

export interface DncChange {
  kind: DncKind;
  values: string[];
  /** Of the body that holds the values; absent when the body is the list itself. */
  field?: string;
  expirationDateTime?: string;
}
