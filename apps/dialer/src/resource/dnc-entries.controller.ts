import { Body, Controller, Delete, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { DncEntriesService } from './dnc-entries.service.ts';
import {
  ClearQuery,
  DncCheck,
  DncCheckResult,
  DncPatchEmails,
  DncPatchPhoneNumbers,
  DncValues,
  ExpirationQuery,
} from './dnc-schemas.ts';

@Controller('api/v2/outbound/dnclists/:listId')
export class DncEntriesController {
  constructor(private readonly entries: DncEntriesService) {}

  @Post('phonenumbers')
  @HttpCode(204)
  @RequirePermission('outbound:dnc:add')
  addPhones(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Query({ schema: ExpirationQuery }) query: ExpirationQuery,
    @Body({ schema: DncValues }) values: DncValues,
  ) {
    return this.entries.add(caller, listId, { kind: 'PHONE', values, ...query });
  }

  @Patch('phonenumbers')
  @HttpCode(204)
  @RequirePermission('outbound:dnc:add')
  patchPhones(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Body({ schema: DncPatchPhoneNumbers }) { action, phoneNumbers: values, ...more }: DncPatchPhoneNumbers,
  ) {
    return this.entries[action === 'Add' ? 'add' : 'remove'](caller, listId, {
      kind: 'PHONE',
      field: 'phoneNumbers',
      values,
      ...more,
    });
  }

  @Delete('phonenumbers')
  @HttpCode(204)
  @RequirePermission('outbound:dnc:delete')
  clearPhones(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Query({ schema: ClearQuery }) { expiredOnly }: ClearQuery,
  ) {
    return this.entries.clear(caller, listId, 'PHONE', expiredOnly);
  }

  @Post('emailaddresses')
  @HttpCode(204)
  @RequirePermission('outbound:dnc:add')
  addEmails(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Query({ schema: ExpirationQuery }) query: ExpirationQuery,
    @Body({ schema: DncValues }) values: DncValues,
  ) {
    return this.entries.add(caller, listId, { kind: 'EMAIL', values, ...query });
  }

  @Patch('emailaddresses')
  @HttpCode(204)
  @RequirePermission('outbound:dnc:add')
  patchEmails(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Body({ schema: DncPatchEmails }) { action, emailAddresses: values, ...more }: DncPatchEmails,
  ) {
    return this.entries[action === 'Add' ? 'add' : 'remove'](caller, listId, {
      kind: 'EMAIL',
      field: 'emailAddresses',
      values,
      ...more,
    });
  }

  @Delete('emailaddresses')
  @HttpCode(204)
  @RequirePermission('outbound:dnc:delete')
  clearEmails(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Query({ schema: ClearQuery }) { expiredOnly }: ClearQuery,
  ) {
    return this.entries.clear(caller, listId, 'EMAIL', expiredOnly);
  }

  /** Extension: the entries are keyed hashes, so a list can be asked but not read. */
  @Post('check')
  @HttpCode(200)
  @RequirePermission('outbound:dnc:view')
  @Answers(200, DncCheckResult)
  check(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Body({ schema: DncCheck }) body: DncCheck,
  ) {
    return this.entries.check(caller, listId, body);
  }
}
