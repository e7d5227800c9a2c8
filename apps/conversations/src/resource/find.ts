import { LetheError, notFound } from '@lethe/contracts';
import { holdOffErasures } from '@lethe/domain-kit';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { Conversation } from '../entities/conversation.ts';
import { Participant } from '../entities/participant.ts';

/** @throws LetheError not.found */
export async function findConversation(manager: EntityManager, id: string): Promise<Conversation> {
  const conversation = await manager.findOneBy(Conversation, { id });
  if (conversation === null) throw notFound('conversation');
  return conversation;
}

/**
 * A participant that something is about to be added to or changed on. Erasures wait until the transaction is over, or
 * it waits for them: otherwise what is added while one runs would outlive it (the lock is the one of `erasesOneByOne`,
 * domain-kit `run-tasks.ts`).
 * @throws LetheError not.found; request.conflict when the participant was erased
 */
export async function findLiving(
  manager: EntityManager,
  conversationId: string,
  participantId: string,
): Promise<Participant> {
  await holdOffErasures(manager);
  const participant = await manager.findOneBy(Participant, { id: participantId, conversationId });
  if (participant === null) throw notFound('participant');
  if (participant.erasedAt !== null) throw erased();
  return participant;
}

/**
 * Whether every contact of the interaction was erased, so that nobody could ask for the erasure of what is still added
 * to it.
 */
export async function isOver(manager: EntityManager, conversationId: string): Promise<boolean> {
  const erasedContact = await manager.existsBy(Participant, {
    conversationId,
    userId: IsNull(),
    erasedAt: Not(IsNull()),
  });
  const living = { conversationId, externalContactId: Not(IsNull()), erasedAt: IsNull() };
  return erasedContact && !(await manager.existsBy(Participant, living));
}

export const erased = () =>
  new LetheError(
    'request.conflict',
    'The person was erased from this conversation, so nothing about them is added to it.',
  );
