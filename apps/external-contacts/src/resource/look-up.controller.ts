import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { text, type Principal } from '@lethe/contracts';
import { Caller, RequirePermission } from '@lethe/domain-kit';
import { z } from 'zod';
import { LookUpService } from './look-up.service.ts';

export const ReverseLookUpQuery = z.object({ lookupVal: text(1000).min(1) });
export type ReverseLookUpQuery = z.infer<typeof ReverseLookUpQuery>;

export const CONTACT_IDENTIFIER_TYPES = [
  'SocialLine', 'SocialFacebook', 'SocialTwitter', 'SocialWhatsapp', 'SocialInstagram', 'SocialWhatsappBsuid', 'AppleOpaqueId', 'Email', 'Phone', 'Cookie', 'ExternalId',
] as const;
export const ContactIdentifier = z
  .object({
    type: z.enum(CONTACT_IDENTIFIER_TYPES),
    value: text(1000).min(1),
    externalSource: z.object({ id: text(100).nullish(), name: text(1000).nullish() }).nullish(),
  })
  .meta({ id: 'ContactIdentifier' });
export type ContactIdentifier = z.infer<typeof ContactIdentifier>;

@Controller('api/v2/externalcontacts')
@RequirePermission('externalContacts:contact:view')
export class LookUpController {
  constructor(private readonly lookUp: LookUpService) {}

  @Get('reversewhitepageslookup')
  reverse(@Caller() caller: Principal, @Query({ schema: ReverseLookUpQuery }) { lookupVal }: ReverseLookUpQuery) {
    return this.lookUp.reverse(caller, lookupVal);
  }

  @Post(['identifierlookup', 'identifierlookup/contacts'])
  @HttpCode(200)
  byIdentifier(@Caller() caller: Principal, @Body({ schema: ContactIdentifier }) identifier: ContactIdentifier) {
    return this.lookUp.byIdentifier(caller, identifier);
  }
}
