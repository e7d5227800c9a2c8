import { Injectable } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { DomainStore } from '@lethe/domain-kit';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Customer } from '../entities/customer.ts';
import { JourneyEvent } from '../entities/event.ts';
import { Session } from '../entities/session.ts';
import type { Medium } from '../words.ts';
import type { AppEventInput, WebEventInput } from './event-input.ts';
import { createdEventView } from './event-view.ts';
import { findDeployment, lockConsenting, requireDeclared } from './find.ts';

/** A visit ends with a pause as long. */
const PAUSE_MS = 30 * 60_000;
/** Events with these names show something. */
const VIEWS = new Set(['page_viewed', 'screen_viewed']);

type EventInput = WebEventInput | AppEventInput;

@Injectable()
export class EventsService {
  constructor(private readonly store: DomainStore) {}

  /** @throws LetheError consent.missing */
  create(caller: Principal, deploymentId: string, type: Medium, input: EventInput) {
    return this.store.transaction(caller, async (manager) => {
      requireDeclared([await findDeployment(manager, deploymentId)], input.customerIdType);
      const known = { customerType: input.customerIdType, customerId: input.customerCookieId };
      const customer = await lockConsenting(manager, known);
      await remember(manager, customer, input);
      const event = eventOf(caller, type, input);
      const session = await sessionOf(manager, customer, deploymentId, event);
      event.sessionId = session.id;
      await manager.save(session);
      await manager.save(manager.create(JourneyEvent, event));
      return createdEventView(event, session, customer);
    });
  }
}

/** What the event tells of who visits. */
async function remember(manager: EntityManager, customer: Customer, { externalId, traits }: EventInput): Promise<void> {
  const told = Object.entries(traits).map(([name, { value }]) => [name, value]);
  if (externalId === undefined && told.length === 0) return;
  customer.traits = { ...customer.traits, ...(Object.fromEntries(told) as Customer['traits']) };
  customer.externalId = externalId ?? customer.externalId;
  await manager.save(customer);
}

function eventOf({ organisationId }: Principal, type: Medium, input: EventInput): JourneyEvent {
  const {
    customerCookieId: _customerCookieId,
    customerIdType: _customerIdType,
    eventName: name,
    searchQuery = null,
    referrerUrl = null,
    externalId = null,
    attributes,
    traits,
    createdDate,
    ...rest
  } = input;
  const { page = null, screenName = null, ...client } = { page: undefined, screenName: undefined, ...rest };
  const said = { name, searchQuery, referrerUrl, externalId, attributes, traits, page, screenName, client };
  return { organisationId, id: v7(), sessionId: '', type, createdAt: new Date(createdDate), ...said };
}

/** The visit that the event belongs to, with the event counted; the visitor is locked, so no other event begins one. */
async function sessionOf(
  manager: EntityManager,
  { organisationId, id: journeyCustomerId }: Customer,
  deploymentId: string,
  event: JourneyEvent,
): Promise<Session> {
  const { type, createdAt } = event;
  const running = await manager
    .createQueryBuilder(Session, 's')
    .where({ journeyCustomerId, deploymentId, type })
    .andWhere('s.startedAt <= :until and s.lastEventAt >= :since', {
      until: new Date(createdAt.getTime() + PAUSE_MS),
      since: new Date(createdAt.getTime() - PAUSE_MS),
    })
    .orderBy('s.lastEventAt', 'DESC')
    .limit(1)
    .getOne();
  const session =
    running ??
    manager.create(Session, {
      ...{ organisationId, id: v7(), journeyCustomerId, deploymentId, type },
      ...{ startedAt: createdAt, eventCount: 0, viewCount: 0, referrerUrl: event.referrerUrl },
    });
  return Object.assign(session, counted(session, event));
}

function counted(session: Session, { id, name, createdAt, client, page, screenName }: JourneyEvent): Partial<Session> {
  const counts = {
    eventCount: session.eventCount + 1,
    viewCount: session.viewCount + (VIEWS.has(name) ? 1 : 0),
    startedAt: createdAt < session.startedAt ? createdAt : session.startedAt,
  };
  if (session.lastEventAt > createdAt) return counts;
  const last = { lastEventAt: createdAt, lastEventId: id, lastEventName: name, client };
  return { ...counts, ...last, lastPage: page, lastScreen: screenName };
}
