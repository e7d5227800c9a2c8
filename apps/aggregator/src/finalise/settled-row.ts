import type { GdprSubject, ReplacementTerm, RequestType } from '@lethe/contracts';

/** A request whose domains are done, as its end needs it. */
export interface SettledRow {
  id: string;
  organisation_id: string;
  request_type: RequestType;
  step_at: Date;
  default_country: string;
  given: GdprSubject;
  replacement_terms: ReplacementTerm[] | null;
}
