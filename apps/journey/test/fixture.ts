import type { DomainFixture } from '@lethe/testing';
import { v7 } from 'uuid';
import { Consent } from '../src/entities/consent.ts';
import { ContactLink } from '../src/entities/contact-link.ts';
import { Customer } from '../src/entities/customer.ts';
import { JourneyEvent } from '../src/entities/event.ts';
import { Session } from '../src/entities/session.ts';
import { journeyDomain } from '../src/journey.ts';
import { migrations } from '../src/migrations/index.ts';

const AT = new Date('2026-01-02T03:04:05Z');
const text = (value: string) => ({ dataType: 'string', value });

/** A visitor who is linked to a contact, with a visit of two events. */
export const journeyFixture: DomainFixture = {
  definition: journeyDomain,
  migrations,
  async seed(manager, { organisationId }, person) {
    const owned = () => ({ organisationId, id: v7() });
    const customer = manager.create(Customer, {
      ...owned(),
      customerType: 'cookie',
      customerId: v7(),
      externalId: person.externalId,
      traits: {
        givenName: person.given,
        familyName: person.family,
        email: person.email,
        cellPhone: person.phone,
        address1: person.street,
        city: person.city,
        postalCode: person.postalCode,
      },
    });
    await manager.save(customer);
    const part = () => ({ ...owned(), journeyCustomerId: customer.id });
    await manager.save(manager.create(Consent, { ...part(), givenAt: AT }));
    await manager.save(manager.create(ContactLink, { ...part(), externalContactId: v7(), linkedAt: AT }));
    const client = { ipAddress: '192.0.2.7', userAgentString: `agent of ${person.note}` };
    const session = manager.create(Session, {
      ...part(),
      deploymentId: v7(),
      type: 'web',
      startedAt: AT,
      lastEventAt: AT,
      lastEventId: v7(),
      lastEventName: `seen by ${person.note}`,
      eventCount: 2,
      viewCount: 1,
      client,
      referrerUrl: `https://search.example/?q=${person.handle}`,
      lastPage: { url: `https://shop.example/${person.handle}`, title: person.given },
    });
    await manager.save(session);
    for (const name of ['page_viewed', 'form_sent'])
      await manager.save(
        manager.create(JourneyEvent, {
          ...owned(),
          sessionId: session.id,
          type: 'web',
          name,
          createdAt: AT,
          page: session.lastPage,
          searchQuery: person.note,
          externalId: person.externalId,
          attributes: { written: text(person.email) },
          traits: { familyName: text(person.family) },
          client,
        }),
      );
    return { type: 'journeyCustomer', id: customer.customerId, parent: customer.customerType };
  },
};
