import { Injectable } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { DomainStore } from '@lethe/domain-kit';
import type { User } from '../entities/user.ts';
import { findUser, lockUser, saveUser } from './find-user.ts';
import type { OutOfOffice, Presence } from './user-schemas.ts';

@Injectable()
export class UserStatusService {
  constructor(private readonly store: DomainStore) {}

  getOutOfOffice(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => outOfOfficeView(await findUser(manager, id)));
  }

  setOutOfOffice(caller: Principal, id: string, outOfOffice: OutOfOffice) {
    return this.store.transaction(caller, async (manager) => {
      const user = await lockUser(manager, id);
      return outOfOfficeView(await saveUser(manager, Object.assign(user, { outOfOffice })));
    });
  }

  getPresence(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => presenceView(await findUser(manager, id)));
  }

  setPresence(caller: Principal, id: string, { message }: Presence) {
    return this.store.transaction(caller, async (manager) => {
      const user = await lockUser(manager, id);
      return presenceView(await saveUser(manager, Object.assign(user, { presenceMessage: message ?? null })));
    });
  }
}

const outOfOfficeView = ({ id, outOfOffice }: User) => ({ active: false, indefinite: false, ...outOfOffice, id, selfUri: `/api/v2/users/${id}/outofoffice` });
const presenceView = ({ id, presenceMessage }: User) => ({
  id, source: 'PURECLOUD', primary: true, ...(presenceMessage !== null && { message: presenceMessage }), selfUri: `/api/v2/users/${id}/presences/purecloud`,
});
