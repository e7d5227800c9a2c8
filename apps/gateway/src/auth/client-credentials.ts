import { OAuthError } from './oauth-error.ts';

export interface ClientCredentials {
  clientId: string;
  secret: string;
}

/**
 * Id and secret of a token request: from the Authorization header (client_secret_basic), else from the form
 * (client_secret_post).
 */
export function readCredentials(authorization: string | undefined, form: Record<string, string>): ClientCredentials {
  const basic = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization ?? '')?.[1];
  if (basic !== undefined) return fromBasic(basic);
  const { client_id: clientId, client_secret: secret } = form;
  if (clientId === undefined || secret === undefined)
    throw new OAuthError(401, 'invalid_client', 'client authentication is missing');
  return { clientId, secret };
}

/**
 * Neither half is form-decoded, as RFC 6749 would have it: no client of this API encodes them. A secret may hold
 * colons.
 */
function fromBasic(encoded: string): ClientCredentials {
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) throw new OAuthError(401, 'invalid_client', 'authentication failed');
  return { clientId: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}
