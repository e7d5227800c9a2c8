/** One person as a row of the file describes them. Every value is trimmed; '' where the row has none. */
export interface Identity {
  Number: string;
  Title: string;
  GivenName: string;
  MiddleInitial: string;
  Surname: string;
  StreetAddress: string;
  City: string;
  State: string;
  ZipCode: string;
  /** ISO 3166 alpha-2. */
  Country: string;
  EmailAddress: string;
  /** As dialled inside `Country`. */
  TelephoneNumber: string;
  /** Calling code, digits only. */
  TelephoneCountryCode: string;
  Occupation: string;
  Company: string;
}

/** Columns without which a file is not one of identities. */
export const REQUIRED_COLUMNS = [
  'Number',
  'GivenName',
  'Surname',
  'StreetAddress',
  'City',
  'ZipCode',
  'Country',
  'EmailAddress',
  'TelephoneNumber',
] as const;
/** Columns that may be absent. Any other column is ignored. */
export const OPTIONAL_COLUMNS = [
  'Title',
  'MiddleInitial',
  'State',
  'TelephoneCountryCode',
  'Occupation',
  'Company',
] as const;

export type Column = (typeof REQUIRED_COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number];

/** A row that can be sent. */
export interface Row {
  /** Line of the file on which the row begins; the header is line 1. */
  line: number;
  /** Position among all rows from 0, refused ones counted: decides what the person becomes besides a contact. */
  index: number;
  identity: Identity;
}

/** A row that is not loaded, and why. The reason repeats no value of the row. */
export interface Refusal {
  line: number;
  reason: string;
}

export const isSecondContact = (row: Row): boolean => row.index % 5 === 0;
export const isDialerContact = (row: Row): boolean => row.index % 2 === 0;
/** Which rows get conversations when there are texts for them. */
export const hasConversations = (row: Row): boolean => row.index % 3 === 0;
/** Who visits a website. */
export const isVisitor = (row: Row): boolean => row.index % 4 === 0;
export const isUser = (row: Row): boolean => row.index % 10 === 0;
