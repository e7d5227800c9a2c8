import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { EventListing } from './event-view.ts';
import { EventsQuery, SessionsQuery } from './session-query.ts';
import { SessionListing, SessionView } from './session-view.ts';
import { SessionsService } from './sessions.service.ts';

@Controller('api/v2')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get('journey/sessions/:sessionId')
  @RequirePermission('journey:session:view')
  @Answers(200, SessionView)
  get(@Caller() caller: Principal, @Param('sessionId', PathId) sessionId: string) {
    return this.sessions.get(caller, sessionId);
  }

  @Get('journey/sessions/:sessionId/events')
  @RequirePermission('journey:event:view')
  @Answers(200, EventListing)
  events(
    @Caller() caller: Principal,
    @Param('sessionId', PathId) sessionId: string,
    @Query({ schema: EventsQuery }) query: EventsQuery,
  ) {
    return this.sessions.events(caller, sessionId, query);
  }

  /** Below a path of external contacts: the gateway gives it to whoever claims it most specifically. */
  @Get('externalcontacts/contacts/:contactId/journey/sessions')
  @RequirePermission('externalContacts:session:view')
  @Answers(200, SessionListing)
  ofContact(
    @Caller() caller: Principal,
    @Param('contactId', PathId) contactId: string,
    @Query({ schema: SessionsQuery }) query: SessionsQuery,
  ) {
    return this.sessions.ofContact(caller, contactId, query);
  }
}
