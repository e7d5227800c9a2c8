import { Injectable } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { DomainStore } from '@lethe/domain-kit';
import { findUser, lockUser, saveUser } from './find-user.ts';
import { outOfOfficeView, presenceView } from './status-view.ts';
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
