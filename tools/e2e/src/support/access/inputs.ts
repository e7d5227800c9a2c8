import { randomUUID } from 'node:crypto';
import { webEvent } from '../visits.ts';
import type { Holdings } from './holdings.ts';
import type { Operation } from './operations.ts';

/** Body, query and headers of a call. */
export interface Input {
  body?: unknown;
  query?: Record<string, string>;
  headers?: Record<string, string>;
}

/** Which of an organisation's things a path names, by the path up to the parameter. */
const PARAMETERS: Record<string, keyof Holdings> = {
  '/externalcontacts/contacts/{contactId}': 'contactId',
  '/externalcontacts/contacts/{contactId}/notes/{noteId}': 'noteId',
  '/users/{userId}': 'userId',
  '/outbound/contactlists/{listId}': 'contactListId',
  '/outbound/contactlists/{listId}/contacts/{contactId}': 'dialerContactId',
  '/outbound/dnclists/{listId}': 'dncListId',
  '/conversations/{conversationId}': 'conversationId',
  '/externalcontacts/conversations/{conversationId}': 'conversationId',
  '/conversations/{conversationId}/participants/{participantId}': 'participantId',
  '/conversations/{conversationId}/recordings/{recordingId}': 'recordingId',
  '/conversations/{conversationId}/files/{fileId}': 'fileId',
  '/conversations/emails/{conversationId}': 'conversationId',
  '/conversations/emails/{conversationId}/messages/{messageId}': 'messageId',
  '/conversations/messages/{conversationId}': 'chatId',
  '/conversations/messages/{conversationId}/messages/{messageId}': 'chatMessageId',
  '/flows/datatables/{tableId}': 'tableId',
  '/flows/datatables/{tableId}/rows/{rowId}': 'rowKey',
  '/flows/{flowId}': 'flowId',
  '/architect/prompts/{promptId}': 'promptId',
  '/architect/prompts/{promptId}/resources/{languageId}': 'language',
  '/architect/prompts/{promptId}/resources/{languageId}/audio/{fileId}': 'audioId',
  '/journey/deployments/{deploymentId}': 'deploymentId',
  '/journey/customers/{customerId}': 'journeyCustomerId',
  '/journey/customers/{customerId}/contacts/{contactId}': 'contactId',
  '/journey/sessions/{sessionId}': 'sessionId',
  '/gdpr/requests/{requestId}': 'requestId',
  '/gdpr/requests/{requestId}/tasks/{taskId}': 'taskId',
  '/downloads/{downloadId}': 'downloadId',
};
/** Where one operation names another thing than its neighbours. */
const EXCEPTIONS: Record<string, keyof Holdings> = {
  'POST /api/v2/gdpr/requests/{requestId}/tasks/{taskId}/retry requestId': 'parkedRequestId',
};

const TIME = '2026-03-01T10:00:00.000Z';
const listed = (name: string) => ({
  name,
  columnNames: ['phone'],
  phoneColumns: [{ columnName: 'phone', type: 'cell' }],
});
const FILE_HEADERS = { 'content-type': 'text/plain', 'content-disposition': `attachment; filename*=UTF-8''letter.txt` };

