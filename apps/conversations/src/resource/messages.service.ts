import { Injectable } from '@nestjs/common';
import { listing, notFound, type Page, type Principal } from '@lethe/contracts';
import { DomainStore } from '@lethe/domain-kit';
import { In, IsNull, Not, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { z } from 'zod';
import { Attachment } from '../entities/attachment.ts';
import { MessageParty } from '../entities/message-party.ts';
import { Message } from '../entities/message.ts';
import { findConversation } from './find.ts';
import type { MessageListing } from './message-schema.ts';
import { emailPreview, emailView, messagesUri, messageView } from './message-view.ts';
import { partiesOf, type Parties } from './parties-of.ts';

/** Web chats are answered beside messages: the API has nothing of their own. */
const NO_EMAIL = { mediaType: Not('email' as const) };
const EMAIL = { mediaType: 'email' as const };

@Injectable()
export class MessagesService {
  constructor(private readonly store: DomainStore) {}

  emails(caller: Principal, conversationId: string, page: Page) {
    return this.store.transaction(caller, async (manager) => {
      await findConversation(manager, conversationId);
      const { pageSize, pageNumber } = page;
      const [messages, total] = await manager.findAndCount(Message, {
        where: { conversationId, ...EMAIL },
        order: { time: 'ASC', id: 'ASC' },
        take: pageSize,
        skip: (pageNumber - 1) * pageSize,
      });
      return listing(await viewAll(manager, messages, emailPreview), { ...page, total }, messagesUri(conversationId));
    });
  }

  email(caller: Principal, conversationId: string, id: string) {
    return this.one(caller, { conversationId, id, ...EMAIL }, emailView);
  }

  message(caller: Principal, conversationId: string, id: string) {
    return this.one(caller, { conversationId, id, ...NO_EMAIL }, messageView);
  }

  bulk(caller: Principal, conversationId: string, ids?: string[] | null): Promise<MessageListing> {
    return this.store.transaction(caller, async (manager) => {
      await findConversation(manager, conversationId);
      const guids = ids?.filter((id) => z.guid().safeParse(id).success);
      const where = { conversationId, ...NO_EMAIL, ...(guids && { id: In(guids) }) };
      return {
        entities: await viewAll(
          manager,
          await manager.find(Message, { where, order: { time: 'ASC', id: 'ASC' } }),
          messageView,
        ),
      };
    });
  }

  private one<V>(caller: Principal, where: FindOptionsWhere<Message>, view: View<V>): Promise<V> {
    return this.store.transaction(caller, async (manager) => {
      const message = await manager.findOneBy(Message, where);
      if (message === null) throw notFound('message');
      return (await viewAll(manager, [message], view))[0]!;
    });
  }
}

type View<V> = (message: Message, attachments: Attachment[], parties: Parties) => V;

async function viewAll<V>(manager: EntityManager, messages: Message[], view: View<V>): Promise<V[]> {
  if (messages.length === 0) return [];
  const ofThese = { conversationId: messages[0]!.conversationId, messageId: In(messages.map(({ id }) => id)) };
  const attachments = Map.groupBy(
    await manager.find(Attachment, { where: { ...ofThese, uploadedAt: Not(IsNull()) }, order: { id: 'ASC' } }),
    ({ messageId }) => messageId,
  );
  const parties = Map.groupBy(await manager.find(MessageParty, { where: ofThese }), ({ messageId }) => messageId);
  return messages.map((message) =>
    view(message, attachments.get(message.id) ?? [], partiesOf(parties.get(message.id) ?? [])),
  );
}
