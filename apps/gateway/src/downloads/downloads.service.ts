import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LetheError, notFound, OpenDownloadReply, SUBJECTS, type Principal } from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import type { Storage } from '@lethe/storage';
import { OwnTokens } from '../auth/own-tokens.ts';
import { CONFIG, type GatewayConfig } from '../config.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { RateLimits } from '../limits/rate-limits.ts';
import { contentDisposition } from './disposition.ts';
import { sendObject } from './send-object.ts';
import { STORAGE } from './storage.ts';

/**
 * Archives: the API gives out a signed link that expires, the link gives out the bytes (requirements D21;
 * docs/wire-contract.md, "Results and downloads").
 */
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
  async stream(
    downloadId: string,
    token: string,
    request: GatewayRequest,
    reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { organisationId, disposition } = await this.readLink(downloadId, token);
    await this.limits.consume('call', { organisationId, clientId: '' }, reply);
    const archive = await this.find(organisationId, downloadId);
    return sendObject(
      this.storage,
      archive,
      { request, reply },
      {
        type: 'application/zip',
        disposition,
        entity: 'download',
      },
    );
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