/** What each operation that needs one is given, so that it works for its own organisation. */
const INPUTS: Record<string, (own: Holdings) => Input> = {
  'POST /api/v2/externalcontacts/contacts/merge': (own) => ({ body: { contactIds: [own.mergeOne, own.mergeTwo] } }),
  'POST /api/v2/externalcontacts/merge/contacts': (own) => ({
    body: { sourceContactId: own.mergeThree, targetContactId: own.mergeFour },
  }),
  'POST /api/v2/externalcontacts/contacts': () => ({ body: { firstName: 'New' } }),
  'PUT /api/v2/externalcontacts/contacts/{contactId}': () => ({ body: { firstName: 'Changed' } }),
  'POST /api/v2/externalcontacts/contacts/{contactId}/notes': () => ({ body: { noteText: 'new' } }),
  'PUT /api/v2/externalcontacts/contacts/{contactId}/notes/{noteId}': () => ({ body: { noteText: 'changed' } }),
  'GET /api/v2/externalcontacts/reversewhitepageslookup': (own) => ({ query: { lookupVal: own.phone } }),
  'POST /api/v2/externalcontacts/identifierlookup': (own) => ({ body: { type: 'Email', value: own.email } }),
  'POST /api/v2/externalcontacts/identifierlookup/contacts': (own) => ({ body: { type: 'Email', value: own.email } }),
  'POST /api/v2/users': () => ({
    body: { name: 'New', email: `${randomUUID()}@company.example`, divisionId: randomUUID() },
  }),
  'POST /api/v2/users/search': (own) => ({
    body: { query: [{ type: 'EXACT', fields: ['email'], value: own.userEmail }] },
  }),
  'PATCH /api/v2/users/{userId}': () => ({ body: { title: 'Dr.', version: 1 } }),
  'PUT /api/v2/users/{userId}/state': () => ({ body: { state: 'active' } }),
  'PUT /api/v2/users/{userId}/outofoffice': () => ({ body: { active: false } }),
  'PATCH /api/v2/users/{userId}/presences/purecloud': () => ({ body: { message: 'back soon' } }),
  'POST /api/v2/outbound/contactlists': () => ({ body: listed('New') }),
  'PUT /api/v2/outbound/contactlists/{listId}': () => ({ body: { name: 'Changed' } }),
  'POST /api/v2/outbound/contactlists/{listId}/contacts': () => ({ body: [{ data: { phone: '+351911111111' } }] }),
  'DELETE /api/v2/outbound/contactlists/{listId}/contacts': (own) => ({
    query: { contactIds: own.otherDialerContactId },
  }),
  'PUT /api/v2/outbound/contactlists/{listId}/contacts/{contactId}': () => ({
    body: { data: { phone: '+351911111112' } },
  }),
  'POST /api/v2/outbound/contactlists/{listId}/contacts/{contactId}/callrecords': () => ({
    body: { column: 'phone', lastAttempt: TIME, lastResult: 'busy' },
  }),
  'POST /api/v2/outbound/dnclists': () => ({ body: { name: 'New', dncSourceType: 'rds' } }),
  'POST /api/v2/outbound/dnclists/{listId}/phonenumbers': () => ({ body: ['+351911111113'] }),
  'PATCH /api/v2/outbound/dnclists/{listId}/phonenumbers': () => ({
    body: { action: 'Add', phoneNumbers: ['+351911111113'] },
  }),
  'POST /api/v2/outbound/dnclists/{listId}/emailaddresses': () => ({ body: ['new@example.org'] }),
  'PATCH /api/v2/outbound/dnclists/{listId}/emailaddresses': () => ({
    body: { action: 'Add', emailAddresses: ['new@example.org'] },
  }),
  'POST /api/v2/outbound/dnclists/{listId}/check': (own) => ({
    body: { phoneNumbers: [own.phone], emailAddresses: [] },
  }),
  'POST /api/v2/conversations/imports': () => ({
    body: { startTime: TIME, participants: [{ purpose: 'customer', mediaType: 'email' }] },
  }),
  'PATCH /api/v2/conversations/{conversationId}/participants/{participantId}/attributes': () => ({
    body: { attributes: { language: 'fr' } },
  }),
  'PUT /api/v2/externalcontacts/conversations/{conversationId}': (own) => ({
    body: {
      conversationId: own.conversationId,
      communicationId: own.participantId,
      externalContactId: own.contactId,
      mediaType: 'EMAIL',
    },
  }),
  'POST /api/v2/conversations/messages/{conversationId}/messages/bulk': (own) => ({ body: [own.chatMessageId] }),
  'PUT /api/v2/conversations/{conversationId}/recordings/{recordingId}/protection': () => ({
    body: { ground: 'Art. 17(3)(e) GDPR: legal claims' },
  }),
  'PUT /api/v2/conversations/{conversationId}/files/{fileId}': (own) => ({
    query: { participantId: own.participantId, kind: 'attachment' },
    body: Buffer.from(`letter of ${own.lastName}`),
    headers: FILE_HEADERS,
  }),
  'POST /api/v2/flows/datatables': () => ({
    body: { name: `New ${randomUUID()}`, schema: { properties: { key: { type: 'string' } } } },
  }),
  'POST /api/v2/flows/datatables/{tableId}/rows': () => ({ body: { key: 'new' } }),
  'PUT /api/v2/flows/datatables/{tableId}/rows/{rowId}': (own) => ({ body: { key: own.rowKey } }),
  'POST /api/v2/flows': () => ({ body: { name: `New ${randomUUID()}` } }),
  'PUT /api/v2/flows/{flowId}': () => ({ body: { name: `Changed ${randomUUID()}` } }),
  'POST /api/v2/architect/prompts': () => ({ body: { name: `New_${randomUUID().slice(0, 8)}` } }),
  'POST /api/v2/architect/prompts/{promptId}/resources': () => ({ body: { language: 'es-es' } }),
  'PUT /api/v2/architect/prompts/{promptId}/resources/{languageId}': () => ({ body: { ttsString: 'Hello' } }),
  'PUT /api/v2/architect/prompts/{promptId}/resources/{languageId}/audio/{fileId}': (own) => ({
    query: { userId: own.userId },
    body: Buffer.from('audio'),
    headers: { 'content-type': 'audio/wav' },
  }),
  'POST /api/v2/journey/deployments': () => ({ body: { name: 'New' } }),
  'POST /api/v2/journey/deployments/{deploymentId}/webevents': (own) => ({ body: webEvent(own.cookie) }),
  'POST /api/v2/journey/deployments/{deploymentId}/appevents': (own) => ({
    body: {
      ...webEvent(own.cookie),
      screenName: 'Basket',
      app: { name: 'Shop', namespace: 'example.shop', version: '1', buildNumber: '7' },
      device: { category: 'mobile', type: 'phone', osFamily: 'iOS', osVersion: '19' },
    },
  }),
  'POST /api/v2/journey/customers': () => ({ body: { customerId: randomUUID() } }),
  'PUT /api/v2/journey/customers/{customerId}/consent': () => ({ body: {} }),
  'GET /api/v2/gdpr/subjects': (own) => ({ query: { searchType: 'EMAIL', searchValue: own.email } }),
  'POST /api/v2/gdpr/requests': (own) => ({
    body: { requestType: 'GDPR_GET', subject: { externalContactId: own.contactId } },
  }),
};

