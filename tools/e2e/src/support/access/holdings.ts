import { randomUUID } from 'node:crypto';
import { query } from '../databases.ts';
import type { Http } from '../http.ts';
import { created, makeAgent, makeInteraction, makePerson, upload } from '../interactions.ts';
import type { Lethe } from '../lethe.ts';
import { makeVisitor } from '../visits.ts';

/** What an organisation holds: names of its things → ids, and the words by which they can be searched for. */
export type Holdings = Record<
  | 'contactId'
  | 'mergeOne'
  | 'mergeTwo'
  | 'mergeThree'
  | 'mergeFour'
  | 'noteId'
  | 'userId'
  | 'contactListId'
  | 'dialerContactId'
  | 'otherDialerContactId'
  | 'dncListId'
  | 'conversationId'
  | 'participantId'
  | 'messageId'
  | 'recordingId'
  | 'fileId'
  | 'chatId'
  | 'chatMessageId'
  | 'tableId'
  | 'rowKey'
  | 'flowId'
  | 'promptId'
  | 'language'
  | 'audioId'
  | 'deploymentId'
  | 'journeyCustomerId'
  | 'sessionId'
  | 'cookie'
  | 'requestId'
  | 'downloadId'
  | 'parkedRequestId'
  | 'taskId'
  | 'email'
  | 'phone'
  | 'lastName'
  | 'userEmail',
  string
>;

/** One of everything that the API can hold. `language` is chosen, because every organisation has some in common. */
export async function populate(lethe: Lethe, http: Http, language: string): Promise<Holdings> {
  const [person, one, two, three, four] = await Promise.all(Array.from({ length: 5 }, () => makePerson(http)));
  const { contactId, email, phone, lastName } = person!;
  const agent = await makeAgent(http);
  const { id: noteId } = await created(http, `/api/v2/externalcontacts/contacts/${contactId}/notes`, {
    noteText: `about ${lastName}`,
  });
  const people = {
    contactId,
    mergeOne: one!.contactId,
    mergeTwo: two!.contactId,
    mergeThree: three!.contactId,
    mergeFour: four!.contactId,
    noteId,
    userId: agent.userId,
  };
  const words = { email, phone, lastName, userEmail: agent.email };
  const held = {
    ...people,
    ...words,
    ...(await outbound(http, lastName, phone)),
    ...(await architect(http, agent.userId, lastName, language)),
  };
  return {
    ...held,
    ...(await interactions(http, person!, agent)),
    ...(await journeys(http, contactId)),
    ...(await requests(lethe, http, contactId, agent.userId)),
  };
}

async function outbound(http: Http, lastName: string, phone: string) {
  const { id: contactListId } = await created(http, '/api/v2/outbound/contactlists', {
    name: `List of ${lastName}`,
    columnNames: ['phone', 'surname'],
    phoneColumns: [{ columnName: 'phone', type: 'cell' }],
    nameColumns: [{ columnName: 'surname', part: 'family' }],
  });
  const contacts = await created<{ id: string }[]>(http, `/api/v2/outbound/contactlists/${contactListId}/contacts`, [
    { data: { phone, surname: lastName } },
    { data: { phone, surname: lastName } },
  ]);
  await created(http, `/api/v2/outbound/contactlists/${contactListId}/contacts/${contacts[0]!.id}/callrecords`, {
    column: 'phone',
    lastAttempt: '2026-03-01T10:00:00.000Z',
    lastResult: 'disconnect',
  });
  const { id: dncListId } = await created(http, '/api/v2/outbound/dnclists', {
    name: `Never ${lastName}`,
    dncSourceType: 'rds',
  });
  await created(http, `/api/v2/outbound/dnclists/${dncListId}/phonenumbers`, [phone]);
  await created(http, `/api/v2/outbound/dnclists/${dncListId}/emailaddresses`, [`${lastName}@example.org`]);
  return { contactListId, dialerContactId: contacts[0]!.id, otherDialerContactId: contacts[1]!.id, dncListId };
}

