import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, RequirePermission } from '@lethe/domain-kit';
import { ContactView, LookUpView } from './contact-schema.ts';
import { ContactIdentifier, ReverseLookUpQuery } from './look-up-input.ts';
import { LookUpService } from './look-up.service.ts';

@Controller('api/v2/externalcontacts')
@RequirePermission('externalContacts:contact:view')
export class LookUpController {
  constructor(private readonly lookUp: LookUpService) {}

  @Get('reversewhitepageslookup')
  @Answers(200, LookUpView)
  reverse(@Caller() caller: Principal, @Query({ schema: ReverseLookUpQuery }) { lookupVal }: ReverseLookUpQuery) {
    return this.lookUp.reverse(caller, lookupVal);
  }

  @Post(['identifierlookup', 'identifierlookup/contacts'])
  @HttpCode(200)
  @Answers(200, ContactView)
  byIdentifier(@Caller() caller: Principal, @Body({ schema: ContactIdentifier }) identifier: ContactIdentifier) {
    return this.lookUp.byIdentifier(caller, identifier);
  }
}
