import { Body, Controller, Get, Param, Patch, Put } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { OutOfOfficeView, PresenceView } from './status-view.ts';
import { OutOfOffice, Presence } from './user-schemas.ts';
import { UserStatusService } from './user-status.service.ts';

/** What a user says about being there. */
@Controller('api/v2/users/:userId')
export class UserStatusController {
  constructor(private readonly status: UserStatusService) {}

  @Get('outofoffice')
  @RequirePermission('directory:user:view')
  @Answers(200, OutOfOfficeView)
  getOutOfOffice(@Caller() caller: Principal, @Param('userId', PathId) userId: string) {
    return this.status.getOutOfOffice(caller, userId);
  }

  @Put('outofoffice')
  @RequirePermission('directory:user:edit')
  @Answers(200, OutOfOfficeView)
  setOutOfOffice(
    @Caller() caller: Principal,
    @Param('userId', PathId) userId: string,
    @Body({ schema: OutOfOffice }) body: OutOfOffice,
  ) {
    return this.status.setOutOfOffice(caller, userId, body);
  }

  @Get('presences/purecloud')
  @RequirePermission('directory:user:view')
  @Answers(200, PresenceView)
  getPresence(@Caller() caller: Principal, @Param('userId', PathId) userId: string) {
    return this.status.getPresence(caller, userId);
  }

  @Patch('presences/purecloud')
  @RequirePermission('directory:user:edit')
  @Answers(200, PresenceView)
  setPresence(
    @Caller() caller: Principal,
    @Param('userId', PathId) userId: string,
    @Body({ schema: Presence }) body: Presence,
  ) {
    return this.status.setPresence(caller, userId, body);
  }
}
