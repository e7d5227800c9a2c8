import type { Holdings } from './holdings.ts';
import type { Input } from './inputs.ts';
import type { Operation } from './operations.ts';

/** A call of one organisation that names, beside its path, a thing of `other`. */
export interface IdInput {
  operation: string;
  /** The fields (`Operation.idFields`) that it puts an id of `other` into. */
  fields: string[];
  input: (own: Holdings, other: Holdings) => Input;
}

/** Ids that name nothing which Lethe holds. */
const namesNothing = (field: string): boolean => /division(?:\.id|Id)$|queueId$/.test(field);

const TIME = '2026-03-01T10:00:00.000Z';
const of = (operation: string, fields: string[], input: IdInput['input']): IdInput => ({ operation, fields, input });
const CONVERSATION = { startTime: TIME, participants: [{ purpose: 'customer', mediaType: 'email' }] };
const imported = (field: string, more: (other: Holdings) => object): IdInput =>
  of('POST /api/v2/conversations/imports', [field], (_, other) => ({ body: { ...CONVERSATION, ...more(other) } }));
const participant = (field: string, name: keyof Holdings): IdInput =>
  imported(`participants[].${field}`, (other) => ({
    participants: [{ ...CONVERSATION.participants[0], [field]: other[name] }],
  }));
const authored = (operation: string, more: object): IdInput =>
  of(operation, ['authors[].userId'], (own, other) => ({
    body: { name: `Made_${own.lastName}`, authors: [{ userId: other.userId, action: 'modified' }], ...more },
  }));
const merge = (fields: string[], body: (own: Holdings, other: Holdings) => object): IdInput =>
  of(
    `POST /api/v2/externalcontacts/${fields[0] === 'contactIds[]' ? 'contacts/merge' : 'merge/contacts'}`,
    fields,
    (own, other) => ({ body: body(own, other) }),
  );
const associate = (fields: string[], body: (own: Holdings, other: Holdings) => object): IdInput =>
  of('PUT /api/v2/externalcontacts/conversations/{conversationId}', fields, (own, other) => ({
    body: {
      conversationId: own.conversationId,
      communicationId: own.participantId,
      externalContactId: own.contactId,
      mediaType: 'EMAIL',
      ...body(own, other),
    },
  }));
const file = (field: string, query: (own: Holdings, other: Holdings) => Record<string, string>): IdInput =>
  of('PUT /api/v2/conversations/{conversationId}/files/{fileId}', [`?${field}`], (own, other) => ({
    query: { participantId: own.participantId, kind: 'attachment', ...query(own, other) },
    body: Buffer.from('x'),
    headers: { 'content-type': 'text/plain' },
  }));

/** What may be asked about somebody, by id and by word. */
const SUBJECTS: [field: string, subject: (other: Holdings) => object][] = [
  ['subject.externalContactId', (other) => ({ externalContactId: other.contactId })],
  ['subject.userId', (other) => ({ userId: other.userId })],
  [
    'subject.dialerContactId.id',
    (other) => ({ dialerContactId: { id: other.dialerContactId, contactListId: other.contactListId } }),
  ],
  ['', (other) => ({ journeyCustomer: { type: 'cookie', id: other.cookie } })],
  ['', (other) => ({ emailAddresses: [other.email] })],
  ['', (other) => ({ phoneNumbers: [other.phone] })],
];
const REQUESTS: object[] = [
  { requestType: 'GDPR_GET' },
  { requestType: 'GDPR_EXPORT' },
  { requestType: 'GDPR_DELETE' },
  { requestType: 'GDPR_UPDATE', replacementTerms: [{ type: 'NAME', existingValue: 'Ines', updatedValue: 'Inez' }] },
];
const asked: IdInput[] = REQUESTS.flatMap((request) =>
  SUBJECTS.map(([field, subject]) =>
    of('POST /api/v2/gdpr/requests', [field], (_, other) => ({
      query: { deleteConfirmed: 'true' },
      body: { ...request, subject: subject(other) },
    })),
  ),
);

