import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LetheError, type Principal } from '@lethe/contracts';
import type { GatewayRequest } from '../http/gateway-request.ts';

/** Whom a token stands for; `defaultCountry` and `correlationId` are added to make it a Principal. */
export type Caller = Omit<Principal, 'correlationId'>;

/** Checks one kind of access token: our own, or a foreign issuer's. */
export interface TokenVerifier {
  /** @throws LetheError bad.credentials */
  verify(token: string): Promise<Caller>;
}
export const TOKEN_VERIFIER = Symbol('TokenVerifier');

export const badCredentials = (cause?: unknown): LetheError =>
  new LetheError('bad.credentials', 'Invalid login credentials.', { cause });

/** Turns the bearer token of a request into its principal. */
@Injectable()
export class Authenticator {
  constructor(@Inject(TOKEN_VERIFIER) private readonly verifier: TokenVerifier) {}

  async authenticate(request: GatewayRequest, reply: FastifyReply): Promise<Principal> {
    reply.header('WWW-Authenticate', 'Bearer');
    const caller = await this.verifier.verify(bearerOf(request));
    reply.removeHeader('WWW-Authenticate');
    return { ...caller, correlationId: request.id };
  }
}

function bearerOf(request: GatewayRequest): string {
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new LetheError('authentication.required', 'No authentication bearer token was given.');
  return token;
}