async function architect(http: Http, userId: string, lastName: string, language: string) {
  const authors = [{ userId, action: 'created', at: '2026-03-01T10:00:00.000Z', name: lastName }];
  const rowKey = `row of ${lastName}`;
  const { id: tableId } = await created(http, '/api/v2/flows/datatables', {
    name: `Table ${lastName}`,
    authors,
    schema: { properties: { key: { type: 'string' } } },
  });
  await created(http, `/api/v2/flows/datatables/${tableId}/rows`, { key: rowKey });
  const { id: flowId } = await created(http, '/api/v2/flows', { name: `Flow ${lastName}`, authors });
  const { id: promptId } = await created(http, '/api/v2/architect/prompts', { name: `Prompt_${lastName}`, authors });
  await created(http, `/api/v2/architect/prompts/${promptId}/resources`, { language, ttsString: `Hello ${lastName}` });
  const audioId = randomUUID();
  await putFile(http, `/api/v2/architect/prompts/${promptId}/resources/${language}/audio/${audioId}?userId=${userId}`);
  return { tableId, rowKey, flowId, promptId, language, audioId };
}

/** Two visitors: what is done to the consent of one leaves the other's. */
async function journeys(http: Http, contactId: string) {
  const { id: journeyCustomerId, sessionId, deploymentId } = await makeVisitor(http, { contacts: [contactId] });
  const { customer } = await makeVisitor(http, {});
  return { deploymentId, journeyCustomerId, sessionId, cookie: customer.id };
}

async function interactions(
  http: Http,
  person: Awaited<ReturnType<typeof makePerson>>,
  agent: Awaited<ReturnType<typeof makeAgent>>,
) {
  const recordingId = randomUUID();
  const recordings = [{ id: recordingId, media: 'audio', startTime: '2026-03-01T10:00:00.000Z' }];
  const mail = await makeInteraction(http, { medium: 'email', person, agent, linked: true, more: { recordings } });
  const chat = await makeInteraction(http, { medium: 'webmessaging', person, agent, linked: true });
  const { id: fileId } = await upload(
    http,
    { conversationId: mail.id, participantId: mail.customerId },
    `letter of ${person.lastName}`,
  );
  await upload(http, { conversationId: mail.id, participantId: mail.customerId }, `voice of ${person.lastName}`, {
    kind: 'recording',
    fileId: recordingId,
    type: 'audio/wav',
  });
  return {
    conversationId: mail.id,
    participantId: mail.customerId,
    messageId: mail.customerMessageId,
    recordingId,
    fileId,
    chatId: chat.id,
    chatMessageId: chat.customerMessageId,
  };
}

/**
 * An export with its archive, and a request that failed with a parked task: as a service that refuses its work would
 * leave it.
 */
async function requests(lethe: Lethe, http: Http, contactId: string, userId: string) {
  const [exported, failed] = [
    await http.post('GDPR_EXPORT', { externalContactId: contactId }),
    await http.post('GDPR_GET', { userId }),
  ];
  const { resultsUrl } = await http.ended(exported.id);
  await http.ended(failed.id);
  const [task] = (await http.tasks(failed.id)).entities;
  await query(lethe, 'aggregator', `update gdpr_request set status = 'ERROR' where id = '${failed.id}'`);
  await query(lethe, 'aggregator', `update task set state = 'parked' where id = '${task!.id}'`);
  return {
    requestId: exported.id,
    downloadId: new URL(resultsUrl!).pathname.split('/').at(-1)!,
    parkedRequestId: failed.id,
    taskId: task!.id,
  };
}

async function putFile(http: Http, path: string): Promise<void> {
  const { status, body } = await http.send('PUT', path, Buffer.from('audio'), { 'content-type': 'audio/wav' });
  if (status >= 300) throw new Error(`PUT ${path} answered ${status} ${JSON.stringify(body)}`);
}

/** The same names for things that nobody has: ids of the same form, words that nobody said. */
export function absentHoldings(like: Holdings): Holdings {
  const absent = (value: string) =>
    /^[\da-f-]{36}$/.test(value)
      ? randomUUID()
      : value.startsWith('+')
        ? '+351912345678'
        : value.replaceAll(/[a-p]/g, 'z');
  return {
    ...(Object.fromEntries(Object.entries(like).map(([name, value]) => [name, absent(value)])) as Holdings),
    language: 'fr-fr',
  };
}
