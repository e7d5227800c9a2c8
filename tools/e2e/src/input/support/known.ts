import { randomUUID } from 'node:crypto';
import type { Http } from '../../support/http.ts';
import { created, makeAgent, makeInteraction, makePerson, upload } from '../../support/interactions.ts';
import { makeVisitor } from '../../support/visits.ts';

/** Path of a resource with `{name}` for its ids, up to and with one of them → an id that is there. */
export type Known = ReadonlyMap<string, string>;

/** One of everything that paths name, so that what else a call says is looked at, too. */
export async function makeKnown(http: Http): Promise<Known> {
  return new Map(
    [
      ...(await contacts(http)),
      ...(await lists(http)),
      ...(await conversations(http)),
      ...(await architecture(http)),
      ...(await visits(http)),
      ...(await requests(http)),
    ].map(([path, id]) => [`/api/v2/${path}`, id]),
  );
}

/** Ids for every parameter of a path. */
export function knownValues(known: Known, path: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { 1: name, index, 0: found } of path.matchAll(/\{(\w+)\}/g)) {
    const id = known.get(path.slice(0, index + found.length));
    if (id === undefined)
      throw new Error(
        `The test knows no resource for ${path.slice(0, index + found.length)}: make one in input/support/known.ts.`,
      );
    values[name!] = id;
  }
  return values;
}

type Made = [path: string, id: string][];

async function contacts(http: Http): Promise<Made> {
  const person = await makePerson(http);
  const { id: noteId } = await created(http, `/api/v2/externalcontacts/contacts/${person.contactId}/notes`, {
    noteText: 'a note',
  });
  const { userId } = await makeAgent(http);
  return [
    ['externalcontacts/contacts/{contactId}', person.contactId],
    ['externalcontacts/contacts/{contactId}/notes/{noteId}', noteId],
    ['users/{userId}', userId],
  ];
}

async function lists(http: Http): Promise<Made> {
  const path = '/api/v2/outbound/contactlists';
  const { id: listId } = await created(http, path, {
    name: `list ${randomUUID()}`,
    columnNames: ['phone', 'text'],
    phoneColumns: [{ columnName: 'phone', type: 'cell' }],
  });
  const [contact] = await created<{ id: string }[]>(http, `${path}/${listId}/contacts`, [
    { data: { phone: '+351912345678' } },
  ]);
  const { id: dncListId } = await created(http, '/api/v2/outbound/dnclists', {
    name: `list ${randomUUID()}`,
    dncSourceType: 'rds',
  });
  return [
    ['outbound/contactlists/{listId}', listId],
    ['outbound/contactlists/{listId}/contacts/{contactId}', contact!.id],
    ['outbound/dnclists/{listId}', dncListId],
  ];
}

async function conversations(http: Http): Promise<Made> {
  const [person, agent, recordingId] = [await makePerson(http), await makeAgent(http), randomUUID()];
  const recordings = [{ id: recordingId, media: 'audio', startTime: '2026-03-01T10:00:00.000Z' }];
  const email = await makeInteraction(http, { medium: 'email', person, agent, linked: true, more: { recordings } });
  const whatsapp = await makeInteraction(http, { medium: 'whatsapp', person, agent, linked: true });
  const file = await upload(http, { conversationId: email.id, participantId: email.customerId }, 'content');
  const own = 'conversations/{conversationId}';
  return [
    [own, email.id],
    [`${own}/participants/{participantId}`, email.customerId],
    [`${own}/recordings/{recordingId}`, recordingId],
    [`${own}/files/{fileId}`, file.id],
    [`externalcontacts/${own}`, email.id],
    ['conversations/emails/{conversationId}', email.id],
    ['conversations/emails/{conversationId}/messages/{messageId}', email.customerMessageId],
    ['conversations/messages/{conversationId}', whatsapp.id],
    ['conversations/messages/{conversationId}/messages/{messageId}', whatsapp.customerMessageId],
  ];
}

async function architecture(http: Http): Promise<Made> {
  const { id: tableId } = await created(http, '/api/v2/flows/datatables', {
    name: `table ${randomUUID()}`,
    schema: { properties: { key: { type: 'string' }, text: { type: 'string' } } },
  });
  await created(http, `/api/v2/flows/datatables/${tableId}/rows`, { key: 'row', text: 'text' });
  const { id: flowId } = await created(http, '/api/v2/flows', { name: `flow ${randomUUID()}` });
  const { id: promptId } = await created(http, '/api/v2/architect/prompts', { name: `prompt_${randomUUID()}` });
  await created(http, `/api/v2/architect/prompts/${promptId}/resources`, { language: 'en-us', ttsString: 'hello' });
  const prompt = 'architect/prompts/{promptId}';
  return [
    ['flows/datatables/{tableId}', tableId],
    ['flows/datatables/{tableId}/rows/{rowId}', 'row'],
    ['flows/{flowId}', flowId],
    [prompt, promptId],
    [`${prompt}/resources/{languageId}`, 'en-us'],
    [`${prompt}/resources/{languageId}/audio/{fileId}`, randomUUID()],
  ];
}

async function visits(http: Http): Promise<Made> {
  const { contactId } = await makePerson(http);
  const { id, deploymentId, sessionId } = await makeVisitor(http, { contacts: [contactId] });
  return [
    ['journey/deployments/{deploymentId}', deploymentId],
    ['journey/customers/{customerId}', id],
    ['journey/customers/{customerId}/contacts/{contactId}', contactId],
    ['journey/sessions/{sessionId}', sessionId],
  ];
}

async function requests(http: Http): Promise<Made> {
  const { id } = await http.post('GDPR_EXPORT', { name: 'Nobody Atall' });
  const { resultsUrl } = await http.ended(id);
  const task = (await http.tasks(id)).entities[0]!;
  return [
    ['gdpr/requests/{requestId}', id],
    ['gdpr/requests/{requestId}/tasks/{taskId}', task.id],
    ['downloads/{downloadId}', resultsUrl!.split('/').at(-1)!],
  ];
}
