import { text } from '@lethe/contracts';
import { z } from 'zod';
import type { Customer } from '../entities/customer.ts';
import type { JourneyEvent } from '../entities/event.ts';
import type { Session } from '../entities/session.ts';
import type { Medium } from '../words.ts';
import { locationOf, PageView, pageView, Place } from './page-view.ts';
import { durationOf, sessionUri } from './session-view.ts';

/** As the wire contract names the kinds of events. */
export const EVENT_TYPES: Record<Medium, string> = {
  web: 'com.genesys.journey.WebEvent',
  app: 'com.genesys.journey.AppEvent',
};

const Attributes = z.record(z.string(), z.object({ dataType: text(64), value: text() }));
/** What the client said of itself (browser, device, app …) stands beside these, as it came. */
const CONTENT = {
  eventName: text(256),
  searchQuery: text().optional(),
  referrer: Place.optional(),
  attributes: Attributes,
  traits: Attributes,
  page: PageView.optional(),
  screenName: text().optional(),
  authenticated: z.boolean().optional(),
};

/** The answer to an event. */
export const CreatedEventView = z
  .looseObject({
    ...CONTENT,
    id: z.guid(),
    customerId: text(1_000),
    customerIdType: text(256),
    externalId: text().optional(),
    session: z.object({
      id: z.guid(),
      durationInSeconds: z.int(),
      eventCount: z.int(),
      pageviewCount: z.int().optional(),
      screenviewCount: z.int().optional(),
      selfUri: z.string(),
      createdDate: z.iso.datetime(),
    }),
    createdDate: z.iso.datetime(),
  })
  .meta({ id: 'JourneyEventResponse' });

export const EventView = z
  .object({
    id: z.guid(),
    correlationId: z.guid(),
    customerId: text(1_000),
    customerIdType: text(256),
    session: z.object({ id: z.guid(), type: text(64), selfUri: z.string() }),
    eventType: text(64),
    webEvent: z.looseObject(CONTENT).optional(),
    appEvent: z.looseObject(CONTENT).optional(),
    createdDate: z.iso.datetime(),
  })
  .meta({ id: 'JourneyEvent' });

export const EventListing = z
  .object({ entities: z.array(EventView), selfUri: z.string(), nextUri: z.string().optional() })
  .meta({ id: 'JourneyEventListing' });

export const createdEventView = (event: JourneyEvent, session: Session, customer: Customer) => ({
  ...contentOf(event),
  id: event.id,
  customerId: customer.customerId,
  customerIdType: customer.customerType,
  ...(event.externalId !== null && { externalId: event.externalId }),
  session: {
    id: session.id,
    durationInSeconds: durationOf(session),
    eventCount: session.eventCount,
    [session.type === 'web' ? 'pageviewCount' : 'screenviewCount']: session.viewCount,
    selfUri: sessionUri(session.id),
    createdDate: session.startedAt.toISOString(),
  },
  createdDate: event.createdAt.toISOString(),
});

export const eventView = (event: JourneyEvent, session: Session, customer: Customer): z.input<typeof EventView> => ({
  id: event.id,
  correlationId: event.id,
  customerId: customer.customerId,
  customerIdType: customer.customerType,
  session: { id: session.id, type: session.type, selfUri: sessionUri(session.id) },
  eventType: EVENT_TYPES[event.type],
  [`${event.type}Event`]: contentOf(event),
  createdDate: event.createdAt.toISOString(),
});

function contentOf(event: JourneyEvent) {
  return {
    ...event.client,
    eventName: event.name,
    ...(event.page !== null && { page: pageView(event.page) }),
    ...(event.screenName !== null && { screenName: event.screenName }),
    ...(event.searchQuery !== null && { searchQuery: event.searchQuery }),
    ...(event.referrerUrl !== null && { referrer: { ...locationOf(event.referrerUrl), medium: 'unknown' } }),
    attributes: event.attributes,
    traits: event.traits,
    ...(event.type === 'web' && { authenticated: false }),
  };
}
