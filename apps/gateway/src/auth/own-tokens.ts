import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { ALGORITHM } from '../admin/signing-keys.ts';
import { CONFIG, type GatewayConfig } from '../config.ts';
import type { OAuthClient } from '../entities/oauth-client.ts';
import { badCredentials, type Caller, type TokenVerifier } from './authenticator.ts';
import { ClientDirectory } from './client-directory.ts';
import { SigningKeys } from './signing-keys.ts';

/** What a signature is for. A token of one use is refused for the other. */
export type TokenUse = 'lethe' | 'download';

/**
 * What `sign` writes. Anything else would tell us how to check the token (`jku`, `jwk`, `x5u`, `crit`), and that is not
 * for a token to say.
 */
const HEADERS = ['alg', 'kid', 'typ'];

/** Tokens that this deployment signs: access tokens, and the links of downloads. */
@Injectable()
export class OwnTokens implements TokenVerifier {
  constructor(
    private readonly keys: SigningKeys,
    private readonly clients: ClientDirectory,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  issue(client: OAuthClient): Promise<string> {
    return this.sign('lethe', client.id, client.accessTokenValiditySeconds, { org: client.organisationId });
  }

  /** Permissions come from the client as it is now, not from the token. */
  async verify(token: string): Promise<Caller> {
    const { sub, org } = await this.check('lethe', token);
    const client = z.guid().safeParse(sub).success ? await this.clients.find(String(sub)) : null;
    if (client === null || client.disabled || client.organisationId !== org) throw badCredentials();
    const defaultCountry = client.organisation.defaultCountry ?? this.config.LETHE_DEFAULT_COUNTRY;
    return {
      clientId: client.id,
      organisationId: client.organisationId,
      permissions: client.permissions,
      defaultCountry,
    };
  }

  async sign(use: TokenUse, subject: string, seconds: number, claims: JWTPayload): Promise<string> {
    const { kid, algorithm, key } = await this.keys.current();
    const now = Math.floor((await this.keys.now()).getTime() / 1_000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
      .setIssuer(this.config.LETHE_PUBLIC_URL)
      .setAudience(use)
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(now + Math.ceil(seconds))
      .setJti(randomUUID())
      .sign(key);
  }

  /** The claims of a token that is ours, for this use, and not expired. */
  async check(use: TokenUse, token: string): Promise<JWTPayload> {
    const claims = { issuer: this.config.LETHE_PUBLIC_URL, audience: use, requiredClaims: ['sub', 'exp', 'org'] };
    const options = { ...claims, algorithms: [ALGORITHM], typ: 'JWT', currentDate: await this.keys.now() };
    try {
      return (await jwtVerify(token, this.findKey, options)).payload;
    } catch (error) {
      // jose's errors all say that the token is wrong; anything else is the database's.
      throw isJoseError(error) ? badCredentials(error) : error;
    }
  }

  private readonly findKey: JWTVerifyGetKey = async (header) => {
    if (Object.keys(header).some((name) => !HEADERS.includes(name))) throw badCredentials();
    const key = header.kid === undefined ? undefined : await this.keys.verificationKey(header.kid);
    if (key === undefined) throw badCredentials();
    return key;
  };
}

function isJoseError(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return error instanceof TypeError || (typeof code === 'string' && code.startsWith('ERR_J'));
}
