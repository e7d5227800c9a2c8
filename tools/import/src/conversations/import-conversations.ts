import type { ApiClient } from '../api/api-client.ts';
import type { Text } from '../messages/weave.ts';
import { linkable } from '../people/external-contact.ts';
import type { Imported } from '../people/import-people.ts';
import { Refusals } from '../people/refusals.ts';
import { userFields } from '../people/user.ts';
import { workThrough } from '../people/work-through.ts';
import type { Refusal, Row } from '../rows/identity.ts';
import { loadConversation } from './load-conversation.ts';
import { planConversations, type Agent } from './plan-conversations.ts';

/** People whose conversations are on their way; each sends one call after the other. */
const PEOPLE_AT_A_TIME = 16;

export interface ConversationOptions {
  texts: readonly Text[];
  /** Told after every person. */
  advanced?(people: number): void;
  refused?(refusal: Refusal): void;
}

export interface ImportedConversations extends Imported {
  /** Files that were not uploaded because their owner was erased. */
  erasedFiles: number;
}

/**
 * Gives `rows` conversations, but for those that were refused. `all` are the rows that were imported before: the agents
 * are among them.
 */
export async function importConversations(
  client: ApiClient,
  { rows, all }: { rows: readonly Row[]; all: readonly Row[] },
  imported: Imported,
  options: ConversationOptions,
): Promise<ImportedConversations> {
  if (imported.stopped) return { ...imported, erasedFiles: 0 };
  const refusedBefore = new Set(imported.refused.map(({ line }) => line));
  const refusals = new Refusals((refusal) => options.refused?.(refusal));
  const agentOf = agents(all, imported);
  let erasedFiles = 0;
  const stopped = await workThrough(rows, PEOPLE_AT_A_TIME, async (row) => {
    const person = imported.people.get(row.identity.Number);
    if (person !== undefined && !refusedBefore.has(row.line)) {
      const surroundings = {
        organisationId: client.access.organisationId,
        texts: options.texts,
        contactIds: linkable(person.externalContactIds),
        agent: agentOf(row),
      };
      const loaded = (person.conversations = []);
      await refusals.attempt(row, async () => {
        for (const planned of planConversations(row, surroundings)) {
          const erased = await loadConversation(client, planned, loaded);
          // Not in one statement: others add to it while this waits.
          erasedFiles += erased;
        }
      });
    }
    options.advanced?.(1);
  });
  return {
    people: imported.people,
    refused: [...imported.refused, ...refusals.sorted()].toSorted((a, b) => a.line - b.line),
    ...(stopped && { stopped }),
    erasedFiles,
  };
}

/** The directory user of the closest row before: nobody answers themselves. */
function agents(all: readonly Row[], { people }: Imported): (row: Row) => Agent {
  const users = all.flatMap(({ index, identity }) => {
    const userId = people.get(identity.Number)?.userId;
    return userId === undefined ? [] : [{ index, agent: { userId, name: userFields(identity).name } }];
  });
  return (row) => users.findLast(({ index }) => index < row.index)?.agent ?? {};
}
