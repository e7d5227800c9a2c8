import { AddressableRef, text } from '@lethe/contracts';
import { z } from 'zod';
import type { Customer } from '../entities/customer.ts';
import type { Session } from '../entities/session.ts';
import { contactRef } from './customer-view.ts';
import { locationOf, PageView, pageView, Place } from './page-view.ts';

/** What the client said of itself (browser, device, app …) stands beside these, as it came. */
export const SessionView = z
  .looseObject({
    id: z.guid(),
    externalContact: AddressableRef.optional(),
    customerId: text(1_000),
    customerIdType: text(256),
    externalId: text(256).optional(),
    type: text(64),
    referrer: Place.optional(),
    lastPage: PageView.optional(),
    lastScreen: text().optional(),
    durationInSeconds: z.int(),
    eventCount: z.int(),
    pageviewCount: z.int().optional(),
    screenviewCount: z.int().optional(),
    lastEvent: z.object({ id: z.guid(), eventName: text(256), createdDate: z.iso.datetime() }),
    authenticated: z.boolean(),
    createdDate: z.iso.datetime(),
    selfUri: z.string(),
  })
  .meta({ id: 'JourneySession' });

export const SessionListing = z
  .object({ entities: z.array(SessionView), selfUri: z.string(), nextUri: z.string().optional() })
  .meta({ id: 'JourneySessionListing' });

export const sessionUri = (id: string) => `/api/v2/journey/sessions/${id}`;

export const durationOf = ({ startedAt, lastEventAt }: Session): number =>
  Math.round((lastEventAt.getTime() - startedAt.getTime()) / 1_000);

/** `contacts`: whom the visitor is linked to; with several nobody knows which of them it was. */
export const sessionView = (
  session: Session,
  customer: Customer,
  contacts: readonly string[],
): z.input<typeof SessionView> => ({
  ...session.client,
  id: session.id,
  ...(contacts.length === 1 && { externalContact: contactRef(contacts[0]!) }),
  customerId: customer.customerId,
  customerIdType: customer.customerType,
  ...(customer.externalId !== null && { externalId: customer.externalId }),
  type: session.type,
  ...(session.referrerUrl !== null && { referrer: { ...locationOf(session.referrerUrl), medium: 'unknown' } }),
  ...(session.lastPage !== null && { lastPage: pageView(session.lastPage) }),
  ...(session.lastScreen !== null && { lastScreen: session.lastScreen }),
  durationInSeconds: durationOf(session),
  eventCount: session.eventCount,
  [session.type === 'web' ? 'pageviewCount' : 'screenviewCount']: session.viewCount,
  lastEvent: {
    id: session.lastEventId,
    eventName: session.lastEventName,
    createdDate: session.lastEventAt.toISOString(),
  },
  authenticated: false,
  createdDate: session.startedAt.toISOString(),
  selfUri: sessionUri(session.id),
});
