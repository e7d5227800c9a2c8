import { v5 as uuidv5 } from 'uuid';
import { shortened, fullName, weave, type Text } from '../messages/weave.ts';
import { writtenInternationally } from '../people/phone.ts';
import type { Row } from '../rows/identity.ts';
import { choose } from './choose.ts';
import { isCall, isReachedByPhone, mediaOf, type MediaType } from './media.ts';
import type {
  ConversationImport,
  MessageImport,
  ParticipantImport,
  PlannedConversation,
  PlannedFile,
  RecordingImport,
} from './planned.ts';
import { wav } from './wav.ts';

/** Who answers the people; without `userId` when no directory user was imported before. */
export interface Agent {
  userId?: string;
  name?: string;
}

export interface Surroundings {
  organisationId: string;
  texts: readonly Text[];
  /** The person's contacts, to which the conversations are linked in turn. */
  contactIds: readonly string[];
  agent: Agent;
}

const FIRST_START = Date.UTC(2025, 0, 1);
const HOURS_OF_YEAR = 8_760;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** RFC 2606 and the numbers kept for fiction: nobody is reached there. */
const OURS = { name: 'Customer service', email: 'service@example.com', phone: '+1 800 555 0100' };
const SUBJECT_LENGTH = 78;
const [CUSTOMER, AGENT] = [0, 1];

/** What the person said and sent, in the same words at every import. */
export function planConversations(row: Row, surroundings: Surroundings): PlannedConversation[] {
  return mediaOf(row.index).map((mediaType, ordinal) => new Plan(row, ordinal, mediaType, surroundings).conversation());
}

class Plan {
  private readonly start: number;
  private readonly person: { name: string; address?: string };
  private readonly ours: { name: string; address: string };

  constructor(
    private readonly row: Row,
    private readonly ordinal: number,
    private readonly mediaType: MediaType,
    private readonly surroundings: Surroundings,
  ) {
    const { identity, index } = row;
    const byPhone = isReachedByPhone(mediaType);
    this.start = FIRST_START + ((index * 3 + ordinal) % HOURS_OF_YEAR) * HOUR_MS;
    this.person = {
      name: fullName(identity),
      address: (byPhone ? writtenInternationally(identity) : identity.EmailAddress) || undefined,
    };
    this.ours = { name: OURS.name, address: byPhone ? OURS.phone : OURS.email };
  }

  conversation(): PlannedConversation {
    const recordings = isCall(this.mediaType) ? [this.recording()] : [];
    const messages = this.messages();
    const body: ConversationImport = {
      id: this.id('conversation'),
      startTime: this.time(0),
      endTime: this.time(10),
      participants: [this.customer(), this.agent()],
      messages,
      recordings,
    };
    return {
      mediaType: this.mediaType,
      body,
      files: [...this.attachments(messages), ...recordings.map((recording) => this.audio(recording))],
    };
  }

  /** Follows from organisation, Number and ordinal, as those of dialer contacts: what is there is not made again. */
  private id(what: string): string {
    return uuidv5(
      `${what} of conversation ${this.ordinal} of ${this.row.identity.Number}`,
      this.surroundings.organisationId,
    );
  }

  private time(minute: number): string {
    return new Date(this.start + minute * MINUTE_MS).toISOString();
  }

  private text(turn: number): string {
    return weave(choose(this.surroundings.texts, this.row.identity.Number, this.ordinal, turn), this.row.identity);
  }

  private customer(): ParticipantImport {
    const { contactIds } = this.surroundings;
    const { Number: number, StreetAddress, ZipCode, City } = this.row.identity;
    return {
      id: this.id('customer'),
      purpose: 'customer',
      mediaType: this.mediaType,
      ...this.person,
      externalContactId: contactIds[this.ordinal % contactIds.length],
      ...(isCall(this.mediaType) && { ani: this.person.address, aniName: this.person.name, dnis: OURS.phone }),
      attributes: { reference: number, deliverTo: [StreetAddress, ZipCode, City].filter(Boolean).join(', ') },
      connectedTime: this.time(0),
      endTime: this.time(10),
    };
  }

  /** The notes name nobody: they are the agent's, and outlive an erasure of the person. */
  private agent(): ParticipantImport {
    return {
      id: this.id('agent'),
      purpose: 'agent',
      mediaType: this.mediaType,
      ...this.surroundings.agent,
      connectedTime: this.time(1),
      endTime: this.time(10),
      metrics: { talkSeconds: 480, holdSeconds: 60, wrapupSeconds: 45 },
      wrapup: { code: 'answered', notes: 'Everything was answered.' },
    };
  }

  /** None in a call, which has a transcript. An e-mail is answered once, elsewhere the person has the last word. */
  private messages(): MessageImport[] {
    const turns = isCall(this.mediaType) ? 0 : this.mediaType === 'email' ? 2 : 3;
    return Array.from({ length: turns }, (_, turn) => this.message(turn));
  }

  private message(turn: number): MessageImport {
    const inbound = turn % 2 === 0;
    const textBody = this.text(turn);
    return {
      id: this.id(`message ${turn}`),
      participant: inbound ? CUSTOMER : AGENT,
      direction: inbound ? 'inbound' : 'outbound',
      time: this.time(turn + 1),
      textBody,
      ...(this.mediaType === 'email' && { subject: this.subject(turn), htmlBody: htmlOf(textBody) }),
      from: inbound ? this.person : this.ours,
      to: [inbound ? this.ours : this.person],
    };
  }

  /** The first words; of an answer, those that it answers. */
  private subject(turn: number): string {
    const first = shortened(this.text(0).trimStart().split('\n', 1)[0]!, SUBJECT_LENGTH).trimEnd();
    return turn === 0 ? first : `Re: ${first}`;
  }

  private recording(): RecordingImport {
    const transcript = [CUSTOMER, AGENT, CUSTOMER].map((participant, turn) => ({
      participant,
      text: this.text(turn),
      time: this.time(turn + 1),
    }));
    return { id: this.id('recording'), media: 'audio', startTime: this.time(1), endTime: this.time(9), transcript };
  }

  private audio({ id }: RecordingImport): PlannedFile {
    return {
      id,
      of: 'recordings',
      participantId: this.id('customer'),
      name: 'recording.wav',
      contentType: 'audio/wav',
      content: wav(this.person.name),
    };
  }

  /**
   * One by each, with their first messages of a messaging medium. What the agent sends is for everybody: an erasure of
   * the person leaves it.
   */
  private attachments([question, answer]: MessageImport[]): PlannedFile[] {
    if (question === undefined || answer === undefined || this.mediaType === 'email') return [];
    const { StreetAddress, ZipCode, City, Country, EmailAddress } = this.row.identity;
    const details = [
      this.person.name,
      StreetAddress,
      `${ZipCode} ${City}`,
      Country,
      EmailAddress,
      writtenInternationally(this.row.identity),
    ].join('\n');
    const text = (of: 'person' | 'agent', { id }: MessageImport, name: string, content: string): PlannedFile => ({
      id: this.id(`file of the ${of}`),
      of,
      participantId: this.id(of === 'person' ? 'customer' : 'agent'),
      messageId: id,
      name,
      contentType: 'text/plain',
      content: new TextEncoder().encode(`${content}\n`),
    });
    return [
      text('person', question, 'my details.txt', details),
      text('agent', answer, 'opening hours – Öffnungszeiten.txt', 'Monday to Friday, 9:00 to 17:00.'),
    ];
  }
}

function htmlOf(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<p>${escaped.replaceAll('\n', '<br>')}</p>`;
}
