import { AddressableRef, text } from '@lethe/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { ContactLink } from '../entities/contact-link.ts';
import { Consent } from '../entities/consent.ts';
import type { Customer } from '../entities/customer.ts';
import type { Deployment } from '../entities/deployment.ts';

export const DeploymentView = z
  .object({ id: z.guid(), name: text(256), customerIdTypes: z.array(text(256)), selfUri: z.string() })
  .meta({ id: 'JourneyDeployment' });

export const CustomerView = z
  .object({
    id: z.guid(),
    customerId: text(1_000),
    customerIdType: text(256),
    externalId: text(256).optional(),
    traits: z.record(z.string(), text()),
    /** The latest. */
    consent: z.object({ givenDate: z.iso.datetime(), withdrawnDate: z.iso.datetime().optional() }).optional(),
    externalContacts: z.array(AddressableRef),
    selfUri: z.string(),
  })
  .meta({ id: 'JourneyCustomer' });

export const deploymentView = ({ id, name, customerTypes }: Deployment): z.input<typeof DeploymentView> => ({
  id,
  name,
  customerIdTypes: customerTypes,
  selfUri: `/api/v2/journey/deployments/${id}`,
});

export const contactRef = (id: string) => ({ id, selfUri: `/api/v2/externalcontacts/contacts/${id}` });

export async function customerView(manager: EntityManager, customer: Customer): Promise<z.input<typeof CustomerView>> {
  const journeyCustomerId = customer.id;
  const links = await manager.find(ContactLink, {
    where: { journeyCustomerId },
    order: { externalContactId: 'ASC' },
  });
  const [consent] = await manager.find(Consent, {
    where: { journeyCustomerId },
    order: { givenAt: 'DESC', id: 'DESC' },
    take: 1,
  });
  return {
    id: customer.id,
    customerId: customer.customerId,
    customerIdType: customer.customerType,
    ...(customer.externalId !== null && { externalId: customer.externalId }),
    traits: customer.traits,
    ...(consent && {
      consent: {
        givenDate: consent.givenAt.toISOString(),
        ...(consent.withdrawnAt && { withdrawnDate: consent.withdrawnAt.toISOString() }),
      },
    }),
    externalContacts: links.map(({ externalContactId }) => contactRef(externalContactId)),
    selfUri: `/api/v2/journey/customers/${customer.id}`,
  };
}
