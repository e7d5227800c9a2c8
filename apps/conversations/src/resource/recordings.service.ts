import { Injectable } from '@nestjs/common';
import { notFound, type Principal } from '@lethe/contracts';
import { DomainStore, StoredFiles, holdOffErasures } from '@lethe/domain-kit';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { Participant } from '../entities/participant.ts';
import { Recording } from '../entities/recording.ts';
import type { HoldGround } from '../words.ts';
import { findConversation, isOver } from './find.ts';
import { recordingMetadata, recordingView } from './recording-view.ts';

@Injectable()
export class RecordingsService {
  constructor(
    private readonly store: DomainStore,
    private readonly files: StoredFiles,
  ) {}

  list(caller: Principal, conversationId: string) {
    return this.store.transaction(caller, async (manager) =>
      (await recordingsOf(manager, conversationId)).map(recordingView),
    );
  }

  metadata(caller: Principal, conversationId: string) {
    return this.store.transaction(caller, async (manager) =>
      (await recordingsOf(manager, conversationId)).map(recordingMetadata),
    );
  }

  get(caller: Principal, conversationId: string, id: string) {
    return this.store.transaction(caller, async (manager) =>
      recordingView(await findRecording(manager, conversationId, id)),
    );
  }

  protect(caller: Principal, conversationId: string, id: string, holdGround: HoldGround) {
    return this.store.transaction(caller, async (manager) => {
      await holdOffErasures(manager);
      const recording = await findRecording(manager, conversationId, id, { lock: true });
      return recordingView(await manager.save(Object.assign(recording, { holdGround })));
    });
  }

  /**
   * What the hold alone has kept from an erasure goes with it: nobody is left whose request would reach the recording.
   */
  release(caller: Principal, conversationId: string, id: string) {
    return this.store.transaction(caller, async (manager) => {
      await holdOffErasures(manager);
      const recording = await findRecording(manager, conversationId, id, { lock: true });
      if (recording.holdGround === null) return;
      if (!(await isOver(manager, conversationId))) await manager.save(Object.assign(recording, { holdGround: null }));
      else {
        await this.files.discard(manager, recording);
        await manager.remove(recording);
      }
      await forgetErased(manager, conversationId);
    });
  }
}

/** Once nothing of a conversation is held, who was erased from it keeps no id. */
async function forgetErased(manager: EntityManager, conversationId: string): Promise<void> {
  if (await manager.existsBy(Recording, { conversationId, holdGround: Not(IsNull()) })) return;
  await manager.update(Participant, { conversationId, erasedAt: Not(IsNull()) }, { externalContactId: null });
}

async function recordingsOf(manager: EntityManager, conversationId: string): Promise<Recording[]> {
  await findConversation(manager, conversationId);
  return manager.find(Recording, { where: { conversationId }, order: { startTime: 'ASC', id: 'ASC' } });
}

async function findRecording(
  manager: EntityManager,
  conversationId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Recording> {
  const recording = await manager.findOne(Recording, {
    where: { id, conversationId },
    ...(options.lock && { lock: { mode: 'pessimistic_write' } }),
  });
  if (recording === null) throw notFound('recording');
  return recording;
}
