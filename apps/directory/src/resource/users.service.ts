import { Injectable } from '@nestjs/common';
import { listing, type Principal } from '@lethe/contracts';
import { createdOnce, DomainStore, isAsCreated } from '@lethe/domain-kit';
import { In, IsNull, Raw, type FindOptionsWhere } from 'typeorm';
import { v7 } from 'uuid';
import { User } from '../entities/user.ts';
import { findUser, isToChange, lockUser, saveUser, uniqueEmail, userNotFound } from './find-user.ts';
import { profileOf } from './profile-of.ts';
import { usersByEmail } from './users-by-email.ts';
import type { CreateUser, GetQuery, ListQuery, UpdateUser, UserSearch, UserStateInput } from './user-schemas.ts';
import { stateView, userView, type UserSearchView } from './user-view.ts';

@Injectable()
export class UsersService {
  constructor(private readonly store: DomainStore) {}

  create(caller: Principal, input: CreateUser) {
    const { organisationId, defaultCountry } = caller;
    const { name, email, state, divisionId = organisationId } = input;
    const asked = { organisationId, name, email, state, divisionId, ...profileOf(input) };
    return createdOnce(
      () =>
        this.store.transaction(caller, async (manager) => {
          const user = manager.create(User, { ...asked, id: v7() });
          await uniqueEmail(manager.save(user));
          return userView(await findUser(manager, user.id), defaultCountry);
        }),
      () =>
        this.store.transaction(caller, async (manager) => {
          const there = await manager.findOneBy(User, { email: sameLogin(email), state: LIVING });
          return there !== null && isAsCreated(manager, there, asked) ? userView(there, defaultCountry) : undefined;
        }),
    );
  }

  get(caller: Principal, id: string, { state }: GetQuery) {
    return this.store.transaction(caller, async (manager) => {
      const user = await findUser(manager, id);
      if ((user.state === 'deleted') !== (state === 'deleted')) throw userNotFound();
      return userView(user, caller.defaultCountry);
    });
  }

  list(caller: Principal, { pageSize, pageNumber, state, id, sortOrder }: ListQuery) {
    return this.store.transaction(caller, async (manager) => {
      const where: FindOptionsWhere<User> = {
        erasedAt: IsNull(),
        ...(state !== 'any' && { state }),
        ...(id && { id: In(id) }),
      };
      const direction = /^asc/i.test(sortOrder) ? 'ASC' : 'DESC';
      const [users, total] = await manager.findAndCount(User, {
        where,
        order: { name: direction, id: direction },
        take: pageSize,
        skip: (pageNumber - 1) * pageSize,
      });
      const query = { state, ...(id && { id: id.join(',') }), sortOrder };
      return listing(
        users.map((user) => userView(user, caller.defaultCountry)),
        { total, pageSize, pageNumber },
        '/api/v2/users',
        query,
      );
    });
  }

  search(caller: Principal, { pageSize, pageNumber, query }: UserSearch): Promise<UserSearchView> {
    return this.store.transaction(caller, async (manager) => {
      const emails = query.flatMap(({ value, values = [] }) => [...(value === undefined ? [] : [value]), ...values]);
      const users = await usersByEmail(manager, caller.organisationId, emails);
      const page = users.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
      const results = page.map((user) => userView(user, caller.defaultCountry));
      return {
        total: users.length,
        pageCount: Math.ceil(users.length / pageSize),
        pageSize,
        pageNumber,
        types: ['users'],
        results,
      };
    });
  }

  update(caller: Principal, id: string, input: UpdateUser) {
    return this.store.transaction(caller, async (manager) => {
      const user = await lockUser(manager, id);
      const { name, email, state, version } = input;
      const profile = profileOf(input);
      if (isToChange(user, { ...profile, name, email, state }, version))
        await saveUser(
          manager,
          Object.assign(user, profile, { name: name ?? user.name, email: email ?? user.email }),
          state,
        );
      return userView(user, caller.defaultCountry);
    });
  }

  /** Hides the user; what is stored of the person stays until it is erased. */
  async delete(caller: Principal, id: string) {
    await this.setState(caller, id, { state: 'deleted' });
    return {};
  }

  getState(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => stateView(await findUser(manager, id)));
  }

  setState(caller: Principal, id: string, { state, version }: UserStateInput) {
    return this.store.transaction(caller, async (manager) => {
      const user = await lockUser(manager, id);
      return stateView(
        isToChange(user, { state }, version) && state !== user.state ? await saveUser(manager, user, state) : user,
      );
    });
  }
}

/** As the unique index has it, of living users only: without a parameter, as plans are made before values are known. */
const LIVING = Raw((column) => `${column} <> 'deleted'`);
const sameLogin = (email: string) => Raw((column) => `lower(${column}) = lower(:email)`, { email });
