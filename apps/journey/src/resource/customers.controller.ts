import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { ConsentInput, CustomerInput } from './customer-input.ts';
import { CustomerView } from './customer-view.ts';
import { CustomersService } from './customers.service.ts';

/** An extension (requirements D17): who visits, whether they agreed to be tracked, and which contact they are. */
@Controller('api/v2/journey/customers')
export class CustomersController {
  constructor(private readonly customers: CustomersService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('journey:customer:add')
  @Answers(200, CustomerView)
  put(@Caller() caller: Principal, @Body({ schema: CustomerInput }) body: CustomerInput) {
    return this.customers.put(caller, body);
  }

  @Get(':customerId')
  @RequirePermission('journey:customer:view')
  @Answers(200, CustomerView)
  get(@Caller() caller: Principal, @Param('customerId', PathId) id: string) {
    return this.customers.get(caller, id);
  }

  @Put(':customerId/consent')
  @RequirePermission('journey:customer:edit')
  @Answers(200, CustomerView)
  consent(
    @Caller() caller: Principal,
    @Param('customerId', PathId) id: string,
    @Body({ schema: ConsentInput }) body: ConsentInput,
  ) {
    return this.customers.consent(caller, id, body);
  }

  @Delete(':customerId/consent')
  @RequirePermission('journey:customer:edit')
  @Answers(200, CustomerView)
  withdraw(@Caller() caller: Principal, @Param('customerId', PathId) id: string) {
    return this.customers.withdraw(caller, id);
  }

  @Put(':customerId/contacts/:contactId')
  @RequirePermission('journey:customer:edit')
  @Answers(200, CustomerView)
  link(
    @Caller() caller: Principal,
    @Param('customerId', PathId) id: string,
    @Param('contactId', PathId) contactId: string,
  ) {
    return this.customers.link(caller, id, contactId);
  }

  @Delete(':customerId/contacts/:contactId')
  @RequirePermission('journey:customer:edit')
  @Answers(200, CustomerView)
  unlink(
    @Caller() caller: Principal,
    @Param('customerId', PathId) id: string,
    @Param('contactId', PathId) contactId: string,
  ) {
    return this.customers.unlink(caller, id, contactId);
  }
}
