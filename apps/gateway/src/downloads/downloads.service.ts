import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LetheError, notFound, OpenDownloadReply, SUBJECTS, unavailable, type Principal } from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import type { Storage } from '@lethe/storage';
import { OwnTokens } from '../auth/own-tokens.ts';
import { CONFIG, type GatewayConfig } from '../config.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { RateLimits } from '../limits/rate-limits.ts';
import { parseRange } from './byte-range.ts';
import { contentDisposition } from './disposition.ts';

export const STORAGE = Symbol('Storage');

/** Archives: the API gives out a signed link that expires, the link gives out the bytes (api-contract section 1.10, requirements D21). */
@Injectable()
export class DownloadsService {
  constructor(
    private readonly messaging: MessagingClient,
    private readonly tokens: OwnTokens,
    private readonly limits: RateLimits,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** A link that needs no bearer token. @throws LetheError not.found: unknown, expired or another organisation's */
  async link({ organisationId }: Principal, downloadId: string, disposition: string | undefined): Promise<string> {
    const { fileName } = await this.find(organisationId, downloadId);
    const claims = { org: organisationId, disposition: contentDisposition(disposition, fileName) };
    const token = await this.tokens.sign('download', downloadId, this.config.LETHE_LINK_MINUTES * 60, claims);
    return `${this.config.LETHE_PUBLIC_URL}/downloads/${downloadId}?token=${token}`;
  }

  /** The bytes, or the part of them that `Range` asks for. */
  async stream(downloadId: string, token: string, request: GatewayRequest, reply: FastifyReply): Promise<StreamableFile> {
    const { organisationId, disposition } = await this.readLink(downloadId, token);
    await this.limits.consume('call', { organisationId, clientId: '' }, reply);
    const { location, key, bytes } = await this.find(organisationId, downloadId);
    const range = parseRange(request.headers.range, bytes);
    if (range === 'unsatisfiable') throw unsatisfiable(bytes, reply);
    const { start, end } = range ?? { start: 0, end: bytes - 1 };
    const stream = await this.storage.read(location, Buffer.from(key, 'base64'), range).catch(asLetheError);
    void reply.status(range === undefined ? 200 : 206).headers({
      'Accept-Ranges': 'bytes',
      'X-Content-Type-Options': 'nosniff',
      ...(range !== undefined && { 'Content-Range': `bytes ${start}-${end}/${bytes}` }),
    });
    return new StreamableFile(stream, { type: 'application/zip', disposition, length: end - start + 1 });
  }

  private find(organisationId: string, downloadId: string): Promise<OpenDownloadReply> {
    return this.messaging.call(SUBJECTS.aggregator.openDownload, { organisationId, downloadId }, OpenDownloadReply);
  }

  /** A link that is not ours, was changed, is for another download or has expired leads nowhere. */
  private async readLink(downloadId: string, token: string): Promise<{ organisationId: string; disposition: string }> {
    const claims = await this.tokens.check('download', token).catch((error: unknown) => {
      throw error instanceof LetheError && error.code === 'bad.credentials' ? notFound('download') : error;
    });
    if (claims.sub !== downloadId) throw notFound('download');
    return { organisationId: String(claims['org']), disposition: String(claims['disposition']) };
  }
}

function unsatisfiable(bytes: number, reply: FastifyReply): LetheError {
  void reply.header('Content-Range', `bytes */${bytes}`);
  return new LetheError('range.not.satisfiable', 'The range lies beyond the end of the file.');
}

function asLetheError(error: unknown): never {
  const code = (error as { code?: unknown }).code;
  if (code === 'not.found') throw notFound('download');
  throw code === 'unavailable' ? unavailable('The storage', error) : error;
}
