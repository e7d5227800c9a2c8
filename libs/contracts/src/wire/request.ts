import { z } from 'zod';
import { Warning } from '../rpc/outcome.ts';
import { GdprSubject, TermKind, text } from './subject.ts';

export const REQUEST_TYPES = ['GDPR_EXPORT', 'GDPR_UPDATE', 'GDPR_DELETE', 'GDPR_GET'] as const;
/** `GDPR_GET` is an extension (requirements D1): Article 15(1), the report without the copy. */
export const RequestType = z.enum(REQUEST_TYPES).meta({ id: 'GDPRRequestType' });
export type RequestType = z.infer<typeof RequestType>;

const REQUEST_STATUSES = [
  'INITIATED',
  'SEARCHING',
  'UPDATING',
  'DELETING',
  'FINALIZING',
  'COMPLETED',
  'ERROR',
] as const;
export const RequestStatus = z.enum(REQUEST_STATUSES).meta({ id: 'GDPRRequestStatus' });
export type RequestStatus = z.infer<typeof RequestStatus>;

export const ReplacementTerm = z
  .object({ type: TermKind, existingValue: text().min(1), updatedValue: text().min(1) })
  .meta({ id: 'ReplacementTerm' });
export type ReplacementTerm = z.infer<typeof ReplacementTerm>;

/** Clients that write every field of a type send null for those that they do not use. */
const withoutNulls = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
};

/**
 * Body of POST /api/v2/gdpr/requests. Read-only fields that a client sends back are ignored; null counts as absent,
 * in the body and in its subject.
 */
export const GdprRequestInput = z.preprocess(
  withoutNulls,
  z
    .object({
      name: text(1000).optional(),
      requestType: RequestType,
      subject: z.preprocess(withoutNulls, GdprSubject),
      replacementTerms: z.array(ReplacementTerm).max(100).optional(),
    })
    .meta({ id: 'GDPRRequestInput' }),
);
export type GdprRequestInput = z.infer<typeof GdprRequestInput>;

export const AddressableRef = z.object({ id: z.string(), selfUri: z.string() }).meta({ id: 'AddressableEntityRef' });
export type AddressableRef = z.infer<typeof AddressableRef>;

/** The division that an object of a domain belongs to; Lethe itself keeps none. */
export const divisionRef = (id: string): AddressableRef => ({ id, selfUri: `/api/v2/authorization/divisions/${id}` });

/** `GDPRRequest` (docs/wire-contract.md, "Requests"). */
export const GdprRequest = z
  .object({
    id: z.guid(),
    name: z.string().optional(),
    createdBy: AddressableRef,
    replacementTerms: z.array(ReplacementTerm).optional(),
    requestType: RequestType,
    createdDate: z.iso.datetime(),
    status: RequestStatus,
    // What is shown may be a pseudonym (`erased:<hash>`), so the limits of the input do not apply.
    subject: GdprSubject.extend({ socialHandle: z.object({ type: z.string(), value: z.string() }).optional() }).meta({
      id: 'GDPRRequestSubject',
    }),
    resultsUrl: z.string().optional(),
    resultsUrls: z.array(z.string()).optional(),
    relatedRequests: z.array(AddressableRef).optional(),
    /** Extension: what the caller should know of the end, for example `nothing.matched` (docs/matching.md). */
    warnings: z.array(Warning).optional(),
    selfUri: z.string(),
  })
  .meta({ id: 'GDPRRequest' });
export type GdprRequest = z.infer<typeof GdprRequest>;
