import type { ApiClient } from '../api/api-client.ts';
import { ApiError, notThere } from '../api/api-error.ts';
import { ImportError } from '../import-error.ts';
import { refusable } from '../people/refusals.ts';
import type { MediaType } from './media.ts';
import type { PlannedConversation, PlannedFile } from './planned.ts';

const CONVERSATIONS = '/api/v2/conversations';

/** What there is of one conversation; ids only. */
export interface LoadedConversation {
  id: string;
  mediaType: MediaType;
  messageIds: string[];
  fileIds: Record<PlannedFile['of'], string[]>;
}

/**
 * Makes a conversation and its files, or what is missing of them. Files join the answer's `loaded` one by one, so that
 * it tells the truth when one is refused. Answers how many files the API no longer takes because their owner was
 * erased.
 * @throws RefusedError
 */
export async function loadConversation(
  client: ApiClient,
  { mediaType, body, files }: PlannedConversation,
  loaded: LoadedConversation[],
): Promise<number> {
  await refusable('conversation', () => client.post(`${CONVERSATIONS}/imports`, body).catch(isThere));
  const conversation: LoadedConversation = {
    id: body.id,
    mediaType,
    messageIds: body.messages.map(({ id }) => id),
    fileIds: { person: [], agent: [], recordings: [] },
  };
  loaded.push(conversation);
  let erased = 0;
  for (const file of files) {
    if (await refusable('file', () => isUploaded(client, body.id, file))) conversation.fileIds[file.of].push(file.id);
    else erased += 1;
  }
  return erased;
}

/** An earlier import, or an earlier call with a lost answer, made it: it stays as it is, also anonymised. */
function isThere(error: unknown): undefined {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 404)
    throw new ImportError('This stack has no service for conversations. Start it again with npm start.');
  if (error.status !== 409) throw error;
}

/**
 * False when its owner was erased: then the API refuses the file (409), and there is none. A file that is there with
 * other content stays.
 */
async function isUploaded(
  client: ApiClient,
  conversationId: string,
  { id, of, participantId, messageId, ...file }: PlannedFile,
): Promise<boolean> {
  const path = `${CONVERSATIONS}/${conversationId}/files/${id}`;
  const query = new URLSearchParams({
    participantId,
    kind: of === 'recordings' ? 'recording' : 'attachment',
    ...(messageId !== undefined && { messageId }),
  });
  try {
    await client.upload(`${path}?${query}`, file);
    return true;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) throw error;
    return client.get(path).then(
      () => true,
      (failure: unknown) => notThere(failure) ?? false,
    );
  }
}
