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
import { Attachment } from '../entities/attachment.ts';
import { Message } from '../entities/message.ts';
import { Recording } from '../entities/recording.ts';
import { attachmentView } from './attachment-view.ts';
import type { FileOwner } from './file-owner.ts';
import { erased, findLiving, isOver } from './find.ts';
import { recordingView } from './recording-view.ts';

/** File systems and mail clients stop there. */
const NAME_LENGTH = 255;

interface NamedFile {
  conversationId: string;
  fileId: string;
  owner: FileOwner;
}

@Injectable()
export class FilesService {
  constructor(
    private readonly store: DomainStore,
    private readonly files: StoredFiles,
  ) {}

  open(caller: Principal, file: NamedFile, call: Extract<FileCall, { phase: 'open' }>): Promise<UploadTicket> {
    assertName(call.fileName ?? '');
    return this.store.transaction(
      caller,
      async (manager) => {
        await assertOwner(manager, file);
        await make(manager, caller.organisationId, file);
        const record = await lockFile(manager, file);
        if (record === undefined) throw inUse();
        if (record instanceof Recording) record.participantId = file.owner.participantId;
        const ticket = await this.files.open(
          manager,
          record,
          `${file.conversationId}/${file.owner.participantId}`,
          call,
        );
        await manager.save(record);
        return ticket;
      },
      'openFile',
    );
  }

  /** The upload is refused when its owner was erased meanwhile: what was written is removed in time. */
  close(caller: Principal, file: NamedFile, call: Extract<FileCall, { phase: 'close' }>) {
    return this.store.transaction(
      caller,
      async (manager) => {
        await assertOwner(manager, file);
        const record = await lockFile(manager, file);
        if (record === undefined) throw inUse();
        await this.files.close(manager, record, call);
        await manager.save(record);
        return record instanceof Recording ? recordingView(record) : attachmentView(record);
      },
      'closeFile',
    );
  }

  read(caller: Principal, conversationId: string, id: string): Promise<FileContent> {
    return this.store.transaction(caller, async (manager) => {
      const where = { id, conversationId };
      const record = (await manager.findOneBy(Attachment, where)) ?? (await manager.findOneBy(Recording, where));
      if (record === null) throw notFound('file');
      return this.files.content(record);
    });
  }
}

/** A path or control characters in a name are kept as they are: no name ever becomes a path or a header here. */
function assertName(name: string): void {
  if (name.length <= NAME_LENGTH) return;
  throw new LetheError('constraint.validation', `A file name has at most ${NAME_LENGTH} characters.`, {
    details: [{ errorCode: 'constraint.validation', fieldName: 'fileName' }],
  });
}

async function assertOwner(manager: EntityManager, { conversationId, owner }: NamedFile): Promise<void> {
  await findLiving(manager, conversationId, owner.participantId);
  if (owner.kind === 'recording') {
    if (await isOver(manager, conversationId)) throw erased();
  } else if (
    owner.messageId !== undefined &&
    !(await manager.existsBy(Message, { id: owner.messageId, conversationId, participantId: owner.participantId }))
  ) {
    throw notFound('message of this participant');
  }
}

/** Two uploads of one id at once make one record. */
async function make(
  manager: EntityManager,
  organisationId: string,
  { conversationId, fileId, owner }: NamedFile,
): Promise<void> {
  const other = owner.kind === 'recording' ? Attachment : Recording;
  if (await manager.existsBy<Attachment | Recording>(other, { id: fileId })) throw inUse();
  if (owner.kind === 'attachment') {
    await manager.query(
      'insert into attachment (organisation_id, id, conversation_id, participant_id, message_id) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [organisationId, fileId, conversationId, owner.participantId, owner.messageId ?? null],
    );
  } else {
    await manager.query(
      `insert into recording (organisation_id, id, conversation_id, participant_id, media, start_time)
       select $1, $2, $3, $4, 'audio', c.start_time from conversation c where c.organisation_id = $1 and c.id = $3 on conflict do nothing`,
      [organisationId, fileId, conversationId, owner.participantId],
    );
  }
}

/** The record of the file, when it is this owner's. A recording that came without a file has no participant yet. */
async function lockFile(
  manager: EntityManager,
  { conversationId, fileId, owner }: NamedFile,
): Promise<Attachment | Recording | undefined> {
  const options = { where: { id: fileId }, lock: { mode: 'pessimistic_write' as const } };
  const record = await (owner.kind === 'recording'
    ? manager.findOne(Recording, options)
    : manager.findOne(Attachment, options));
  if (
    record === null ||
    record.conversationId !== conversationId ||
    (record.participantId ?? owner.participantId) !== owner.participantId
  )
    return undefined;
  if (record instanceof Attachment && record.messageId !== (owner.messageId ?? null)) return undefined;
  return record;
}

const inUse = () =>
  new LetheError(
    'request.conflict',
    'The file id is in use for another conversation, participant, message or kind, or the file is gone. Use another id.',
  );
