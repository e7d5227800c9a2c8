import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { Empty, type Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { CreateUser, GetQuery, ListQuery, UpdateUser, UserSearch, UserStateInput } from './user-schemas.ts';
import { StateView, UserListing, UserSearchView, UserView } from './user-view.ts';
import { UsersService } from './users.service.ts';

@Controller('api/v2/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('directory:user:add')
  @Answers(200, UserView)
  create(@Caller() caller: Principal, @Body({ schema: CreateUser }) body: CreateUser) {
    return this.users.create(caller, body);
  }

  @Get()
  @RequirePermission('directory:user:view')
  @Answers(200, UserListing)
  list(@Caller() caller: Principal, @Query({ schema: ListQuery }) query: ListQuery) {
    return this.users.list(caller, query);
  }

  @Post('search')
  @HttpCode(200)
  @RequirePermission('directory:user:view')
  @Answers(200, UserSearchView)
  search(@Caller() caller: Principal, @Body({ schema: UserSearch }) body: UserSearch) {
    return this.users.search(caller, body);
  }

  @Get(':userId')
  @RequirePermission('directory:user:view')
  @Answers(200, UserView)
  get(
    @Caller() caller: Principal,
    @Param('userId', PathId) userId: string,
    @Query({ schema: GetQuery }) query: GetQuery,
  ) {
    return this.users.get(caller, userId, query);
  }

  @Patch(':userId')
  @RequirePermission('directory:user:edit')
  @Answers(200, UserView)
  update(
    @Caller() caller: Principal,
    @Param('userId', PathId) userId: string,
    @Body({ schema: UpdateUser }) body: UpdateUser,
  ) {
    return this.users.update(caller, userId, body);
  }

  @Delete(':userId')
  @RequirePermission('directory:user:delete')
  @Answers(200, Empty)
  delete(@Caller() caller: Principal, @Param('userId', PathId) userId: string) {
    return this.users.delete(caller, userId);
  }

  @Get(':userId/state')
  @RequirePermission('directory:user:view')
  @Answers(200, StateView)
  getState(@Caller() caller: Principal, @Param('userId', PathId) userId: string) {
    return this.users.getState(caller, userId);
  }

  @Put(':userId/state')
  @RequirePermission('directory:user:edit')
  @Answers(200, StateView)
  setState(
    @Caller() caller: Principal,
    @Param('userId', PathId) userId: string,
    @Body({ schema: UserStateInput }) body: UserStateInput,
  ) {
    return this.users.setState(caller, userId, body);
  }
}
