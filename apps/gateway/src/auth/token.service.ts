import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { secretMatches } from '../admin/secret.ts';
import { CONFIG, type GatewayConfig } from '../config.ts';
import { LoginLimit } from '../limits/login-limit.ts';
import { readCredentials } from './client-credentials.ts';
import { ClientDirectory } from './client-directory.ts';
import { OAuthError } from './oauth-error.ts';
import { OwnTokens } from './own-tokens.ts';

export interface TokenReply {
  access_token: string;
  token_type: 'bearer';
  expires_in: number;
}

export interface TokenRequest {
  form: Record<string, string> | undefined;
  authorization: string | undefined;
  /** Of the caller, for the limit of failed attempts. */
  address: string;
}

/** OAuth 2.0 client credentials (RFC 6749 section 4.4; docs/wire-contract.md, "Tokens"). */
@Injectable()
export class TokenService {
  constructor(
    private readonly clients: ClientDirectory,
    private readonly tokens: OwnTokens,
    private readonly logins: LoginLimit,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  async issue({ form, authorization, address }: TokenRequest): Promise<TokenReply> {
    if (this.config.LETHE_ISSUER_URL !== undefined)
      throw new OAuthError(400, 'invalid_request', 'tokens are issued elsewhere');
    assertGrant(form);
    const { clientId, secret } = readCredentials(authorization, form);
    const client = z.guid().safeParse(clientId).success ? await this.clients.findFresh(clientId) : null;
    if (client === null) throw new OAuthError(400, 'invalid_client', 'client not found');
    const attempt = `${client.id}:${address}`;
    await this.logins.assertOpen(attempt);
    if (!(await secretMatches(secret, client.secretHash)) || client.disabled) {
      await this.logins.countFailure(attempt);
      throw new OAuthError(401, 'invalid_client', 'authentication failed');
    }
    return {
      access_token: await this.tokens.issue(client),
      token_type: 'bearer',
      expires_in: client.accessTokenValiditySeconds,
    };
  }
}

function assertGrant(form: Record<string, string> | undefined): asserts form is Record<string, string> {
  if (form === undefined)
    throw new OAuthError(400, 'invalid_request', 'the body must be application/x-www-form-urlencoded');
  if (!form['grant_type']) throw new OAuthError(400, 'invalid_request', 'grant_type is missing');
  if (form['grant_type'] !== 'client_credentials')
    throw new OAuthError(400, 'unsupported_grant_type', 'only client_credentials is supported');
}