/** Every id that a body or a query can hold, and the look-ups by what is known of a person. */
export const ID_INPUTS: IdInput[] = [
  merge(['contactIds[]'], (own, other) => ({ contactIds: [own.contactId, other.contactId] })),
  merge(['contactIds[]'], (_, other) => ({ contactIds: [other.contactId, other.mergeOne] })),
  merge(['sourceContactId'], (own, other) => ({ sourceContactId: other.contactId, targetContactId: own.contactId })),
  merge(['targetContactId'], (own, other) => ({ sourceContactId: own.contactId, targetContactId: other.contactId })),
  of('GET /api/v2/externalcontacts/reversewhitepageslookup', [], (_, other) => ({ query: { lookupVal: other.phone } })),
  of('GET /api/v2/externalcontacts/contacts', [], (_, other) => ({ query: { q: other.lastName } })),
  of('POST /api/v2/externalcontacts/identifierlookup', [], (_, other) => ({
    body: { type: 'Email', value: other.email },
  })),
  of('POST /api/v2/externalcontacts/identifierlookup/contacts', [], (_, other) => ({
    body: { type: 'Phone', value: other.phone },
  })),
  of('GET /api/v2/users', ['?id'], (_, other) => ({ query: { id: other.userId } })),
  of('POST /api/v2/users/search', [], (_, other) => ({
    body: { query: [{ type: 'EXACT', fields: ['email'], value: other.userEmail }] },
  })),
  of('POST /api/v2/outbound/contactlists/{listId}/contacts', ['[].id'], (_, other) => ({
    body: [{ id: other.dialerContactId, data: { phone: '+351911111111' } }],
  })),
  of('DELETE /api/v2/outbound/contactlists/{listId}/contacts', ['?contactIds'], (_, other) => ({
    query: { contactIds: other.dialerContactId },
  })),
  of('POST /api/v2/outbound/dnclists/{listId}/check', [], (_, other) => ({
    body: { phoneNumbers: [other.phone], emailAddresses: [other.email] },
  })),
  imported('id', (other) => ({ id: other.conversationId })),
  participant('id', 'participantId'),
  participant('userId', 'userId'),
  participant('externalContactId', 'contactId'),
  imported('messages[].id', (other) => ({
    messages: [{ id: other.messageId, participant: 0, direction: 'inbound', time: TIME }],
  })),
  imported('recordings[].id', (other) => ({
    recordings: [{ id: other.recordingId, media: 'audio', startTime: TIME }],
  })),
  associate(['conversationId'], (_, other) => ({ conversationId: other.conversationId })),
  associate(['communicationId'], (_, other) => ({ communicationId: other.participantId })),
  associate(['externalContactId'], (_, other) => ({ externalContactId: other.contactId })),
  of('POST /api/v2/conversations/messages/{conversationId}/messages/bulk', [], (_, other) => ({
    body: [other.chatMessageId],
  })),
  file('participantId', (_, other) => ({ participantId: other.participantId })),
  file('messageId', (_, other) => ({ messageId: other.messageId })),
  authored('POST /api/v2/flows', {}),
  authored('PUT /api/v2/flows/{flowId}', {}),
  authored('POST /api/v2/architect/prompts', {}),
  authored('POST /api/v2/flows/datatables', { schema: { properties: { key: { type: 'string' } } } }),
  of('PUT /api/v2/architect/prompts/{promptId}/resources/{languageId}/audio/{fileId}', ['?userId'], (_, other) => ({
    query: { userId: other.userId },
    body: Buffer.from('x'),
    headers: { 'content-type': 'audio/wav' },
  })),
  of('GET /api/v2/gdpr/subjects', [], (_, other) => ({ query: { searchType: 'EMAIL', searchValue: other.email } })),
  of('GET /api/v2/gdpr/subjects', [], (_, other) => ({ query: { searchType: 'NAME', searchValue: other.lastName } })),
  of('POST /api/v2/gdpr/requests', ['subject.dialerContactId.contactListId'], (own, other) => ({
    body: {
      requestType: 'GDPR_GET',
      subject: { dialerContactId: { id: own.dialerContactId, contactListId: other.contactListId } },
    },
  })),
  ...asked,
];

/** Fields with an id that nothing above looks at. */
export function untested({ name, idFields }: Operation): string[] {
  const tested = ID_INPUTS.filter(({ operation }) => operation === name).flatMap(({ fields }) => fields);
  return idFields
    .filter((field) => !namesNothing(field) && !tested.includes(field))
    .map((field) => `${name}: what does an id of another organisation do in ${field}?`);
}
