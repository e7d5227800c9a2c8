import { Injectable } from '@nestjs/common';
import {
  LetheError,
  notFound,
  type FileCall,
  type FileContent,
  type Principal,
  type UploadTicket,
} from '@lethe/contracts';
import { DomainStore, StoredFiles } from '@lethe/domain-kit';
import type { EntityManager } from 'typeorm';
import { PromptAudio } from '../entities/prompt-audio.ts';
import { findResource } from './find.ts';
import { resourceViews } from './resource-views.ts';

interface NamedAudio {
  promptId: string;
  language: string;
  fileId: string;
}

@Injectable()
export class AudioService {
  constructor(
    private readonly store: DomainStore,
    private readonly files: StoredFiles,
  ) {}

  open(
    caller: Principal,
    named: NamedAudio,
    userId: string,
    call: Extract<FileCall, { phase: 'open' }>,
  ): Promise<UploadTicket> {
    return this.store.transaction(
      caller,
      async (manager) => {
        const { id: resourceId } = await findResource(manager, named.promptId, named.language);
        // Two uploads of one id at once make one record.
        await manager.query(
          'insert into prompt_audio (organisation_id, id, resource_id, user_id) values ($1, $2, $3, $4) on conflict do nothing',
          [caller.organisationId, named.fileId, resourceId, userId],
        );
        const audio = await lockAudio(manager, named.fileId, resourceId, userId);
        const ticket = await this.files.open(manager, audio, `${resourceId}/${userId}`, call);
        await manager.save(audio);
        return ticket;
      },
      'openFile',
    );
  }

  /** Refused when the recorder was erased meanwhile: what was written is removed in time. */
  close(caller: Principal, named: NamedAudio, userId: string, call: Extract<FileCall, { phase: 'close' }>) {
    return this.store.transaction(
      caller,
      async (manager) => {
        const resource = await findResource(manager, named.promptId, named.language);
        const audio = await lockAudio(manager, named.fileId, resource.id, userId);
        await this.files.close(manager, audio, call);
        await manager.save(audio);
        return (await resourceViews(manager, [resource]))[0]!;
      },
      'closeFile',
    );
  }

  read(caller: Principal, { promptId, language, fileId }: NamedAudio): Promise<FileContent> {
    return this.store.transaction(caller, async (manager) => {
      const { id: resourceId } = await findResource(manager, promptId, language);
      const audio = await manager.findOneBy(PromptAudio, { id: fileId, resourceId });
      if (audio === null) throw notFound('file');
      return this.files.content(audio);
    });
  }
}

async function lockAudio(manager: EntityManager, id: string, resourceId: string, userId: string): Promise<PromptAudio> {
  const audio = await manager.findOne(PromptAudio, {
    where: { id, resourceId, userId },
    lock: { mode: 'pessimistic_write' },
  });
  if (audio === null)
    throw new LetheError(
      'request.conflict',
      'The file id is in use for another prompt, language or user, or the file is gone. Use another id.',
    );
  return audio;
}