/** What is missing here for a route, so that nobody can add one without its line in these tables. */
export function missingSamples({ name, path, parameters, needsInput }: Operation): string[] {
  const unknown = parameters
    .filter((parameter) => PARAMETERS[prefixOf(path, parameter)] === undefined)
    .map((parameter) => `${name}: whose id is {${parameter}}?`);
  return [...unknown, ...(needsInput && INPUTS[name] === undefined ? [`${name}: what is its input?`] : [])];
}

/** The thing that a parameter of the path names. */
const namedBy = ({ name, path }: Operation, parameter: string): keyof Holdings =>
  EXCEPTIONS[`${name} ${parameter}`] ?? PARAMETERS[prefixOf(path, parameter)]!;

export const inputOf = ({ name }: Operation, own: Holdings): Input => INPUTS[name]?.(own) ?? {};

/** Path and query with each parameter from the holdings that `from` chooses. */
export function urlOf(
  operation: Operation,
  from: (parameter: string, position: number) => Holdings,
  query: Record<string, string> = {},
): string {
  const path = operation.parameters.reduce(
    (url, parameter, position) =>
      url.replace(`{${parameter}}`, encodeURIComponent(from(parameter, position)[namedBy(operation, parameter)])),
    operation.path,
  );
  return Object.keys(query).length === 0 ? path : `${path}?${new URLSearchParams(query)}`;
}

const prefixOf = (path: string, parameter: string): string =>
  path.slice('/api/v2'.length, path.indexOf(`{${parameter}}`) + parameter.length + 2);
