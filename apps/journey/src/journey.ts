import type { DomainDefinition } from '@lethe/domain-kit';
import { Consent } from './entities/consent.ts';
import { ContactLink } from './entities/contact-link.ts';
import { Customer } from './entities/customer.ts';
import { Deployment } from './entities/deployment.ts';
import { JourneyEvent } from './entities/event.ts';
import { Session } from './entities/session.ts';
import { CustomersController } from './resource/customers.controller.ts';
import { CustomersService } from './resource/customers.service.ts';
import { DeploymentsController } from './resource/deployments.controller.ts';
import { EventsController } from './resource/events.controller.ts';
import { EventsService } from './resource/events.service.ts';
import { SessionsController } from './resource/sessions.controller.ts';
import { SessionsService } from './resource/sessions.service.ts';

/** Who visits websites and apps, and what they do there (Predictive Engagement). */
export const journeyDomain: DomainDefinition = {
  name: 'journey',
  title: 'Journey: visits of websites and apps',
  entities: [Deployment, Customer, Consent, ContactLink, Session, JourneyEvent],
  requiresSubject: true,
  resourcePaths: ['/api/v2/journey', '/api/v2/externalcontacts/contacts/{contactId}/journey/sessions'],
  controllers: [DeploymentsController, CustomersController, EventsController, SessionsController],
  providers: [CustomersService, EventsService, SessionsService],
};
