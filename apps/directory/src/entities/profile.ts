/** Parts of a user that are stored as JSON, in the form of the wire contract. */

export const STATES = ['active', 'inactive', 'deleted'] as const;
export type UserState = (typeof STATES)[number];

export const MEDIA_TYPES = ['PHONE', 'EMAIL', 'SMS'] as const;
export const CONTACT_TYPES = ['PRIMARY', 'WORK', 'WORK2', 'WORK3', 'WORK4', 'HOME', 'MOBILE', 'MAIN', 'OTHER'] as const;

/** One way to reach the user. `extension` is one inside the company when there is no `address`. */
export interface Contact {
  address?: string;
  mediaType: (typeof MEDIA_TYPES)[number];
  type?: (typeof CONTACT_TYPES)[number];
  extension?: string;
  /** ISO 3166, for an address written nationally. */
  countryCode?: string;
  integration?: string;
}

export interface EmployerInfo {
  officialName?: string;
  employeeId?: string;
  employeeType?: string;
  dateHire?: string;
}

export interface Absence {
  active: boolean;
  indefinite: boolean;
  startDate?: string | null;
  endDate?: string | null;
}

export type Json = Record<string, unknown>;
