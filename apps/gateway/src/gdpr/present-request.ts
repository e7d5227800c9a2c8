import type { GdprRequest, RequestReply } from '@lethe/contracts';

/**
 * The wire form of a request: its downloads become URLs of this API, which need the bearer token
 * (docs/wire-contract.md, "Results and downloads").
 */
export function presentRequest({ downloadIds = [], ...request }: RequestReply, publicUrl: string): GdprRequest {
  const urls = downloadIds.map((id) => `${publicUrl}/api/v2/downloads/${id}`);
  return { ...request, ...(urls.length > 0 && { resultsUrl: urls[0] }), ...(urls.length > 1 && { resultsUrls: urls }) };
}
