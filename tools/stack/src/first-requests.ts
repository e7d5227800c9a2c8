import type { StackDescription } from './stack-file.ts';

/** One of the demo people (tools/import). */
const DEMO_PERSON = 'demo-1';

/**
 * Lines that work when pasted one after the other: fetch a token, look somebody of the demo organisation up, export and
 * erase that person.
 */
export function firstRequests({
  api,
  clientId,
  clientSecret,
}: Pick<StackDescription, 'api' | 'clientId' | 'clientSecret'>): string[] {
  const call = `curl -s -H "Authorization: Bearer $TOKEN"`;
  const post = (requestType: string, query = '') =>
    `${call} -H 'Content-Type: application/json' -d '${JSON.stringify({ requestType, subject: { externalId: DEMO_PERSON } })}' '${api}/api/v2/gdpr/requests${query}'`;
  return [
    `TOKEN=$(curl -s -u ${clientId}:${clientSecret} -d grant_type=client_credentials ${api}/oauth/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    `${call} '${api}/api/v2/gdpr/subjects?searchType=EXTERNAL_ID&searchValue=${DEMO_PERSON}'`,
    post('GDPR_EXPORT'),
    post('GDPR_DELETE', '?deleteConfirmed=true'),
  ];
}
