import { Injectable } from '@nestjs/common';
import { notFound, type Principal } from '@lethe/contracts';
import { DomainStore } from '@lethe/domain-kit';
import { In, LessThan, MoreThan, type EntityManager } from 'typeorm';
import { ContactLink } from '../entities/contact-link.ts';
import { Customer } from '../entities/customer.ts';
import { JourneyEvent } from '../entities/event.ts';
import { Session } from '../entities/session.ts';
import type { Medium } from '../words.ts';
import { EVENT_TYPES, eventView } from './event-view.ts';
import type { EventsQuery, SessionsQuery } from './session-query.ts';
import { sessionUri, sessionView } from './session-view.ts';

@Injectable()
export class SessionsService {
  constructor(private readonly store: DomainStore) {}

  get(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => {
      const session = await findSession(manager, id);
      return (await viewsOf(manager, [session]))[0]!;
    });
  }

  events(caller: Principal, sessionId: string, { pageSize, after, eventType }: EventsQuery) {
    return this.store.transaction(caller, async (manager) => {
      const session = await findSession(manager, sessionId);
      const customer = await manager.findOneByOrFail(Customer, { id: session.journeyCustomerId });
      const types = (Object.keys(EVENT_TYPES) as Medium[]).filter(
        (type) => eventType === undefined || eventType.includes(EVENT_TYPES[type]),
      );
      const events = await manager.find(JourneyEvent, {
        where: { sessionId, type: In(types), ...(after !== undefined && { id: MoreThan(after) }) },
        order: { id: 'ASC' },
        take: pageSize,
      });
      const views = events.map((event) => eventView(event, session, customer));
      return page(views, `${sessionUri(sessionId)}/events`, {
        pageSize,
        ...(after !== undefined && { after }),
        ...(eventType !== undefined && { eventType: eventType.join(',') }),
      });
    });
  }

  /** Newest first. Of a contact that nobody is linked to there are none: whether it exists its own service knows. */
  ofContact(caller: Principal, externalContactId: string, { pageSize, after }: SessionsQuery) {
    return this.store.transaction(caller, async (manager) => {
      const links = await manager.findBy(ContactLink, { externalContactId });
      const journeyCustomerId = In(links.map((link) => link.journeyCustomerId));
      const sessions = await manager.find(Session, {
        where: { journeyCustomerId, ...(after !== undefined && { id: LessThan(after) }) },
        order: { id: 'DESC' },
        take: pageSize,
      });
      const path = `/api/v2/externalcontacts/contacts/${externalContactId}/journey/sessions`;
      return page(await viewsOf(manager, sessions), path, { pageSize, ...(after !== undefined && { after }) });
    });
  }
}

async function findSession(manager: EntityManager, id: string): Promise<Session> {
  const session = await manager.findOneBy(Session, { id });
  if (session === null) throw notFound('session');
  return session;
}

async function viewsOf(manager: EntityManager, sessions: Session[]) {
  const ids = In([...new Set(sessions.map(({ journeyCustomerId }) => journeyCustomerId))]);
  const customers = await manager.findBy(Customer, { id: ids });
  const links = await manager.findBy(ContactLink, { journeyCustomerId: ids });
  return sessions.map((session) => {
    const contacts = links.filter(({ journeyCustomerId }) => journeyCustomerId === session.journeyCustomerId);
    return sessionView(
      session,
      customers.find(({ id }) => id === session.journeyCustomerId)!,
      contacts.map(({ externalContactId }) => externalContactId),
    );
  });
}

/** A full page may have another one behind it. */
function page<T extends { id: string }>(entities: T[], path: string, { pageSize, ...rest }: PageQuery) {
  const uri = (more: object) => `${path}?${new URLSearchParams({ pageSize: String(pageSize), ...rest, ...more })}`;
  return {
    entities,
    selfUri: uri({}),
    ...(entities.length === pageSize && { nextUri: uri({ after: entities.at(-1)!.id }) }),
  };
}

interface PageQuery {
  pageSize: number;
  after?: string;
  eventType?: string;
}
