import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { GDPR_PERMISSIONS, type Principal } from '@lethe/contracts';
import { Answers } from '@lethe/platform';
import { z } from 'zod';
import { Public, RequirePermission } from '../auth/access.ts';
import { Id } from '../gdpr/queries.ts';
import { Caller } from '../http/caller.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { DownloadsService } from './downloads.service.ts';

const flag = () => z.string().optional().meta({ type: 'boolean', default: true });
const DownloadQuery = z.object({
  contentDisposition: z.string().max(500).optional(),
  issueRedirect: flag(),
  redirectToAuth: flag(),
});
const LinkQuery = z.object({ token: z.string().default('') });
const UrlResponse = z.object({ url: z.string() }).meta({ id: 'UrlResponse' });

@Controller()
@ApiTags('Downloads')
export class DownloadsController {
  constructor(private readonly downloads: DownloadsService) {}

  @Get('api/v2/downloads/:downloadId')
  @RequirePermission(GDPR_PERMISSIONS.viewRequest)
  @ApiOperation({
    operationId: 'getDownload',
    summary: 'Issues a redirect to a signed link of the archive, or answers the link when issueRedirect is false',
  })
  @Answers(200, UrlResponse, 'The link, when issueRedirect is false')
  @Answers(302, UrlResponse, 'A redirect to the link')
  async link(
    @Caller() principal: Principal,
    @Param('downloadId', { schema: Id }) downloadId: string,
    @Query({ schema: DownloadQuery }) query: z.output<typeof DownloadQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const url = await this.downloads.link(principal, downloadId, query.contentDisposition);
    if (query.issueRedirect?.toLowerCase() !== 'false') void reply.status(302).header('Location', url);
    return { url };
  }

  @Get('downloads/:downloadId')
  @Public()
  @ApiExcludeEndpoint()
  stream(
    @Param('downloadId', { schema: Id }) downloadId: string,
    @Query({ schema: LinkQuery }) query: z.output<typeof LinkQuery>,
    @Req() request: GatewayRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.downloads.stream(downloadId, query.token, request, reply);
  }
}
