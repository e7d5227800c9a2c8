/**
 * People, and what the stores are to hold of them. Who a record really is of stands here alone: no store has it, so that
 * an oracle can judge what a service made of its own.
 */
export interface Population {
  people: Identity[];
  records: PlannedRecord[];
  conversations: PlannedConversation[];
  /** Users who recorded a prompt and changed another: their keys. */
  authors: string[];
}

/** Numbers and addresses are this person's alone. */
export interface Identity {
  given: string;
  family: string;
  /** E.164. */
  phone: string;
  email: string;
  handle: string;
  externalId: string;
  street: string;
  city: string;
  postalCode: string;
  country: string;
}

/** How the person's name stands on a record; `none`: the record has no name. */
export type Naming = 'full' | 'titled' | 'initial' | 'none';

/** How the name is written: as it is, in capitals, without its marks, or family name first. */
export type NameStyle = 'plain' | 'capitals' | 'bare' | 'familyFirst';

/** How a record writes a number: as stored everywhere else, with blanks, behind 00, or as in its own country. */
export type PhoneStyle = 'e164' | 'spaced' | 'zeros' | 'national';

export type EmailStyle = 'plain' | 'capitals' | 'withName';

export interface Writing {
  name: NameStyle;
  phone: PhoneStyle;
  email: EmailStyle;
  /** The first number is that of a messenger. */
  isWhatsApp: boolean;
  /** All numbers in one field, all addresses in another, where the record has free fields. */
  isJoined: boolean;
}

/** `declared`: a list that says what its columns hold; `sdk`: one that the SDK makes; `whole`: one with a column Name. */
export const LISTS = ['declared', 'sdk', 'whole'] as const;
export type ListKind = (typeof LISTS)[number];

export interface PlannedRecord {
  /** Names it within the population. */
  key: string;
  kind: 'contact' | 'row' | 'user' | 'tableRow' | 'visitor';
  /** Index of the person. */
  owner: number;
  naming: Naming;
  writing: Writing;
  /** What it holds, whatever it looks like there: E.164, and addresses as their owner writes them. */
  phones: string[];
  emails: string[];
  handle?: string;
  externalId?: string;
  /** Of a row. */
  list?: ListKind;
  /** Of a visitor: key of the contact of its owner that it is linked to. */
  contact?: string;
  /** Of a user: an account in use. */
  isActive?: boolean;
  /** Of a contact: the merge set of its owner. */
  isMerged?: boolean;
  /** Of a contact: deleted through its own API once conversations refer to it. */
  isGone?: boolean;
}

interface PlannedConversation {
  /** `contact`: key of the contact; absent: an id that no contact ever had. */
  customers: { owner: number; contact?: string }[];
  /** Keys of users. */
  agents: string[];
  hasFile: boolean;
}

/** Record types of the API, by kind. */
export const TYPE_OF = {
  contact: 'externalContact',
  row: 'dialerContact',
  user: 'user',
  tableRow: 'dataTableRow',
  visitor: 'customer',
} as const satisfies Record<PlannedRecord['kind'], string>;
