import { Body, Controller, Get, Param, Patch, Put } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { OutOfOffice, Presence } from './user-schemas.ts';
import { UserStatusService } from './user-status.service.ts';

/** What a user says about being there. */
@Controller('api/v2/users/:userId')
export class UserStatusController {
  constructor(private readonly status: UserStatusService) {}

  @Get('outofoffice') @RequirePermission('directory:user:view')
  getOutOfOffice(@Caller() caller: Principal, @Param('userId', PathId) userId: string) {
    return this.status.getOutOfOffice(caller, userId);
  }

  @Put('outofoffice') @RequirePermission('directory:user:edit')
  setOutOfOffice(@Caller() caller: Principal, @Param('userId', PathId) userId: string, @Body({ schema: OutOfOffice }) body: OutOfOffice) {
    return this.status.setOutOfOffice(caller, userId, body);
  }

  @Get('presences/purecloud') @RequirePermission('directory:user:view')
  getPresence(@Caller() caller: Principal, @Param('userId', PathId) userId: string) {
    return this.status.getPresence(caller, userId);
  }

  @Patch('presences/purecloud') @RequirePermission('directory:user:edit')
  setPresence(@Caller() caller: Principal, @Param('userId', PathId) userId: string, @Body({ schema: Presence }) body: Presence) {
    return this.status.setPresence(caller, userId, body);
  }
}
