import type { GdprSubject, ReplacementTerm, RequestReply, RequestStatus, RequestType } from '@lethe/contracts';

export interface RequestRow {
  id: string;
  name: string | null;
  client_id: string;
  replacement_terms: ReplacementTerm[] | null;
  request_type: RequestType;
  created_at: Date;
  status: RequestStatus;
  subject: GdprSubject;
  downloads: string[] | null;
  related: string[] | null;
  nothing_matched: boolean;
}

const NOTHING_MATCHED = {
  code: 'nothing.matched',
  message: 'No record of the person holds any existingValue of the replacementTerms. Nothing was changed.',
};

export const requestUri = (id: string): string => `/api/v2/gdpr/requests/${id}`;

export function viewRequest(row: RequestRow): RequestReply {
  return {
    id: row.id,
    ...(row.name !== null && { name: row.name }),
    createdBy: { id: row.client_id, selfUri: `/api/v2/users/${row.client_id}` },
    ...(row.replacement_terms && { replacementTerms: row.replacement_terms }),
    requestType: row.request_type,
    createdDate: row.created_at.toISOString(),
    status: row.status,
    subject: row.subject,
    ...(row.related && { relatedRequests: row.related.map((id) => ({ id, selfUri: requestUri(id) })) }),
    ...(row.nothing_matched && { warnings: [NOTHING_MATCHED] }),
    ...(row.downloads && { downloadIds: row.downloads }),
    selfUri: requestUri(row.id),
  };
}
