import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { AppEventInput, WebEventInput } from './event-input.ts';
import { CreatedEventView } from './event-view.ts';
import { EventsService } from './events.service.ts';

@Controller('api/v2/journey/deployments/:deploymentId')
export class EventsController {
  constructor(private readonly events: EventsService) {}

  @Post('webevents')
  @HttpCode(200)
  @RequirePermission('journey:event:add')
  @Answers(200, CreatedEventView)
  web(
    @Caller() caller: Principal,
    @Param('deploymentId', PathId) deploymentId: string,
    @Body({ schema: WebEventInput }) body: WebEventInput,
  ) {
    return this.events.create(caller, deploymentId, 'web', body);
  }

  @Post('appevents')
  @HttpCode(200)
  @RequirePermission('journey:event:add')
  @Answers(200, CreatedEventView)
  app(
    @Caller() caller: Principal,
    @Param('deploymentId', PathId) deploymentId: string,
    @Body({ schema: AppEventInput }) body: AppEventInput,
  ) {
    return this.events.create(caller, deploymentId, 'app', body);
  }
}
