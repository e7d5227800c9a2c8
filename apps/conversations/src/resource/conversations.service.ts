import { Injectable } from '@nestjs/common';
import { LetheError, type Principal } from '@lethe/contracts';
import { createdOnce, DomainStore } from '@lethe/domain-kit';
import { v7 } from 'uuid';
import { Participant } from '../entities/participant.ts';
import type { Attributes } from '../formats/attributes.ts';
import { conversationView } from './conversation-view.ts';
import { erased, findConversation, findLiving, isOver } from './find.ts';
import { importConversation, isImported } from './import-conversation.ts';
import type { ImportInput } from './import-input.ts';
import type { AssociationInput } from './participant-input.ts';

@Injectable()
export class ConversationsService {
  constructor(private readonly store: DomainStore) {}

  import(caller: Principal, input: ImportInput) {
    return createdOnce(
      () => this.insert(caller, input),
      () =>
        this.store.transaction(caller, async (manager) =>
          (await isImported(manager, caller, input))
            ? conversationView(manager, await findConversation(manager, input.id!))
            : undefined,
        ),
    );
  }

  private async insert(caller: Principal, input: ImportInput) {
    try {
      return await this.store.transaction(caller, async (manager) =>
        conversationView(manager, await findConversation(manager, await importConversation(manager, caller, input))),
      );
    } catch (error) {
      if (isTaken(error))
        throw new LetheError(
          'request.conflict',
          'The conversation, or one of the ids in it, is there already. Nothing was changed.',
          { cause: error },
        );
      throw error;
    }
  }

  get(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) =>
      conversationView(manager, await findConversation(manager, id)),
    );
  }

  /** Adds to the attributes, and replaces those with the same keys. */
  patchAttributes(caller: Principal, conversationId: string, participantId: string, attributes: Attributes) {
    return this.store.transaction(caller, async (manager) => {
      const { mediaType } = await findLiving(manager, conversationId, participantId);
      if (await isOver(manager, conversationId)) throw erased();
      await manager.query(
        `insert into participant_data (organisation_id, id, conversation_id, participant_id, media_type, attributes)
          values ($1, $2, $3, $4, $5, $6::jsonb)
         on conflict on constraint participant_data_participant do update
           set attributes = coalesce(participant_data.attributes, '{}') || excluded.attributes, erased_at = null`,
        [caller.organisationId, v7(), conversationId, participantId, mediaType, JSON.stringify(attributes)],
      );
    });
  }

  associate(
    caller: Principal,
    conversationId: string,
    { conversationId: repeated, communicationId, externalContactId = null }: AssociationInput,
  ) {
    if (repeated !== conversationId)
      throw new LetheError('bad.request', 'The conversationId of the body is not the one of the path.', {
        details: [{ errorCode: 'invalid.value', fieldName: 'conversationId' }],
      });
    return this.store.transaction(caller, async (manager) => {
      const participant = await findLiving(manager, conversationId, communicationId);
      if (participant.userId !== null)
        throw new LetheError(
          'request.conflict',
          'The communication is of a user of the organisation, not of an external contact.',
        );
      await manager.update(Participant, { id: participant.id }, { externalContactId });
    });
  }
}

const isTaken = (error: unknown) =>
  (error as { driverError?: { code?: unknown } } | undefined)?.driverError?.code === '23505';
