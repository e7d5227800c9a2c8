import { instant, text } from '@lethe/contracts';
import { z } from 'zod';
import { COOKIE } from '../words.ts';

/** When it was given; now, when that is left out. */
export const ConsentInput = z.object({ givenDate: instant().optional() }).meta({ id: 'JourneyConsentInput' });
export type ConsentInput = z.output<typeof ConsentInput>;

export const CustomerInput = z
  .object({
    customerId: text(1_000).min(1),
    customerIdType: text(256).min(1).default(COOKIE),
    consent: ConsentInput.optional(),
  })
  .meta({ id: 'JourneyCustomerInput' });
export type CustomerInput = z.output<typeof CustomerInput>;

export const DeploymentInput = z
  .object({
    name: text(256).min(1),
    customerIdTypes: z.array(text(256).min(1)).min(1).max(50).default([COOKIE]),
  })
  .meta({ id: 'JourneyDeploymentInput' });
export type DeploymentInput = z.output<typeof DeploymentInput>;
