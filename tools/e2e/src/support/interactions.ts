import { randomUUID } from 'node:crypto';
import type { Http } from './http.ts';

/** Media of interactions; those with attachments are the ones that R64 names. */
export const MEDIA_WITH_FILES = ['email', 'webmessaging', 'openmessaging', 'whatsapp', 'facebook', 'twitter'] as const;
export const MEDIA = [
  ...MEDIA_WITH_FILES,
  'voice',
  'callback',
  'webchat',
  'sms',
  'instagram',
  'apple',
  'line',
] as const;
export type Medium = (typeof MEDIA)[number];

/** Somebody whose every detail is a string that stands nowhere else. */
export interface Person {
  contactId: string;
  externalId: string;
  firstName: string;
  lastName: string;
  email: string;
  /** E.164. */
  phone: string;
}

let people = 0;

/** Stores the person as an external contact. */
export async function makePerson(http: Http): Promise<Person> {
  const mark = randomUUID()
    .slice(0, 8)
    .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!);
  const person = {
    externalId: `X-${mark}`,
    firstName: `Ines${mark}`,
    lastName: `Quijano${mark}`,
    email: `${mark}@example.org`,
    phone: `+3519${String(10_000_000 + people++ * 37).slice(-8)}`,
  };
  const source = await externalSource(http);
  const { id: contactId } = await created(http, '/api/v2/externalcontacts/contacts', {
    firstName: person.firstName,
    lastName: person.lastName,
    workEmail: person.email,
    cellPhone: { display: person.phone },
    externalIds: [{ externalSource: { id: source }, value: person.externalId }],
  });
  return { contactId, ...person };
}

const sources = new WeakMap<Http, string>();

async function externalSource(http: Http): Promise<string> {
  const known = sources.get(http) ?? randomUUID();
  sources.set(http, known);
  return known;
}

/** Stores a directory user. */
export async function makeAgent(http: Http): Promise<{ userId: string; name: string; email: string }> {
  const mark = randomUUID().slice(0, 8);
  const agent = { name: `Agent Brandt${mark}`, email: `agent.${mark}@company.example` };
  const { id: userId } = await created(http, '/api/v2/users', { ...agent, divisionId: randomUUID() });
  return { userId, ...agent };
}

export interface Interaction {
  id: string;
  customerId: string;
  agentId: string;
  customerMessageId: string;
  agentMessageId: string;
}

export interface Wish {
  medium: Medium;
  /** Whose address, numbers and words it carries. */
  person: Person;
  agent: { userId: string; name: string; email: string };
  /** Whether it is associated with the person's profile. */
  linked: boolean;
  more?: { recordings?: object[]; participants?: object[]; attributes?: Record<string, string> };
}

/** One interaction of a person and an agent, full of the person's details. */
export async function makeInteraction(
  http: Http,
  { medium, person, agent, linked, more = {} }: Wish,
): Promise<Interaction> {
  const [customerMessageId, agentMessageId] = [randomUUID(), randomUUID()];
  const name = `${person.firstName} ${person.lastName}`;
  const address = medium === 'email' ? person.email : person.phone;
  const startTime = '2026-03-01T10:00:00.000Z';
  const conversation = await created<{ id: string; participants: { id: string }[] }>(
    http,
    '/api/v2/conversations/imports',
    {
      startTime,
      endTime: '2026-03-01T10:10:00.000Z',
      participants: [
        {
          purpose: 'customer',
          mediaType: medium,
          name,
          address,
          ani: person.phone,
          aniName: name,
          attributes: more.attributes ?? attributesOf(person),
          startTime,
          ...(linked && { externalContactId: person.contactId }),
        },
        {
          purpose: 'agent',
          mediaType: medium,
          name: agent.name,
          userId: agent.userId,
          address: agent.email,
          ani: person.phone,
          startTime,
          metrics: { talkSeconds: 321, holdSeconds: 12 },
          wrapup: { code: 'done', notes: `${name} will write again` },
        },
        ...(more.participants ?? []),
      ],
      messages: [
        {
          id: customerMessageId,
          participant: 0,
          direction: 'inbound',
          time: startTime,
          textBody: `I am ${name}, ${person.email}.`,
          from: { name, address },
          to: [{ name: agent.name, address: agent.email }],
          ...(medium === 'email' && { subject: `About ${name}`, htmlBody: `<p>${name}</p><script>alert(1)</script>` }),
        },
        {
          id: agentMessageId,
          participant: 1,
          direction: 'outbound',
          time: startTime,
          textBody: `Dear ${name}, thank you.`,
          from: { name: agent.name, address: agent.email },
          to: [{ name, address }],
          ...(medium === 'email' && { subject: `Re: About ${name}` }),
        },
      ],
      recordings: more.recordings ?? [],
    },
  );
  return {
    id: conversation.id,
    customerId: conversation.participants[0]!.id,
    agentId: conversation.participants[1]!.id,
    customerMessageId,
    agentMessageId,
  };
}

/**
 * The keys hold the person's name, too: keys are the organisation's words, whatever stands in them (requirements R89).
 */
export const attributesOf = (person: Person): Record<string, string> => ({
  [`order of ${person.lastName}`]: `for ${person.email}`,
  language: 'pt',
});

export interface UploadedFile {
  id: string;
  path: string;
}

/** Uploads a file of a participant. */
export async function upload(
  http: Http,
  { conversationId, participantId }: { conversationId: string; participantId: string },
  content: string,
  more: { kind?: string; type?: string; fileName?: string; fileId?: string } = {},
): Promise<UploadedFile> {
  const id = more.fileId ?? randomUUID();
  const path = `/api/v2/conversations/${conversationId}/files/${id}`;
  const answer = await http.send(
    'PUT',
    `${path}?participantId=${participantId}&kind=${more.kind ?? 'attachment'}`,
    Buffer.from(content),
    {
      'content-type': more.type ?? 'text/plain',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(more.fileName ?? 'letter.txt')}`,
    },
  );
  if (answer.status >= 300) throw new Error(`the upload answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return { id, path };
}

export async function created<T = { id: string }>(http: Http, path: string, body: object): Promise<T> {
  const answer = await http.send<T>('POST', path, body);
  if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
