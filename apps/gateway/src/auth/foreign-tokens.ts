import { Inject, Injectable } from '@nestjs/common';
import { LetheError, unavailable } from '@lethe/contracts';
import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { CONFIG, type GatewayConfig } from '../config.ts';
import { badCredentials, type Caller, type TokenVerifier } from './authenticator.ts';
import { ClientDirectory } from './client-directory.ts';

/** Asymmetric only: with a shared secret a public key could pose as one. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** By these a token would choose its own key, or the way in which it is checked. */
const FORBIDDEN_HEADERS = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64'];
/**
 * RFC 9068, RFC 7519, and issuers that say nothing; an id token for a logout or a proof of possession is no access
 * token.
 */
const TYPES = [undefined, 'jwt', 'at+jwt', 'application/at+jwt'];
const FETCH_MS = 2_000;
/** Its clock is not ours. */
const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * Access tokens of the company's own identity provider (`LETHE_ISSUER_URL`); organisation and permissions are claims of
 * them.
 */
@Injectable()
export class ForeignTokens implements TokenVerifier {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(
    private readonly clients: ClientDirectory,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {
    const url = config.LETHE_ISSUER_JWKS_URL ?? `${config.LETHE_ISSUER_URL?.replace(/\/$/, '')}/.well-known/jwks.json`;
    this.keys = createRemoteJWKSet(new URL(url), { timeoutDuration: FETCH_MS });
  }

  async verify(token: string): Promise<Caller> {
    const claims = await this.check(token);
    const organisationId = z.guid().safeParse(claims[this.config.LETHE_ISSUER_ORGANISATION_CLAIM]);
    const clientId = claims['client_id'] ?? claims['azp'] ?? claims.sub;
    if (!organisationId.success || typeof clientId !== 'string') throw badCredentials();
    const organisation = await this.clients.findOrganisation(organisationId.data);
    if (organisation === null) throw badCredentials();
    return {
      clientId,
      organisationId: organisationId.data,
      permissions: listOf(claims[this.config.LETHE_ISSUER_PERMISSIONS_CLAIM]),
      defaultCountry: organisation.defaultCountry ?? this.config.LETHE_DEFAULT_COUNTRY,
    };
  }

  private async check(token: string): Promise<JWTPayload> {
    const { LETHE_ISSUER_URL: issuer, LETHE_ISSUER_AUDIENCE: audience } = this.config;
    try {
      const options = {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['exp'],
      };
      return (await jwtVerify(token, this.findKey, options)).payload;
    } catch (error) {
      if (error instanceof LetheError) throw error;
      const code = String((error as { code?: unknown }).code);
      // ERR_JOSE_GENERIC: the issuer answered something other than its keys.
      if (code === 'ERR_JWKS_TIMEOUT' || code === 'ERR_JOSE_GENERIC' || !/^ERR_J/.test(code))
        throw unavailable('The token issuer', error);
      throw badCredentials(error);
    }
  }

  private readonly findKey: JWTVerifyGetKey = (header, token) => {
    const chooses = FORBIDDEN_HEADERS.some((name) => name in header);
    if (chooses || !TYPES.includes(header.typ?.toLowerCase())) throw badCredentials();
    return this.keys(header, token);
  };
}

/** An array, or words separated by blanks as in `scope`. */
function listOf(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ').filter(Boolean);
  return Array.isArray(claim) ? claim.filter((item) => typeof item === 'string') : [];
}
