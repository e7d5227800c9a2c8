import { Inject, Injectable } from '@nestjs/common';
import { grants, LetheError, type Principal } from '@lethe/contracts';
import { DomainStore, LETHE_SECRETS, type EngineSecrets } from '@lethe/domain-kit';
import { In, LessThanOrEqual, type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { DncEntry } from '../entities/dnc-entry.ts';
import type { DncList } from '../entities/dnc-list.ts';
import type { DncKind } from '../formats/hashed.ts';
import type { DncChange, DncCheck, DncCheckResult } from './dnc-schemas.ts';
import { findDncList, saveNextVersion } from './find-list.ts';
import { earlierHashesOf, hashesOf } from './hash-of.ts';

const MAY_REMOVE = 'outbound:dnc:delete';

@Injectable()
export class DncEntriesService {
  constructor(
    private readonly store: DomainStore,
    @Inject(LETHE_SECRETS) private readonly secrets: EngineSecrets,
  ) {}

  add(caller: Principal, listId: string, change: DncChange) {
    return this.inList(caller, listId, async (manager, list) => {
      const hashes = new Set(this.hashes(caller, change).flat());
      const expiresAt = change.expirationDateTime === undefined ? null : new Date(change.expirationDateTime);
      const there = await manager.findBy(DncEntry, { dncListId: list.id, kind: change.kind, hash: In([...hashes]) });
      await manager.save(there.map((entry) => Object.assign(entry, { expiresAt })));
      for (const { hash } of there) hashes.delete(hash);
      const entries = [...hashes].map((hash) => ({
        organisationId: caller.organisationId,
        id: v7(),
        dncListId: list.id,
        kind: change.kind,
        hash,
        expiresAt,
      }));
      if (entries.length > 0) await manager.insert(DncEntry, entries);
    });
  }

  async remove(caller: Principal, listId: string, change: DncChange) {
    if (!grants(caller.permissions, MAY_REMOVE))
      throw new LetheError('missing.any.permissions', `You are missing the following permission(s): ${MAY_REMOVE}`, {
        params: { permissions: MAY_REMOVE },
      });
    await this.inList(caller, listId, async (manager, list) => {
      await manager.remove(
        await manager.findBy(DncEntry, {
          dncListId: list.id,
          kind: change.kind,
          hash: In(this.hashes(caller, change).flat()),
        }),
      );
    });
  }

  clear(caller: Principal, listId: string, kind: DncKind, expiredOnly: boolean) {
    return this.inList(caller, listId, async (manager, list) => {
      const now = await clock(manager);
      await manager.remove(
        await manager.findBy(DncEntry, {
          dncListId: list.id,
          kind,
          ...(expiredOnly && { expiresAt: LessThanOrEqual(now) }),
        }),
      );
    });
  }

  /**
   * Whether each of the values may be contacted as far as this list goes; what is on a list can not be listed, only
   * asked for.
   */
  check(caller: Principal, listId: string, { phoneNumbers, emailAddresses }: DncCheck): Promise<DncCheckResult> {
    return this.store.transaction(caller, async (manager) => {
      const list = await findDncList(manager, listId);
      const listed = async (kind: DncKind, field: string, values: string[]) => {
        const today = this.hashes(caller, { kind, field, values });
        const hashes = values.map((value, index) => [
          ...today[index]!,
          ...earlierHashesOf(this.secrets.pseudonymKey, caller, kind, value),
        ]);
        const entries = await manager.findBy(DncEntry, { dncListId: list.id, kind, hash: In(hashes.flat()) });
        const now = await clock(manager);
        const valid = new Set(
          entries.filter(({ expiresAt }) => expiresAt === null || expiresAt > now).map(({ hash }) => hash),
        );
        return values.map((value, index) => ({ value, listed: hashes[index]!.some((hash) => valid.has(hash)) }));
      };
      return {
        phoneNumbers: await listed('PHONE', 'phoneNumbers', phoneNumbers),
        emailAddresses: await listed('EMAIL', 'emailAddresses', emailAddresses),
      };
    });
  }

  /** Changes of one list happen one after the other. */
  private inList(
    caller: Principal,
    listId: string,
    work: (manager: EntityManager, list: DncList) => Promise<void>,
  ): Promise<void> {
    return this.store.transaction(caller, async (manager) => {
      const list = await findDncList(manager, listId, 'write');
      await work(manager, list);
      await saveNextVersion(manager, list);
    });
  }

  /** Of each value, in their order. */
  private hashes(caller: Principal, { kind, values, field }: DncChange): string[][] {
    const at = (index: number) => (field === undefined ? String(index) : `${field}.${index}`);
    return values.map((value, index) => hashesOf(this.secrets.pseudonymKey, caller, kind, { value, field: at(index) }));
  }
}

async function clock(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: Date }[]>('select lethe_now() now');
  return row!.now;
}
